package dev.fetchlight.engine.direct;

import dev.fetchlight.engine.Advance;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Meter;
import dev.fetchlight.engine.Planned;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way to disk: hands stretches to connections, connects anew after cuts, tells how
 * far it is, and keeps the checkpoint. Lives on the thread that runs it.
 */
final class Download {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration TUNE = Duration.ofMillis(20);
  private static final Duration SAVE = Duration.ofSeconds(1);
  static final Failure TOO_LARGE =
      new Failure(Code.TOO_LARGE, "The file is larger than this server allows.");

  private final Order order;
  private final Checkpoint begin;
  private final Path checkpoint;
  private final long maxFileSize;
  private final Consumer<EngineEvent> events;
  private final Stretches stretches;
  private final Tuner tuner = new Tuner();
  private final Meter meter;
  private final List<Puller> pullers = new ArrayList<>();
  private final BlockingQueue<News> inbox = new LinkedBlockingQueue<>();
  private final long before;
  private int cuts;
  private long cameAtCut;
  private @Nullable Trouble last;
  private long quietUntil = System.nanoTime();
  private long lastLook = quietUntil;
  private long lastSave = quietUntil;
  private long lastSign = quietUntil;
  private long cameAtSign;
  private boolean lull;

  /** How it ended. */
  sealed interface End {
    record Whole() implements End {}

    record Failed(Failure failure) implements End {}

    /**
     * The file is another one by now, or cannot be had in parts: all must be fetched anew.
     *
     * @param why the reason, should that not help
     */
    record Anew(Failure why) implements End {}
  }

  /** A connection is over. */
  private record News(Puller puller, Optional<Trouble> trouble) {}

  /**
   * @param begin where it begins
   * @param checkpoint the file that keeps where it is
   */
  Download(
      Order order,
      Checkpoint begin,
      Path checkpoint,
      long maxFileSize,
      Consumer<EngineEvent> events) {
    this.order = order;
    this.begin = begin;
    this.checkpoint = checkpoint;
    this.maxFileSize = maxFileSize;
    this.events = events;
    stretches = new Stretches(begin.missing(), begin.source().ranges());
    before = total() == null ? 0 : total() - stretches.missing();
    meter = new Meter(List.of(new Planned(total(), null, null)), null);
  }

  /** Runs to an end, or to an interrupt; no connection and no open file is left then. */
  End run(Puller.@Nullable Opening opening) throws InterruptedException {
    tell(false);
    try {
      if (opening != null) {
        stretches.next().ifPresent(stretch -> start(stretch, opening));
      }
      while (true) {
        Optional<End> end = step();
        if (end.isPresent()) {
          return end.get();
        }
      }
    } finally {
      pullers.forEach(Puller::stop);
      if (stretches.missing() > 0) {
        save();
      }
    }
  }

  private Optional<End> step() throws InterruptedException {
    while (System.nanoTime() - quietUntil >= 0 && pullers.size() < tuner.wanted()) {
      Optional<Stretch> next = stretches.next();
      if (next.isEmpty()) {
        break;
      }
      start(next.get(), null);
    }
    Duration patience = tunes() ? TUNE : LOOK;
    News news = inbox.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    Optional<End> end = Optional.empty();
    if (news != null && pullers.remove(news.puller())) {
      stretches.giveBack(news.puller().stretch());
      end = news.trouble().flatMap(this::on);
    }
    if (end.isEmpty() && stretches.missing() == 0) {
      end = Optional.of(whole());
    }
    if (end.isEmpty() && tunes()) {
      tune(System.nanoTime());
    }
    if (end.isEmpty() && System.nanoTime() - lastLook >= LOOK.toNanos()) {
      end = look(System.nanoTime());
    }
    return end;
  }

  private End whole() {
    try {
      if (!order.seams().hold()) {
        return new End.Anew(new Trouble.Changed().failure());
      }
    } catch (IOException e) {
      return new End.Failed(new Trouble.Disk(e).failure());
    }
    tell(true);
    return tooLarge() ? new End.Failed(TOO_LARGE) : new End.Whole();
  }

  private void start(Stretch stretch, Puller.@Nullable Opening opening) {
    Puller puller =
        new Puller(order, stretch, opening, (over, trouble) -> inbox.add(new News(over, trouble)));
    pullers.add(puller);
    puller.start();
  }

  private Optional<End> on(Trouble trouble) {
    return switch (trouble) {
      case Trouble.Partial() when stretches.came() > cameAtCut -> {
        cameAtCut = stretches.came();
        yield Optional.empty();
      }
      case Trouble.Changed() -> {
        note("The file is not the one that was begun, or cannot be had in parts.");
        yield Optional.of(new End.Anew(anew(trouble)));
      }
      case Trouble.Partial(),
          Trouble.Broken _,
          Trouble.Curtailed(),
          Trouble.Erred _,
          Trouble.Busy _,
          Trouble.Denied _,
          Trouble.Unreached _,
          Trouble.NoWayOut _
          when !pullers.isEmpty() -> {
        tuner.settle(pullers.size()); // the site bears no more of them
        yield Optional.empty();
      }
      case Trouble.Partial(),
          Trouble.Broken _,
          Trouble.Curtailed(),
          Trouble.Erred _,
          Trouble.NoWayOut(String _) ->
          cut(trouble, Duration.ZERO);
      case Trouble.Denied _ when stretches.came() > 0 -> cut(trouble, Duration.ZERO);
      case Trouble.Busy(_, Optional<Duration> pause) -> cut(trouble, pause.orElse(Duration.ZERO));
      case Trouble.Denied _, Trouble.Refused _, Trouble.Disk _, Trouble.Unreached _ ->
          Optional.of(new End.Failed(trouble.failure()));
    };
  }

