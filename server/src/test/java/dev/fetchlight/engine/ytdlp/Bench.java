package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.Egress;
import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import dev.fetchlight.site.MediaSite;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A real engine behind a real gate, a media site, and what one job of them has told so far. */
final class Bench implements AutoCloseable {
  static final Limits LIMITS = new Limits(1L << 30, Duration.ofHours(6));
  private static final long PATIENCE_SECONDS = 180;

  /** One warm parent of each kind serves all tests of a run, and ends with it. */
  private static final Map<Ytdlps, Launcher> LAUNCHERS = new ConcurrentHashMap<>();

  final MediaSite site = MediaSite.start();
  final List<EngineEvent> events = new CopyOnWriteArrayList<>();
  private final Path scratch;
  private final Vertx vertx = Vertx.vertx();
  private final Egress egress;
  final YtDlpEngine engine;

  Bench(Ytdlps ytDlp, Path scratch) throws IOException {
    this(ytDlp, scratch, Patience.USUAL);
  }

  Bench(Ytdlps ytDlp, Path scratch, Patience patience) throws IOException {
    this(launcher(ytDlp), scratch, patience);
  }

  Bench(Launcher launcher, Path scratch, Patience patience) throws IOException {
    this(launcher, scratch, patience, "127.0.0.0/8", null);
  }

  /**
   * @param open what the gate lets through, besides the public internet
   * @param also the one place that it lets through, too
   */
  Bench(Launcher launcher, Path scratch, Patience patience, String open, @Nullable URI also)
      throws IOException {
    this.scratch = scratch;
    egress = new Egress(vertx, AddressPolicy.parse(open));
    YtDlpEngine.Doors doors = new YtDlpEngine.Doors(() -> egress.open(also), egress::fetcher);
    Surroundings around = new Surroundings(false, URI.create(site.origin()));
    engine = new YtDlpEngine(launcher, doors, patience, scratch, around);
  }

  static Launcher launcher(Ytdlps ytDlp) {
    Launcher launcher =
        LAUNCHERS.computeIfAbsent(
            ytDlp,
            _ ->
                new Launcher(
                    ytDlp::programs,
                    Patience.USUAL.grace(),
                    ytDlp.warm ? Duration.ofHours(1) : Duration.ZERO));
    assertThat(launcher.warmUp().join()).as("warm").isEqualTo(ytDlp.warm);
    return launcher;
  }

  /** A job on a virtual thread of its own. */
  final class Job {
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    final Thread thread;

    Job(String url, Choices choices, Limits limits) {
      this(url, choices, limits, null);
    }

    Job(String url, Choices choices, Limits limits, @Nullable Cookies cookies) {
      Assignment assignment =
          new Assignment(
              JobId.next(InstantSource.system()),
              new Spec(link(url), choices),
              null,
              scratch,
              limits,
              cookies);
      thread =
          Thread.startVirtualThread(() -> {
            try {
              outcome.complete(engine.fetch(assignment, this::hear));
            } catch (Throwable e) {
              outcome.completeExceptionally(e);
            }
          });
    }

    private synchronized void hear(EngineEvent event) {
      events.add(event);
      notifyAll();
    }

    /** Returns once an event of that kind was told. */
    synchronized void await(Predicate<EngineEvent> wanted) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (events.stream().noneMatch(wanted)) {
        if (outcome.isDone() || System.nanoTime() > end) {
          throw new AssertionError("never told; outcome " + outcome + ", events " + events);
        }
        wait(100);
      }
    }
  }

  Job start(String path) {
    return start(path, Choices.of(Format.BEST));
  }

  Job start(String path, Choices choices) {
    return new Job(site.url(path), choices, LIMITS);
  }

  /** Like {@link #start}, for a visitor that the site knows. */
  Job startKnown(String path, Cookies cookies) {
    return new Job(site.url(path), Choices.of(Format.BEST), LIMITS, cookies);
  }

  /** Like {@link #startKnown}, for another site. */
  Job startKnownAt(String url, Cookies cookies) {
    return startKnownAt(url, Choices.of(Format.BEST), cookies);
  }

  Job startAt(String url, Choices choices) {
    return new Job(url, choices, LIMITS);
  }

  /** What an engine is given to do for a link. */
  Assignment assignment(String url, Choices choices) {
    return new Assignment(
        JobId.next(InstantSource.system()),
        new Spec(link(url), choices),
        null,
        scratch,
        LIMITS,
        null);
  }

  Job startKnownAt(String url, Choices choices, Cookies cookies) {
    return new Job(url, choices, LIMITS, cookies);
  }

  Outcome fetch(String path) throws Exception {
    return fetch(path, Format.BEST, LIMITS);
  }

  Outcome fetch(String path, Format format, Limits limits) throws Exception {
    return new Job(site.url(path), Choices.of(format), limits)
        .outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  Outcome fetch(String path, Choices choices) throws Exception {
    return start(path, choices).outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  Outcome fetchFrom(String url) throws Exception {
    return new Job(url, Choices.of(Format.BEST), LIMITS)
        .outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** A link to somewhere on the site. */
  Link to(String path) {
    return link(site.url(path));
  }

  private static Link link(String url) {
    return ((Link.Valid) Link.parse(url)).link();
  }

  List<String> notes() {
    return events.stream()
        .filter(EngineEvent.Noted.class::isInstance)
        .map(event -> ((EngineEvent.Noted) event).line())
        .toList();
  }

  List<String> remarks() {
    return events.stream()
        .filter(EngineEvent.Remarked.class::isInstance)
        .map(event -> ((EngineEvent.Remarked) event).sentence())
        .toList();
  }

  List<Stage> stages() {
    return events.stream()
        .filter(EngineEvent.Entered.class::isInstance)
        .map(event -> ((EngineEvent.Entered) event).stage())
        .toList();
  }

  List<Progress> progress() {
    return events.stream()
        .filter(EngineEvent.Progressed.class::isInstance)
        .map(event -> ((EngineEvent.Progressed) event).progress())
        .toList();
  }

  List<EngineEvent.Described> described() {
    return events.stream()
        .filter(EngineEvent.Described.class::isInstance)
        .map(EngineEvent.Described.class::cast)
        .toList();
  }

  @Override
  public void close() {
    egress.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    site.close();
  }
}
