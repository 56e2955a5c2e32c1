package dev.fetchlight.update;

import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.update.EngineState.Activity;
import dev.fetchlight.update.Memory.Kept;
import dev.fetchlight.update.Try.Outcome;
import dev.fetchlight.update.release.ReleaseServer;
import dev.fetchlight.update.release.ReleaseVersion;
import dev.fetchlight.update.release.TrustedKeys;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a newer yt-dlp when it is time, when somebody wishes it and when links fail in waves;
 * has each yt-dlp watched while it is used. One thread does all the asking.
 */
public final class Updater implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Updater.class.getName());
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration ENDING = Duration.ofSeconds(3);

  private final InUse inUse;
  private final UpdateSettings settings;
  private final Source source;
  private final Trial trial;
  private final InstantSource clock;
  private final Calendar calendar = new Calendar(() -> ThreadLocalRandom.current().nextDouble());
  private final BlockingQueue<Why> wishes = new ArrayBlockingQueue<>(1);
  private final Thread thread = Thread.ofVirtual().name("updater").unstarted(this::work);
  private volatile Activity activity = Activity.IDLE;
  private volatile @Nullable ReleaseVersion tried;
  private volatile @Nullable Instant next;

  /** What makes it ask before it is time. */
  private enum Why {
    WAVE,
    PERSON
  }

  /**
   * What releases are fetched through.
   *
   * @param patience for each answer, and then for all of it
   */
  public record Source(Supplier<Fetcher> door, Duration patience) {}

  public Updater(
      InUse inUse, UpdateSettings settings, Source source, Trial trial, InstantSource clock) {
    this.inUse = inUse;
    this.settings = settings;
    this.source = source;
    this.trial = trial;
    this.clock = clock;
  }

  /** Looks at what there is, and begins to ask by itself where that is not off. */
  public void start() {
    if (settings.channel() != Channel.OFF) {
      next = calendar.first(clock.instant(), inUse.rack().memory().asked());
    }
    thread.start();
  }

  /** The same engine, whose ends are watched. */
  public Engine watching(Engine engine) {
    return settings.channel() == Channel.OFF
        ? engine
        : new WatchedEngine(
            engine, inUse, new RunWatch(inUse, calendar, () -> wish(Why.WAVE), clock));
  }

  /** Has it ask now; false where updates are off. */
  public boolean ask() {
    boolean on = settings.channel() != Channel.OFF;
    if (on) {
      wish(Why.PERSON);
    }
    return on;
  }

  /** One that waits is enough for all who wish. */
  private synchronized void wish(Why why) {
    if (wishes.offer(why) && activity == Activity.IDLE) {
      activity = Activity.ASKING;
    }
  }

  /** How it stands; at once or almost. */
  public EngineState state() {
    Memory memory = inUse.rack().memory();
    ReleaseVersion version =
        CompletableFuture.supplyAsync(inUse::version, Thread::startVirtualThread)
            .completeOnTimeout(Optional.empty(), MOMENT.toMillis(), TimeUnit.MILLISECONDS)
            .join()
            .orElse(null);
    return new EngineState(
        version,
        inUse.release().isPresent(),
        settings.channel(),
        activity,
        sentence(memory),
        memory.asked(),
        next,
        memory.kept().stream().map(Kept::version).toList(),
        memory.refused().stream()
            .map(each -> new EngineState.Refused(each.version(), each.at(), each.sentence()))
            .toList(),
        memory.tries());
  }

  private String sentence(Memory memory) {
    return switch (activity) {
      case ASKING -> "Asking for a newer yt-dlp.";
      case TRYING -> "Trying yt-dlp " + tried + " before it is used.";
      case IDLE -> {
        if (settings.channel() == Channel.OFF) {
          yield "Updates of yt-dlp are off; FETCHLIGHT_YT_DLP_UPDATE turns them on.";
        }
        yield memory.tries().isEmpty()
            ? "Nobody has asked for a newer yt-dlp yet."
            : memory.tries().getFirst().sentence();
      }
    };
  }

  /** Ends a trial that runs, and waits until nothing of it is left. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      boolean _ = thread.isAlive() && thread.join(ENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      inUse.verify();
      while (settings.channel() != Channel.OFF) {
        Instant due = next;
        long wait = due == null ? 0 : Duration.between(clock.instant(), due).toMillis();
        Why why = wishes.poll(Math.max(0, wait), TimeUnit.MILLISECONDS);
        activity = Activity.ASKING;
        Try attempt = look(why == Why.PERSON);
        LOG.log(Level.INFO, attempt.sentence());
        inUse.rack().remember(memory -> memory.trying(attempt));
        next = calendar.after(attempt.at(), !attempt.judged());
        synchronized (this) {
          activity = wishes.isEmpty() ? Activity.IDLE : Activity.ASKING;
        }
      }
    } catch (InterruptedException _) {
      // The program ends; the next start asks when it is due.
    }
  }

  private Try look(boolean person) throws InterruptedException {
    Optional<TrustedKeys> keys = keys();
    if (keys.isEmpty()) {
      return failed(
          "No release can be believed: FETCHLIGHT_YT_DLP_KEY holds no key that is valid.");
    }
    try {
      inUse.compare();
      Intake intake =
          new Intake(
              new ReleaseServer(source.door(), releases(), source.patience()),
              keys.get(),
              inUse,
              trial,
              clock);
      return intake.look(
          person,
          version -> {
            tried = version;
            activity = Activity.TRYING;
          });
    } catch (IOException e) {
      return failed("The disk does not take a release: " + e.getMessage());
      // A bug here must not keep all later releases away.
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "asking for a newer yt-dlp", e);
      return failed("Asking for a newer yt-dlp went wrong inside Fetchlight; its log says more.");
    }
  }

  /** As they are now: one may have run out, or been replaced. */
  private Optional<TrustedKeys> keys() {
    try {
      return Optional.of(settings.key().map(TrustedKeys::of).orElseGet(TrustedKeys::ofYtDlp));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private URI releases() {
    return settings.mirror().or(settings.channel()::releases).orElseThrow();
  }

  private Try failed(String sentence) {
    return new Try(clock.instant(), Outcome.FAILED, null, sentence);
  }
}
