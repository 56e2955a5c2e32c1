package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.egress.Gate;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.output.Diagnosis;
import dev.fetchlight.engine.ytdlp.output.Redaction;
import dev.fetchlight.engine.ytdlp.process.Child;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.process.Nest;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Subtitles;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Fetches one job's media: starts yt-dlp, and again where it can do without what went wrong. */
final class Fetching {
  private static final Logger LOGGER = System.getLogger(Fetching.class.getName());

  /** It is said at every other page, and means nothing. */
  private static final String EMPTY_WORDS = "Falling back on generic information extractor";

  private static final String BEFORE = "ERROR: Preprocessing:";
  private static final String AFTER = "ERROR: Postprocessing:";

  private final Launcher launcher;
  private final Patience patience;
  private final Assignment assignment;
  private final Consumer<EngineEvent> events;
  private final Gate gate;
  private final Path scratch;
  private final Redaction redaction;

  Fetching(
      Launcher launcher,
      Patience patience,
      Assignment assignment,
      Consumer<EngineEvent> events,
      Gate gate,
      Path scratch) {
    this.launcher = launcher;
    this.patience = patience;
    this.assignment = assignment;
    this.events = events;
    this.gate = gate;
    this.scratch = scratch;
    redaction =
        Redaction.hiding(assignment.cookies(), scratch.toString(), gate.proxy().getUserInfo());
  }

  Outcome fetch(Nest nest) throws IOException, InterruptedException {
    Choices choices = assignment.spec().choices();
    if (choices.clip() != null && !choices.subtitles().languages().isEmpty()) {
      note("Leaves out subtitles: their times are those of the whole, not of the clip.");
    }
    Cut cut = Cut.WHILE_FETCHING;
    Attempt attempt = attempt(choices, cut, nest);
    if (attempt.stopped().filter(Stops.IN_SEGMENTS::equals).isPresent()) {
      note("Comes in segments: those of the clip are fetched, and cut here.");
      // Nobody knows whether what lies here is cut already.
      Nest.sweep(scratch, List.of(nest.folder()));
      cut = Cut.ON_DISK;
      attempt = attempt(choices, cut, nest);
    }
    if (attempt.complained(BEFORE) && !choices.subtitles().languages().isEmpty()) {
      note("Goes on without subtitles, which are not as they should be.");
      Choices less =
          new Choices(
              choices.format(),
              choices.audioFormat(),
              choices.container(),
              Subtitles.NONE,
              choices.extras(),
              choices.clip());
      attempt = attempt(less, cut, nest);
    }
    Outcome outcome = outcome(attempt, new Harvest(scratch, choices));
    if (outcome instanceof Outcome.Failed(Failure failure)) {
      note(failure.sentence());
    }
    return outcome;
  }

  private Outcome outcome(Attempt attempt, Harvest harvest) throws IOException {
    if (attempt.stopped().isPresent()) {
      return new Outcome.Failed(attempt.stopped().get());
    }
    if (attempt.exit() == 0) {
      Optional<Path> file = attempt.run().file();
      return file.isPresent()
          ? harvest.take(file.get())
          : new Outcome.Failed(
              gate.refusals().isEmpty() ? Stops.NO_FILE : Diagnosis.of(List.of(), gate.refusals()));
    }
    note("yt-dlp ended with status " + attempt.exit() + ".");
    Failure failure = Diagnosis.of(attempt.complaints(), gate.refusals());
    if (!attempt.run().fetched() || !attempt.complained(AFTER) || failure.code() == Code.NO_SPACE) {
      return new Outcome.Failed(failure);
    }
    Optional<Path> file = harvest.goodEnough();
    if (file.isPresent()) {
      note("Keeps the file without what could not be put into it.");
      return harvest.take(file.get());
    }
    return new Outcome.Failed(
        assignment.spec().choices().container() == Container.MP4 ? Stops.NOT_FOR_MP4 : failure);
  }

  /** One run of yt-dlp, begun again by a cold one where it was lost with its warm parent. */
  private Attempt attempt(Choices choices, Cut cut, Nest nest)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(nest.environment(gate.environment()));
    if (cut == Cut.ON_DISK) {
      environment.put(Cut.CLIP, Cut.clip(Objects.requireNonNull(choices.clip())));
    }
    List<String> arguments =
        nest.showing(
            assignment.cookies(), CommandLine.fetch(choices, cut, assignment.spec().link()));
    Fragments.mend(scratch);
    Attempt attempt = attend(launcher.start(arguments, environment, scratch), choices, cut);
    if (attempt.lost()) {
      LOGGER.log(Level.WARNING, assignment.id() + " lost its child; it goes on with a cold one");
      Fragments.mend(scratch);
      attempt = attend(launcher.startCold(arguments, environment, scratch), choices, cut);
    }
    return attempt;
  }

  private Attempt attend(Child child, Choices choices, Cut cut)
      throws IOException, InterruptedException {
    Run run = new Run(choices, cut, assignment.limits(), patience, events, System.nanoTime());
    Optional<Failure> stopped =
        new Attendance(scratch, patience.look(), this::note).attend(child, run);
    boolean lost = stopped.isEmpty() && child.lost();
    int exit = stopped.isPresent() || lost ? -1 : child.exit();
    return new Attempt(run, stopped, lost, exit, child.complaints());
  }

  private void note(String line) {
    if (!line.isBlank() && !line.endsWith(EMPTY_WORDS)) {
      events.accept(new EngineEvent.Noted(redaction.of(line)));
    }
  }

  /**
   * What came of one run.
   *
   * @param stopped why we ended it
   * @param lost whether it died with the process it came from
   * @param exit its status where it ended by itself
   */
  private record Attempt(
      Run run, Optional<Failure> stopped, boolean lost, int exit, List<String> complaints) {
    boolean complained(String start) {
      return complaints.stream().anyMatch(line -> line.startsWith(start));
    }
  }
}
