package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Egress;
import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.engine.live.Recorder;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import dev.fetchlight.site.MediaSite;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The engine behind a real door, a media site, an engine for everything else that only writes down
 * what it is given, and what one job has told so far.
 */
final class Bench implements AutoCloseable {
  static final Limits LIMITS = new Limits(1L << 30, Duration.ofHours(6));
  static final Patience BRIEF =
      new Patience(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          5);
  private static final long PATIENCE_SECONDS = 180;

  final MediaSite site = MediaSite.start();
  final List<EngineEvent> events = new CopyOnWriteArrayList<>();
  final Elsewhere elsewhere = new Elsewhere();

  /** What the list of the next jobs says of them. */
  @Nullable VideoInfo listed;

  private final Path scratch;
  private final Vertx vertx = Vertx.vertx();
  private final Egress egress = new Egress(vertx, AddressPolicy.parse("127.0.0.0/8"));
  private final DirectEngine engine;

  Bench(Path scratch) throws IOException {
    this(scratch, BRIEF);
  }

  Bench(Path scratch, Patience patience) throws IOException {
    this.scratch = scratch;
    Recorder recorder =
        new Recorder(
            egress::fetcher,
            (_, _) -> Optional.empty(),
            (_, _, _) -> false,
            dev.fetchlight.engine.live.Patience.usual(patience.stall()));
    engine = new DirectEngine(egress::fetcher, elsewhere, recorder, patience);
  }

  /** Where all goes that is no media file. */
  static final class Elsewhere implements Engine {
    static final Failure FAILURE = new Failure(Failure.Code.INTERNAL, "Not here.");
    final List<Assignment> jobs = new CopyOnWriteArrayList<>();

    @Override
    public Outcome fetch(Assignment assignment, Consumer<EngineEvent> events) {
      jobs.add(assignment);
      return new Outcome.Failed(FAILURE);
    }

    @Override
    public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems) {
      return new Sighting.Unseen(FAILURE);
    }

    @Override
    public Optional<Failure> expand(
        Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items) {
      return Optional.of(FAILURE);
    }

    @Override
    public Readiness readiness() {
      return Readiness.of("elsewhere");
    }
  }

  /** A job on a virtual thread of its own. */
  final class Job {
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    final Thread thread;

    Job(String url, Format format, Limits limits) {
      Link link = ((Link.Valid) Link.parse(url)).link();
      Assignment assignment =
          new Assignment(
              JobId.next(InstantSource.system()),
              new Spec(link, format),
              listed,
              scratch,
              limits,
              null);
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

    Outcome end() throws Exception {
      return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  Job start(String path) {
    return new Job(site.url(path), Format.BEST, LIMITS);
  }

  Outcome fetch(String path) throws Exception {
    return fetch(path, Format.BEST, LIMITS);
  }

  Outcome fetch(String path, Format format, Limits limits) throws Exception {
    return new Job(site.url(path), format, limits).end();
  }

  Outcome fetchFrom(String url) throws Exception {
    return new Job(url, Format.BEST, LIMITS).end();
  }

  Sighting preview(String path) throws InterruptedException {
    Link link = ((Link.Valid) Link.parse(site.url(path))).link();
    return engine.preview(link, false, null, 10);
  }

  Readiness readiness() {
    return engine.readiness();
  }

  List<Stage> stages() {
    return of(EngineEvent.Entered.class).stream().map(EngineEvent.Entered::stage).toList();
  }

  List<Progress> progress() {
    return of(EngineEvent.Progressed.class).stream().map(EngineEvent.Progressed::progress).toList();
  }

  <E extends EngineEvent> List<E> of(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public void close() {
    egress.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    site.close();
  }
}
