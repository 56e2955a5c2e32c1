package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.egress.Gate;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.live.Broadcast;
import dev.fetchlight.engine.live.Tuning;
import dev.fetchlight.engine.ytdlp.order.CommandLine;
import dev.fetchlight.engine.ytdlp.order.Cut;
import dev.fetchlight.engine.ytdlp.output.Airing;
import dev.fetchlight.engine.ytdlp.output.Diagnosis;
import dev.fetchlight.engine.ytdlp.output.Handicap;
import dev.fetchlight.engine.ytdlp.output.Line;
import dev.fetchlight.engine.ytdlp.output.Metadata;
import dev.fetchlight.engine.ytdlp.output.Prognosis;
import dev.fetchlight.engine.ytdlp.output.Redaction;
import dev.fetchlight.engine.ytdlp.process.Child;
import dev.fetchlight.engine.ytdlp.process.Ffmpeg;
import dev.fetchlight.engine.ytdlp.process.Ffprobe;
import dev.fetchlight.engine.ytdlp.process.Nest;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Format;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fetches one job's media: starts yt-dlp, and again where it can do without what went wrong. */
final class Fetching {
  private static final Logger LOGGER = System.getLogger(Fetching.class.getName());

  /** It is said at every other page, and means nothing. */
  private static final String EMPTY_WORDS = "Falling back on generic information extractor";

  /** How often a page is asked once more, where its site refuses the media it has just named. */
  private static final int FRESH_LOOKS = 2;

  private final Means means;
  private final Prognosis prognosis;
  private final Set<Handicap> handicaps = EnumSet.noneOf(Handicap.class);
  private final Assignment assignment;
  private final Consumer<EngineEvent> events;
  private final Gate gate;
  private final Path scratch;
  private Redaction redaction;
  private @Nullable Cookies cookies;
  private Cut cut;
  private Broadcast broadcast = new Broadcast(Run.NOBODY, null, List.of());

  Fetching(
      Means means,
      Prognosis prognosis,
      Assignment assignment,
      Consumer<EngineEvent> events,
      Gate gate)
      throws IOException {
    this.means = means;
    this.prognosis = prognosis;
    this.assignment = assignment;
    this.events = events;
    this.gate = gate;
    this.scratch = assignment.scratch().toRealPath();
    this.cut = Cut.first(assignment.cookies());
    this.cookies = assignment.cookies();
    this.redaction = hiding(cookies);
  }

  private Redaction hiding(@Nullable Cookies secret) {
    return Redaction.hiding(secret, scratch.toString(), gate.proxy().getUserInfo());
  }

  /**
   * @param first whether the first of what looks like a list is all of it
   */
  Outcome fetch(Nest nest, boolean first) throws IOException, InterruptedException {
    Choices wanted = assignment.spec().choices();
    Shortfall shortfall = new Shortfall(scratch, wanted, gate::refusals, this::remark);
    Choices asked = wanted;
    Attempt attempt = insist(asked, nest, first);
    Optional<Choices> less = shortfall.less(asked, attempt);
    while (less.isPresent()) {
      asked = less.get();
      attempt = insist(asked, nest, first);
      less = shortfall.less(asked, attempt);
    }
    broadcast = attempt.run().broadcast();
    Outcome outcome = outcome(attempt, asked, shortfall);
    if (outcome instanceof Outcome.Failed(Failure failure)) {
      Failure seen =
          prognosis.of(failure, handicaps, attempt.run().metadata().map(Metadata::video));
      Failure blamed = Blame.of(seen, gate.snags());
      note(blamed.sentence());
      return new Outcome.Failed(blamed);
    }
    return outcome;
  }

  /** What the site says of it where it is being broadcast. */
  Broadcast broadcast() {
    return broadcast;
  }

  /** Asks the site once more where its broadcast is. */
  Tuning tune(Nest nest) throws IOException, InterruptedException {
    Attempt attempt = look(nest);
    if (attempt.stopped().filter(Stops.SEEN::equals).isEmpty()) {
      Failure why =
          attempt.stopped().orElseGet(() -> Diagnosis.of(attempt.complaints(), gate.refusals()));
      boolean gone = why.code() == Code.NOT_FOUND || why.code() == Code.UPCOMING;
      return gone ? new Tuning.Over() : new Tuning.Unclear(Blame.of(why, gate.snags()));
    }
    Airing airing = attempt.run().metadata().map(Metadata::airing).orElse(Airing.NONE);
    Broadcast found = attempt.run().broadcast();
    return switch (airing) {
      case OVER, UPCOMING -> new Tuning.Over();
      case NONE, RUNNING -> found.sources().isEmpty() ? new Tuning.Over() : new Tuning.OnAir(found);
    };
  }