  /** Where it broke off just here, that there is no more tells more than that it changed. */
  private Failure anew(Trouble trouble) {
    boolean ends = last instanceof Trouble.Curtailed && stretches.came() == cameAtCut;
    return ends ? Trouble.SHORT : trouble.failure();
  }

  /** Waits before the next try, or gives up where the last ones brought next to nothing. */
  private Optional<End> cut(Trouble trouble, Duration wanted) {
    last = trouble;
    if (total() == null) {
      return Optional.of(new End.Anew(trouble.failure()));
    }
    cuts = stretches.came() - cameAtCut >= Stretches.LEAST ? 1 : cuts + 1;
    cameAtCut = stretches.came();
    Patience patience = order.patience();
    if (cuts > patience.tries() || wanted.compareTo(patience.stall()) > 0) {
      return Optional.of(new End.Failed(trouble.failure()));
    }
    Duration ours = patience.before(cuts, ThreadLocalRandom.current());
    quietUntil = System.nanoTime() + (wanted.compareTo(ours) > 0 ? wanted : ours).toNanos();
    note("The connection was cut at byte " + (before + stretches.came()) + "; goes on.");
    return Optional.empty();
  }

  private Optional<End> look(long now) {
    lastLook = now;
    if (stretches.came() > cameAtSign) {
      cameAtSign = stretches.came();
      lastSign = now;
    }
    tellOrWait(Duration.ofNanos(now - lastSign));
    long stall = order.patience().stall().toNanos();
    if (tooLarge()) {
      return Optional.of(new End.Failed(TOO_LARGE));
    } else if (now - lastSign > stall) {
      return Optional.of(
          new End.Failed(
              new Failure(
                  Code.STALLED,
                  "The site sent nothing for %d seconds."
                      .formatted(order.patience().stall().toSeconds()))));
    }
    for (Puller puller : List.copyOf(pullers)) {
      if (now - puller.lastSign() > stall / 2) {
        letGo(puller);
        Optional<End> end = on(new Trouble.Broken(true));
        if (end.isPresent()) {
          return end;
        }
      }
    }
    if (now - lastSave > SAVE.toNanos()) {
      lastSave = now;
      save();
    }
    return Optional.empty();
  }

  private boolean tunes() {
    return begin.source().ranges() && !tuner.settled();
  }

  private void tune(long now) {
    int connections = tuner.wanted();
    boolean flowing = pullers.size() == connections && pullers.stream().allMatch(Puller::flowing);
    long latency = pullers.stream().mapToLong(Puller::latency).max().orElse(0);
    tuner.measure(stretches.came(), stretches.missing(), flowing, latency, now);
    if (tuner.wanted() != connections) {
      note("Fetches by " + tuner.wanted() + " connections, up to now by " + connections + ".");
    }
    while (pullers.size() > tuner.wanted()) {
      letGo(pullers.getLast());
    }
  }

  private void letGo(Puller puller) {
    puller.stop();
    pullers.remove(puller);
    stretches.giveBack(puller.stretch());
  }

  private boolean tooLarge() {
    return before + stretches.came() > maxFileSize;
  }

  /** Tells how far it is, or once since when nothing has come. */
  private void tellOrWait(Duration silence) {
    boolean known = lull;
    lull = silence.compareTo(order.patience().lull()) >= 0;
    if (!lull) {
      tell(false);
    } else if (!known) {
      note("Nothing has come for " + silence.toSeconds() + " s.");
      Instant since = InstantSource.system().instant().minus(silence);
      events.accept(new EngineEvent.Progressed(progress(false).stalled(since)));
    }
  }

  private Progress progress(boolean finished) {
    Advance advance = new Advance("file", finished, before + stretches.came(), total(), null, null);
    return meter.heard(advance, System.nanoTime());
  }

  private void note(String line) {
    events.accept(new EngineEvent.Noted(line));
  }

  private void tell(boolean finished) {
    events.accept(new EngineEvent.Progressed(progress(finished)));
    if (finished) {
      events.accept(new EngineEvent.Progressed(meter.whole()));
    }
  }

  private void save() {
    if (total() == null) {
      return;
    }
    try {
      new Checkpoint(
              begin.source(), begin.kind(), begin.title(), stretches.spans(), order.seams().open())
          .write(checkpoint);
    } catch (IOException e) {
      // The older one still holds; where the disk is full, the bytes themselves will tell.
    }
  }

  private @Nullable Long total() {
    return begin.source().total().isPresent() ? begin.source().total().getAsLong() : null;
  }
}
