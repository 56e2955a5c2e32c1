package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.egress.Gate;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.Passes;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.engine.live.Recorder;
import dev.fetchlight.engine.ytdlp.output.Diagnosis;
import dev.fetchlight.engine.ytdlp.output.Prognosis;
import dev.fetchlight.engine.ytdlp.process.Bounds;
import dev.fetchlight.engine.ytdlp.process.Child;
import dev.fetchlight.engine.ytdlp.process.Ffmpeg;
import dev.fetchlight.engine.ytdlp.process.Ffprobe;
import dev.fetchlight.engine.ytdlp.process.Heard;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.process.Leftovers;
import dev.fetchlight.engine.ytdlp.process.Nest;
import dev.fetchlight.engine.ytdlp.program.Equipment;
import dev.fetchlight.engine.ytdlp.program.ProgramMissingException;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches with yt-dlp, one child process a job, each behind a gate of its own. */
public final class YtDlpEngine implements Engine, AutoCloseable {
  private static final Logger LOGGER = System.getLogger(YtDlpEngine.class.getName());

  /** For a program to tell its version, which it mostly has by then. */
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private static final Duration WARM_FOR = Duration.ofMinutes(10);

  private final Launcher launcher;
  private final URI sponsors;
  private final Supplier<Gate> gates;
  private final Patience patience;
  private final Function<Link, Prognosis> prognoses;
  private final Scout scout;
  private final Recorder recorder;

  /**
   * @param programs finds the programs; asked again when they have changed
   * @param doors the ways out
   * @param root where the scratch folders of all jobs lie; looks at links have theirs there, too,
   *     and of the folder that it lies in a child can read nothing else
   * @param mostText bytes of a page or another text that a child may take in
   * @param around what it is surrounded by
   */
  public YtDlpEngine(
      Supplier<Programs> programs,
      Doors doors,
      Patience patience,
      Path root,
      long mostText,
      Surroundings around) {
    this(launcher(programs, patience, root, mostText, WARM_FOR), doors, patience, root, around);
  }

  /** The same without a warm parent: not a line of yt-dlp runs but behind the wall. */
  public static YtDlpEngine cold(
      Supplier<Programs> programs, Doors doors, Patience patience, Path root, long mostText) {
    Launcher launcher = launcher(programs, patience, root, mostText, Duration.ZERO);
    return new YtDlpEngine(launcher, doors, patience, root, Surroundings.ALONE);
  }

  private static Launcher launcher(
      Supplier<Programs> programs, Patience patience, Path root, long mostText, Duration warmFor) {
    return new Launcher(
        programs, patience.grace(), warmFor, new Bounds(root.getParent(), mostText));
  }

  /**
   * The ways out.
   *
   * @param gates opens the door to the outside for one job
   * @param fetchers opens it for what is recorded
   */
  public record Doors(Supplier<Gate> gates, Supplier<Fetcher> fetchers) {}

  YtDlpEngine(Launcher launcher, Doors doors, Patience patience, Path root, Surroundings around) {
    sponsors = around.sponsorBlock();
    boolean renewed = around.renewed();
    this.launcher = launcher;
    this.gates = doors.gates();
    this.patience = patience;
    recorder =
        new Recorder(
            doors.fetchers(),
            this::probe,
            new Ffmpeg(launcher)::mix,
            dev.fetchlight.engine.live.Patience.usual(patience.stall()));
    prognoses = link -> new Prognosis(link, this::old, renewed);
    scout = new Scout(launcher, gates, patience, root, prognoses);
  }

