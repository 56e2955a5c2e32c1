package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.egress.Gate;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.MediaKind;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.job.Cookies;
import dev.fetchlight.job.Failure;
import dev.fetchlight.job.Link;
import dev.fetchlight.job.Preview;
import dev.fetchlight.job.Sighting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches with yt-dlp, one child process a job, each behind a gate of its own. */
public final class YtDlpEngine implements Engine, AutoCloseable {
  private static final Logger LOGGER = System.getLogger(YtDlpEngine.class.getName());
  private static final Failure STALLED =
      new Failure(Failure.Code.TIMEOUT, "Nothing came from the site for minutes.");
  private static final Failure MISSING =
      new Failure(Failure.Code.INTERNAL, "The server lacks a program that downloads need.");
  private static final Failure STRANGE_FILE =
      new Failure(
          Failure.Code.UNSUPPORTED_URL, "What the link leads to is not a video or sound file.");
  private static final Failure NO_FILE =
      new Failure(Failure.Code.INTERNAL, "The download ended without a file.");

  private static final Duration WARM_FOR = Duration.ofMinutes(10);

  private final Launcher launcher;
  private final Supplier<Gate> gates;
  private final Patience patience;

  /**
   * @param programs finds the programs; asked again when they have changed
   * @param gates opens the door to the outside for one job
   */
  public YtDlpEngine(Supplier<Programs> programs, Supplier<Gate> gates, Patience patience) {
    this(new Launcher(programs, patience.grace(), WARM_FOR), gates, patience);
  }

  YtDlpEngine(Launcher launcher, Supplier<Gate> gates, Patience patience) {
    this.launcher = launcher;
    this.gates = gates;
    this.patience = patience;
  }

  /**
   * Ends every process that works in or below {@code folder}, such as those of a service that was
   * killed. Running jobs below it would be ended too.
   */
  public static void reap(Path folder) {
    try {
      Leftovers.reap(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Readiness readiness() {
    return launcher.readiness();
  }

  @Override
  public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems) {
    return new Sighting.Unseen(NO_FILE);
  }

  @Override
  public Optional<Failure> expand(
      Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items) {
    return Optional.of(NO_FILE);
  }

  @Override
  public Outcome fetch(Assignment assignment, Consumer<EngineEvent> events)
      throws InterruptedException {
    try {
      return fetch(assignment, events, launcher.programs());
    } catch (ProgramMissingException e) {
      LOGGER.log(Level.ERROR, e.hint());
      return new Outcome.Failed(MISSING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome fetch(Assignment assignment, Consumer<EngineEvent> events, Programs programs)
      throws IOException, InterruptedException {
    Path scratch = assignment.scratch().toRealPath();
    Leftovers.reap(scratch);
    List<String> arguments =
        CommandLine.of(List.of(), assignment.spec().choices().format(), assignment.spec().link());
    try (Gate gate = gates.get();
        Nest nest = Nest.in(scratch, programs)) {
      Map<String, String> environment = nest.environment(gate);
      Child child = launcher.start(arguments, environment, scratch);
      Run run = new Run(assignment.limits(), events);
      Optional<Failure> stopped = attend(child, run, scratch);
      if (stopped.isEmpty() && child.lost()) {
        LOGGER.log(Level.WARNING, assignment.id() + " lost its child; it goes on with a cold one");
        child = launcher.startCold(arguments, environment, scratch);
        run = new Run(assignment.limits(), events);
        stopped = attend(child, run, scratch);
      }
      if (stopped.isPresent()) {
        return new Outcome.Failed(stopped.get());
      }
      if (child.exit() == 0) {
        return run.file().map(file -> accept(file, scratch)).orElse(new Outcome.Failed(NO_FILE));
      }
      LOGGER.log(Level.DEBUG, "{0}: {1}", assignment.id(), child.complaints());
      return new Outcome.Failed(Diagnosis.of(child.complaints(), gate.refusals()));
    }
  }

  /** Follows a child and leaves nothing of it, however it ends. */
  private Optional<Failure> attend(Child child, Run run, Path scratch)
      throws IOException, InterruptedException {
    try (child) {
      Optional<Failure> stopped = follow(child, run, scratch);
      if (stopped.isEmpty()) {
        int _ = child.exit(); // not asked to end before it has
      }
      return stopped;
    }
  }

  /** Goes along until the child ends, or until it must be stopped, which the answer tells. */
  private Optional<Failure> follow(Child child, Run run, Path scratch) throws InterruptedException {
    long lastSign = System.nanoTime();
    long lastLook = lastSign;
    long bytes = -1;
    while (true) {
      Heard heard = child.next(patience.look());
      long now = System.nanoTime();
      Optional<Failure> stop =
          switch (heard) {
            case Heard.Said(String line) -> run.heard(Lines.read(line), now);
            case Heard.Silence(), Heard.Ended() -> Optional.empty();
          };
      if (!(heard instanceof Heard.Silence)) {
        lastSign = now;
      }
      if (stop.isPresent() || heard instanceof Heard.Ended) {
        return stop;
      }
      if (now - lastLook >= patience.look().toNanos()) {
        lastLook = now;
        long before = bytes;
        bytes = Nest.bytesIn(scratch);
        lastSign = bytes == before ? lastSign : now;
        stop = run.found(bytes);
        if (stop.isPresent()) {
          return stop;
        }
      }
      if (Duration.ofNanos(now - lastSign).compareTo(patience.stall()) > 0) {
        return Optional.of(STALLED);
      }
    }
  }

  /**
   * Takes yt-dlp's word for nothing: the file must be in the job's folder, and of a kind we keep.
   */
  private static Outcome accept(Path claimed, Path scratch) {
    Path file = scratch.resolve(claimed).normalize();
    try {
      if (!scratch.equals(file.getParent())
          || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) == 0) {
        return new Outcome.Failed(NO_FILE);
      }
      Optional<MediaKind> kind = MediaKind.of(file.getFileName().toString());
      if (kind.isEmpty()) {
        return new Outcome.Failed(STRANGE_FILE);
      }
      Nest.sweep(scratch, file);
      return new Outcome.Fetched(file, kind.get().extension(), kind.get().mediaType());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the warm parent; jobs must have ended. */
  @Override
  public void close() throws IOException {
    launcher.close();
  }
}