  /** Asks when it begins; as much as the site tells of what is not there yet. */
  Outcome.Later later(Nest nest) throws IOException, InterruptedException {
    Optional<Metadata> told = look(nest).run().metadata();
    told.ifPresent(
        it -> events.accept(new EngineEvent.Described(it.video().endless(), it.thumbnail())));
    Instant start = told.map(Metadata::start).orElse(null);
    return new Outcome.Later(Stops.UPCOMING, start, Stops.NEVER_BEGAN);
  }

  private Attempt look(Nest nest) throws IOException, InterruptedException {
    Choices choices = assignment.spec().choices();
    List<String> arguments =
        means
            .patience()
            .shared(
                nest.showing(cookies, CommandLine.look(choices, assignment.spec().link(), true)));
    Run run =
        new Run(choices, cut, assignment.limits(), means.patience(), _ -> {}, System.nanoTime());
    run.takesFirst();
    run.looksOnly();
    Map<String, String> environment = nest.environment(gate.environment());
    Attempt attempt = attend(means.launcher().start(arguments, environment, scratch), run);
    nest.returned().ifPresent(this::returned);
    return attempt;
  }

  private Outcome outcome(Attempt attempt, Choices asked, Shortfall shortfall)
      throws IOException, InterruptedException {
    if (attempt.stopped().isPresent()) {
      return new Outcome.Failed(attempt.stopped().get());
    }
    Harvest harvest = new Harvest(scratch, asked);
    if (asked.format() == Format.SUBTITLES && attempt.exit() == 0) {
      Set<String> languages = harvest.came();
      Outcome outcome = harvest.takeSubtitles();
      if (outcome instanceof Outcome.Fetched fetched) {
        shortfall.tell(fetched, languages, asked, attempt);
      }
      return outcome;
    }
    Optional<Path> file = attempt.run().file();
    if (file.isPresent()) { // what it complained of then was not needed
      return taken(file.get(), attempt, asked, harvest, shortfall);
    }
    if (attempt.exit() == 0) {
      return new Outcome.Failed(
          gate.refusals().isEmpty() ? Stops.NO_FILE : Diagnosis.of(List.of(), gate.refusals()));
    }
    note("yt-dlp ended with status " + attempt.exit() + ".");
    if (Child.killed(attempt.exit())) {
      return new Outcome.Failed(Stops.LOST);
    }
    Failure failure = Diagnosis.of(attempt.complaints(), gate.refusals());
    if (asked.format() == Format.AUDIO && Diagnosis.noForm(failure)) {
      return new Outcome.Failed(Stops.SILENT);
    }
    if (!attempt.run().fetched() || !attempt.failedAfter() || failure.code() == Code.NO_SPACE) {
      return new Outcome.Failed(failure);
    }
    Optional<Path> goodEnough = harvest.goodEnough();
    if (goodEnough.isPresent()) {
      shortfall.tellLeftOut(asked);
      return taken(goodEnough.get(), attempt, asked, harvest, shortfall);
    }
    return new Outcome.Failed(
        assignment.spec().choices().container() == Container.MP4 ? Stops.NOT_FOR_MP4 : failure);
  }

  private Outcome taken(
      Path file, Attempt attempt, Choices asked, Harvest harvest, Shortfall shortfall)
      throws IOException, InterruptedException {
    Set<String> languages = harvest.came();
    Outcome outcome = harvest.take(file);
    if (outcome instanceof Outcome.Fetched fetched) {
      shortfall.tell(fetched, languages, asked, attempt);
      attempt
          .run()
          .metadata()
          .map(Metadata::video)
          .flatMap(it -> prognosis.smaller(handicaps, it, assignment.spec().choices().format()))
          .ifPresent(this::remark);
      return withParts(fetched, attempt.run().chapters());
    }
    return outcome;
  }

