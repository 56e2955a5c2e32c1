package dev.fetchlight.engine.live;

import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.egress.address.CookieJar;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.MediaKind;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.Passes;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Live;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Records broadcasts, and makes a file of each. One instance serves many jobs at once. */
public final class Recorder {
  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final Failure NOTHING =
      new Failure(Code.NOT_FOUND, "Nothing of the broadcast had come when the recording ended.");
  private static final Failure UNMADE =
      new Failure(Code.INTERNAL, "No file could be made of what was recorded; the log says more.");
  private static final Failure NO_CLIP =
      new Failure(
          Code.UNSUPPORTED_URL,
          "This is a live stream that is still running, and a clip can be cut once it has ended."
              + " Leave out the clip, or choose to wait for the end.");
  private static final Failure RUNNING =
      new Failure(Code.UPCOMING, "It is still being broadcast. It is fetched once that has ended.");
  private static final Failure NEVER_ENDED =
      new Failure(
          Code.NOT_FOUND,
          "It was still being broadcast a week later. Choose to record it from now on.");
  private static final Failure STATION =
      new Failure(
          Code.UNSUPPORTED_URL,
          "This is a live stream without an end. Choose to record it from now on.");
  private static final Failure DASH =
      new Failure(
          Code.UNSUPPORTED_URL,
          "This is a live stream in a form that cannot be recorded here (DASH). Choose to wait for"
              + " its end.");

  private final Supplier<Fetcher> fetchers;
  private final BiFunction<Path, List<String>, Optional<String>> prober;
  private final Mixer mixer;
  private final Patience patience;

  /** Asks the site once more where its broadcast is. */
  public interface Tuner {
    Tuning tune() throws IOException, InterruptedException;
  }

  /** Has ffmpeg make a file in a folder; false where it cannot. */
  public interface Mixer {
    boolean mix(Path folder, List<String> arguments, String output)
        throws IOException, InterruptedException;
  }

  /**
   * @param fetchers opens the door to the outside for one job
   * @param prober runs ffprobe on a file with these arguments; empty where it fails
   */
  public Recorder(
      Supplier<Fetcher> fetchers,
      BiFunction<Path, List<String>, Optional<String>> prober,
      Mixer mixer,
      Patience patience) {
    this.fetchers = fetchers;
    this.prober = prober;
    this.mixer = mixer;
    this.patience = patience;
  }

  /** Whether an earlier run has left a recording there. */
  public static boolean left(Path scratch) throws IOException {
    return Tape.any(scratch);
  }

  /** What to do instead of recording, where that is wished or must be. */
  public static Optional<Outcome> instead(Choices choices, Broadcast broadcast) {
    boolean station = broadcast.sources().stream().anyMatch(source -> !source.listed());
    if (choices.live() == Live.WAIT) {
      return Optional.of(
          station && !broadcast.sources().isEmpty()
              ? new Outcome.Failed(STATION)
              : new Outcome.Later(RUNNING, null, NEVER_ENDED));
    }
    if (choices.clip() != null) {
      return Optional.of(new Outcome.Failed(NO_CLIP));
    }
    return broadcast.sources().isEmpty() ? Optional.of(new Outcome.Failed(DASH)) : Optional.empty();
  }

  /** Records from now on, or from what is there on. Blocks until an end. */
  public Outcome record(
      Assignment assignment, Broadcast broadcast, Tuner tuner, Consumer<EngineEvent> events)
      throws IOException, InterruptedException {
    Optional<Outcome> instead = instead(assignment.spec().choices(), broadcast);
    if (instead.isPresent()) {
      return instead.get();
    }
    events.accept(new EngineEvent.Described(broadcast.video(), broadcast.thumbnail()));
    Cookies cookies = assignment.cookies();
    CookieJar jar = CookieJar.of(cookies == null ? "" : cookies.text());
    Fetcher fetcher = fetchers.get().showing(Passes.of(cookies)).showing(jar);
    Session session = new Session(assignment, fetcher, patience, events);
    return made(assignment, session.record(broadcast.sources(), tuner), events);
  }

  /** Goes on with what an earlier run has left. */
  public Outcome goOn(Assignment assignment, Tuner tuner, Consumer<EngineEvent> events)
      throws IOException, InterruptedException {
    Optional<Reason> ended = Reason.read(assignment.scratch());
    if (ended.isPresent()) {
      return made(assignment, new Session.Result.Ended(ended.get()), events);
    }
    long begun = System.nanoTime();
    while (true) {
      switch (tuner.tune()) {
        case Tuning.OnAir(Broadcast broadcast) -> {
          return record(assignment, broadcast, tuner, events);
        }
        case Tuning.Over() -> {
          return made(assignment, new Session.Result.Ended(Reason.MISSED), events);
        }
        case Tuning.Unclear(Failure why) -> {
          events.accept(new EngineEvent.Noted(why.sentence()));
          if (System.nanoTime() - begun > patience.away().toNanos()) {
            return made(assignment, new Session.Result.Ended(Reason.AWAY), events);
          }
          if (assignment
              .bell()
              .await(patience.quiet().compareTo(AGAIN) < 0 ? patience.quiet() : AGAIN)) {
            return made(assignment, new Session.Result.Ended(Reason.HAND), events);
          }
        }
      }
    }
  }

  private Outcome made(Assignment assignment, Session.Result result, Consumer<EngineEvent> events)
      throws IOException, InterruptedException {
    return switch (result) {
      case Session.Result.Failed(Failure failure) -> new Outcome.Failed(failure);
      case Session.Result.Ended(Reason reason) -> {
        reason.write(assignment.scratch());
        List<Tape> tapes = Session.tapes(assignment.scratch());
        if (tapes.stream().allMatch(Tape::empty)) {
          Reason.forget(assignment.scratch());
          yield new Outcome.Failed(NOTHING);
        }
        events.accept(new EngineEvent.Entered(Stage.MERGING));
        tell(reason, tapes, assignment.spec().choices(), events);
        Consumer<String> remarks = text -> events.accept(new EngineEvent.Remarked(text));
        Optional<Path> file =
            new Montage(assignment.scratch(), prober, mixer, remarks)
                .of(tapes, assignment.spec().choices());
        yield file.<Outcome>map(Recorder::fetched).orElse(new Outcome.Failed(UNMADE));
      }
    };
  }

  private static Outcome fetched(Path file) {
    MediaKind kind = MediaKind.of(file.getFileName().toString()).orElse(MediaKind.UNKNOWN);
    return new Outcome.Fetched(file, kind.extension(), kind.mediaType());
  }

  private static void tell(
      Reason reason, List<Tape> tapes, Choices choices, Consumer<EngineEvent> events) {
    reason.sentence().map(EngineEvent.Remarked::new).ifPresent(events);
    int gaps = tapes.stream().mapToInt(tape -> tape.label().gaps()).max().orElse(0);
    double missing = tapes.stream().mapToDouble(tape -> tape.label().missing()).max().orElse(0);
    if (gaps > 0) {
      String times = gaps == 1 ? "in one place" : "in " + gaps + " places";
      String seconds = missing < 1 ? "" : ", about " + Math.round(missing) + " seconds in all";
      events.accept(
          new EngineEvent.Remarked(
              "Something is missing in the recording " + times + seconds + "."));
    }
    boolean bare =
        choices.extras().isEmpty()
            && choices.subtitles().languages().isEmpty()
            && choices.finer().also().isEmpty()
            && choices.finer().sponsorBlock().none();
    if (!bare) {
      events.accept(
          new EngineEvent.Remarked(
              "A recording comes without subtitles, chapters, files beside it and other extras."));
    }
  }
}
