package dev.fetchlight.engine.live;

import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.engine.Advance;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Meter;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Live;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One recording while it runs: starts its reels, tells how far they are, and ends them. */
final class Session {
  private static final int MOST_SOURCES = 2;
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Failure OTHER =
      new Failure(Code.NETWORK, "The broadcast has changed its form. Try again.");

  private static final Failure STILL =
      new Failure(
          Code.STALLED,
          "This live stream stands still: nothing new came since the recording began. Try again"
              + " later.");

  private final Assignment assignment;
  private final Fetcher fetcher;
  private final Patience patience;
  private final Consumer<EngineEvent> events;
  private final Meter meter = new Meter(List.of(), null, true);
  private final List<Reel> reels = new ArrayList<>();
  private Duration pause;
  private long tuned = System.nanoTime();
  private boolean recording;
  private boolean silent;
  private boolean resumed;

  /** What came of it. */
  sealed interface Result {
    /** There is something on tape. */
    record Ended(Reason reason) implements Result {}

    /** Nothing came, and this is why. */
    record Failed(Failure failure) implements Result {}
  }

  Session(Assignment assignment, Fetcher fetcher, Patience patience, Consumer<EngineEvent> events) {
    this.assignment = assignment;
    this.fetcher = fetcher;
    this.patience = patience;
    this.events = events;
    pause = patience.quiet();
  }

  /** Those that an earlier run has left. */
  static List<Tape> tapes(Path folder) throws IOException {
    List<Tape> tapes = new ArrayList<>();
    for (int each = 0; each < MOST_SOURCES; each++) {
      tapes.add(Tape.open(folder, each));
    }
    return tapes.stream().filter(tape -> !tape.empty()).toList();
  }

  /** Blocks until an end, or an interrupt; no connection and no open file is left then. */
  Result record(List<Channel> sources, Recorder.Tuner tuner)
      throws IOException, InterruptedException {
    List<Tape> tapes = new ArrayList<>();
    long there = 0;
    for (int each = 0; each < Math.min(MOST_SOURCES, sources.size()); each++) {
      tapes.add(Tape.open(assignment.scratch(), each));
      there += tapes.getLast().label().bytes();
    }
    resumed = there > 0;
    AtomicLong room = new AtomicLong(assignment.limits().maxFileSize() - there);
    for (int each = 0; each < tapes.size(); each++) {
      reels.add(reel(sources.get(each), tapes.get(each), room));
    }
    try {
      reels.forEach(Reel::start);
      while (true) {
        boolean rung = assignment.bell().await(LOOK);
        tell();
        Optional<Result> result = rung ? Optional.of(ended(Reason.HAND)) : look();
        if (result.isPresent()) {
          return result.get();
        }
        if (stale()) {
          result = tune(tuner);
          if (result.isPresent()) {
            return result.get();
          }
        }
      }
    } finally {
      reels.forEach(Reel::stop);
    }
  }

  private Reel reel(Channel source, Tape tape, AtomicLong room) {
    return source.listed()
        ? new Follower(
            source,
            tape,
            room,
            new Loader(fetcher, patience.answer()),
            patience,
            assignment.spec().choices().live())
        : new Listener(source, tape, room, fetcher, patience);
  }

  private static Result ended(Reason reason) {
    return new Result.Ended(reason);
  }

  private void tell() {
    long bytes = reels.stream().mapToLong(reel -> reel.tape().label().bytes()).sum();
    double seconds =
        reels.stream().mapToDouble(reel -> reel.tape().label().seconds()).max().orElse(0);
    if (bytes == 0) {
      return;
    }
    if (!recording) {
      recording = true;
      events.accept(new EngineEvent.Entered(Stage.RECORDING));
    }
    long now = System.nanoTime();
    Progress progress =
        meter.heard(new Advance("live", false, bytes, null, null, null), now).recorded(seconds);
    long since = now - reels.stream().mapToLong(Reel::lastSign).max().orElse(now);
    boolean still = since > patience.quiet().toNanos();
    if (still && !silent) {
      events.accept(
          new EngineEvent.Noted("Nothing new has come for " + since / 1_000_000_000 + " s."));
    }
    silent = still;
    events.accept(
        new EngineEvent.Progressed(
            still
                ? progress.stalled(InstantSource.system().instant().minusNanos(since))
                : progress));
  }

  private Optional<Result> look() throws IOException {
    double seconds =
        reels.stream().mapToDouble(reel -> reel.tape().label().seconds()).max().orElse(0);
    if (seconds >= assignment.limits().maxDuration().toMillis() / 1e3) {
      return Optional.of(ended(Reason.TIME));
    }
    boolean over = true;
    for (Reel reel : reels) {
      Reel.End end = reel.end().orElse(null);
      over &= end instanceof Reel.End.Over;
      switch (end) {
        case null -> {}
        case Reel.End.Over(), Reel.End.Stopped() -> {}
        case Reel.End.Full() -> {
          return Optional.of(ended(Reason.SIZE));
        }
        case Reel.End.Away(Failure why) -> {
          return Optional.of(away(why));
        }
        case Reel.End.Disk(IOException cause) -> throw cause;
        case Reel.End.Bug(RuntimeException cause) -> throw cause;
      }
    }
    return over ? Optional.of(ended(Reason.OVER)) : Optional.empty();
  }

  /** A list that never grew is no broadcast; perhaps it was cut, and all else of it is missing. */
  private Result away(Failure why) {
    boolean went = resumed || reels.stream().anyMatch(Reel::goesOn);
    boolean whole = assignment.spec().choices().live() == Live.FROM_START;
    if (!anything()) {
      return new Result.Failed(why);
    }
    return went || whole ? ended(Reason.AWAY) : new Result.Failed(STILL);
  }

  private boolean anything() {
    return reels.stream().anyMatch(reel -> !reel.tape().empty());
  }

  private boolean stale() {
    return System.nanoTime() - tuned > pause.toNanos() && reels.stream().anyMatch(Reel::stale);
  }

  /** Asks where the broadcast is by now, more and more rarely while that brings nothing. */
  private Optional<Result> tune(Recorder.Tuner tuner) throws IOException, InterruptedException {
    Tuning tuning = tuner.tune();
    tuned = System.nanoTime();
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    return switch (tuning) {
      case Tuning.OnAir(Broadcast broadcast) -> {
        if (broadcast.sources().size() < reels.size()) {
          yield Optional.of(anything() ? ended(Reason.AWAY) : new Result.Failed(OTHER));
        }
        for (int each = 0; each < reels.size(); each++) {
          reels.get(each).tune(broadcast.sources().get(each));
        }
        yield Optional.empty();
      }
      case Tuning.Over() -> Optional.of(ended(Reason.OVER));
      case Tuning.Unclear(Failure why) -> {
        events.accept(new EngineEvent.Noted(why.sentence()));
        yield Optional.empty();
      }
    };
  }
}