  private Outcome withParts(Outcome.Fetched fetched, List<Line.Chapter> chapters)
      throws IOException, InterruptedException {
    Choices wanted = assignment.spec().choices();
    if (!Offcuts.wanted(wanted)) {
      return fetched;
    }
    events.accept(new EngineEvent.Entered(Stage.MERGING));
    Offcuts offcuts =
        new Offcuts(
            new Ffmpeg(means.launcher()),
            new Ffprobe(means.launcher()),
            fetched.file(),
            wanted,
            this::remark);
    return new Outcome.Fetched(
        fetched.file(),
        fetched.extension(),
        fetched.mediaType(),
        fetched.subtitles(),
        offcuts.make(chapters));
  }

  /** Addresses of media grow stale, or are odd by chance: a page that is asked anew has others. */
  private Attempt insist(Choices choices, Nest nest, boolean first)
      throws IOException, InterruptedException {
    Attempt attempt = attempt(choices, nest, first);
    for (int look = 0; look < FRESH_LOOKS && refused(attempt); look++) {
      note("The site refuses the media that its page names. Asks the page for fresh addresses.");
      attempt = attempt(choices, nest, first);
    }
    return attempt;
  }

  /** Whether the page was shown, and then the media was not. */
  private boolean refused(Attempt attempt) {
    Run run = attempt.run();
    return attempt.stopped().isEmpty()
        && attempt.exit() != 0
        && run.metadata().isPresent()
        && !run.beside()
        && run.file().isEmpty()
        && gate.refusals().isEmpty()
        && Diagnosis.of(attempt.complaints(), List.of()).code() == Code.FORBIDDEN;
  }

  private Attempt attempt(Choices choices, Nest nest, boolean first)
      throws IOException, InterruptedException {
    Attempt attempt = run(choices, nest, first);
    if (attempt.stopped().filter(Stops.IN_SEGMENTS::equals).isEmpty()) {
      return attempt;
    }
    note("Comes in segments: those of the clip are fetched, and cut here.");
    // Nobody knows whether what lies here is cut already.
    Nest.sweep(scratch, List.of(nest.folder()));
    cut = Cut.ON_DISK;
    return run(choices, nest, first);
  }

  /** One run of yt-dlp, begun again by a cold one where it was lost with its warm parent. */
  private Attempt run(Choices choices, Nest nest, boolean first)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(nest.environment(gate.environment()));
    if (cut == Cut.ON_DISK) {
      environment.put(Cut.CLIP, Cut.clip(Objects.requireNonNull(choices.clip())));
    }
    List<String> arguments =
        means
            .patience()
            .shared(
                nest.showing(
                    cookies,
                    CommandLine.fetch(
                        choices, cut, means.sponsors(), assignment.spec().link(), first)));
    Fragments.mend(scratch);
    handicaps.clear(); // those of another run are not this one's
    Attempt attempt =
        attend(means.launcher().start(arguments, environment, scratch), choices, first);
    if (attempt.lost()) {
      LOGGER.log(Level.WARNING, assignment.id() + " lost its child; it goes on with a cold one");
      Fragments.mend(scratch);
      attempt = attend(means.launcher().startCold(arguments, environment, scratch), choices, first);
    }
    nest.returned().ifPresent(this::returned);
    return attempt;
  }

  /** What a site has changed is shown to it from then on. */
  private void returned(Cookies sent) {
    cookies = new Cookies(sent.text(), cookies == null ? null : cookies.login());
    redaction = hiding(cookies);
    events.accept(new EngineEvent.Returned(cookies));
  }

  private Attempt attend(Child child, Choices choices, boolean first)
      throws IOException, InterruptedException {
    Run run =
        new Run(choices, cut, assignment.limits(), means.patience(), events, System.nanoTime());
    if (first) {
      run.takesFirst();
    }
    return attend(child, run);
  }

  private Attempt attend(Child child, Run run) throws IOException, InterruptedException {
    Optional<Failure> stopped =
        new Attendance(scratch, means.patience().look(), gate.pulse(), this::complained)
            .attend(child, run);
    boolean lost = stopped.isEmpty() && child.lost();
    int exit = stopped.isPresent() || lost ? -1 : child.exit();
    return new Attempt(run, stopped, lost, exit, child.complaints());
  }

  private void complained(String line) {
    Handicap.in(line).ifPresent(handicaps::add);
    note(line);
  }

  private void note(String line) {
    if (!line.isBlank() && !line.endsWith(EMPTY_WORDS)) {
      events.accept(new EngineEvent.Noted(redaction.of(line)));
    }
  }

  private void remark(String sentence) {
    events.accept(new EngineEvent.Remarked(sentence));
  }
}