  /**
   * Ends every process that works in or below {@code folder}, such as those of a service that was
   * killed, and removes the cookies that it left there. What runs would lose its own too.
   *
   * @param folder the root, as the constructor has it
   */
  public static void reap(Path folder) {
    try {
      Leftovers.reap(folder);
      Nest.sweepLeftovers(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Readiness readiness() {
    return launcher.readiness();
  }

  /** One line for the health report on what runs the JavaScript of sites. */
  public Readiness runtime() {
    return launcher.runtime();
  }

  /** One line for the health report on looking like a browser. */
  public String impersonation() {
    return launcher.impersonation();
  }

  /** One line for the health report on what yt-dlp is given beside itself. */
  public String additions() {
    return launcher.additions();
  }

  /** What is known of yt-dlp by then; empty where it is missing. */
  public Optional<Equipment> equipment(Duration patience) {
    try {
      return Optional.of(launcher.equipment(patience));
    } catch (ProgramMissingException e) {
      return Optional.empty();
    }
  }

  /** Whether a failure is of a kind that an old or broken yt-dlp has. */
  public static boolean mayBeOld(Failure failure) {
    return Diagnosis.mayBeOld(failure) || failure.equals(Stops.NO_FILE);
  }

  /** Starts from now on with whatever yt-dlp there is then; what runs is left alone. */
  public void lookAgain() {
    launcher.lookAgain();
  }

  /** What yt-dlp says of its version, waited for; empty where it says none. */
  public Optional<String> version() {
    return launcher.version();
  }

  /** The same from behind the wall, in a folder of its own. */
  public Optional<String> said(Path folder) throws IOException, InterruptedException {
    try (Gate gate = gates.get();
        Nest nest = Nest.in(folder, launcher.programs());
        Child child =
            launcher.startCold(
                List.of("--ignore-config", "--version"),
                nest.environment(gate.environment()),
                folder)) {
      Optional<String> first = Optional.empty();
      Heard heard = child.next(patience.look());
      while (!(heard instanceof Heard.Ended)) {
        if (heard instanceof Heard.Said(String line) && first.isEmpty()) {
          first = Optional.of(line.strip());
        }
        heard = child.next(patience.look());
      }
      return child.exit() == 0 ? first : Optional.empty();
    }
  }

  /** One line for the health report on what the kernel keeps children from. */
  public String wall() {
    return launcher.wall();
  }

  @Override
  public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems)
      throws InterruptedException {
    try {
      if (cookies != null && !launcher.keepsCookies()) {
        return new Sighting.Unseen(Stops.COOKIES);
      }
      return scout.preview(link, list, cookies, mostItems);
    } catch (ProgramMissingException e) {
      return new Sighting.Unseen(missing(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Failure> expand(
      Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items)
      throws InterruptedException {
    try {
      if (cookies != null && !launcher.keepsCookies()) {
        return Optional.of(Stops.COOKIES);
      }
      return scout.expand(link, cookies, mostItems, items);
    } catch (ProgramMissingException e) {
      return Optional.of(missing(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Outcome fetch(Assignment assignment, Consumer<EngineEvent> events)
      throws InterruptedException {
    try {
      if (assignment.cookies() != null && !launcher.keepsCookies()) {
        return new Outcome.Failed(Stops.COOKIES);
      }
      Path scratch = assignment.scratch().toRealPath();
      Leftovers.reap(scratch);
      try (Gate gate = gates.get();
          Nest nest = Nest.in(scratch, launcher.programs())) {
        gate.show(Passes.of(assignment.cookies()));
        Fetching fetching =
            new Fetching(
                new Means(launcher, patience, sponsors),
                prognoses.apply(assignment.spec().link()),
                assignment,
                events,
                gate);
        Recorder.Tuner tuner = () -> fetching.tune(nest);
        if (Recorder.left(scratch)) {
          return recorder.goOn(assignment, tuner, events);
        }
        Outcome outcome = fetching.fetch(nest, false);
        boolean list = outcome.equals(new Outcome.Failed(Stops.LIST));
        if (list && scout.single(assignment.spec().link(), assignment.cookies())) {
          outcome = fetching.fetch(nest, true);
        }
        if (outcome.equals(new Outcome.Failed(Stops.LIVE))) {
          return recorder.record(assignment, fetching.broadcast(), tuner, events);
        }
        return outcome.equals(new Outcome.Failed(Stops.UPCOMING)) ? fetching.later(nest) : outcome;
      }
    } catch (ProgramMissingException e) {
      return new Outcome.Failed(missing(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the ffprobe that comes with ffmpeg say what it can of a file. */
  public Optional<String> probe(Path file, List<String> arguments) {
    return new Ffprobe(launcher).ask(file, arguments);
  }

  /** Whether sites have changed since this yt-dlp, as far as its version tells. */
  private boolean old() {
    return equipment(MOMENT).filter(it -> it.old(InstantSource.system().instant())).isPresent();
  }

  private static Failure missing(ProgramMissingException e) {
    LOGGER.log(Level.ERROR, e.hint());
    return Stops.MISSING;
  }

  /** Records what is broadcast, also for others who find such. */
  public Recorder recorder() {
    return recorder;
  }

  /** Ends the warm parent; jobs must have ended. */
  @Override
  public void close() throws IOException {
    launcher.close();
  }
}
