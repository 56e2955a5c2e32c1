package dev.fetchlight.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.Egress;
import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Bell;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Ffmpeg;
import dev.fetchlight.engine.ytdlp.process.Ffprobe;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import dev.fetchlight.site.LiveSite;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A recorder with a site that broadcasts. */
final class Booth implements AutoCloseable {
  static final Limits LIMITS = new Limits(1L << 30, Duration.ofHours(6));
  private static final long PATIENCE_SECONDS = 60;
  private static final Patience BRIEF =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Duration.ofMillis(600),
          Duration.ofMillis(100),
          Duration.ofMillis(200));
  private static final VideoInfo VIDEO =
      new VideoInfo("x", "A show", null, null, false, "test", null, null, null);

  final LiveSite site = LiveSite.start();
  private final Path scratch;
  private final Vertx vertx = Vertx.vertx();
  private final Egress egress = new Egress(vertx, AddressPolicy.parse("127.0.0.0/8"));
  private final Launcher launcher =
      new Launcher(Ytdlps.WARM_DEBIAN::programs, Duration.ofSeconds(1), Duration.ZERO);
  private final Recorder recorder;
  private volatile String[] elsewhere = {};

  /** Whether the site says that it is over. */
  volatile boolean over;

  Booth(Path scratch) throws IOException {
    this.scratch = scratch;
    recorder =
        new Recorder(egress::fetcher, new Ffprobe(launcher)::ask, new Ffmpeg(launcher)::mix, BRIEF);
  }

  /** From now on the site says that the broadcast is there. */
  void moved(String... paths) {
    elsewhere = paths;
  }

  Job start(Choices choices, String... paths) {
    return start(choices, LIMITS, new Bell(), paths);
  }

  Job start(Choices choices, Limits limits, Bell bell, String... paths) {
    return new Job(choices, limits, bell, true, false, paths);
  }

  Job listen(Choices choices, String path) {
    return new Job(choices, LIMITS, new Bell(), false, false, path);
  }

  Job goOn(Choices choices, String... paths) {
    return new Job(choices, LIMITS, new Bell(), true, true, paths);
  }

  /** Removes what was recorded. */
  void forget() throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
  }

  private Broadcast broadcast(boolean listed, String... paths) {
    List<Channel> channels = new ArrayList<>();
    for (String path : paths) {
      channels.add(new Channel(URI.create(site.url(path)), listed, Map.of(), true));
    }
    return new Broadcast(VIDEO, null, channels);
  }

  /** What came of it, as ffprobe sees it. */
  record Media(
      String extension, List<String> streams, double seconds, int packets, boolean decodes) {}

  /** A recording on a virtual thread of its own. */
  final class Job {
    final Bell bell;
    private final List<EngineEvent> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Thread thread;

    private Job(
        Choices choices, Limits limits, Bell bell, boolean listed, boolean goOn, String... paths) {
      this.bell = bell;
      Link link = ((Link.Valid) Link.parse(site.url("/watch"))).link();
      Assignment assignment =
          new Assignment(
              JobId.next(InstantSource.system()),
              new Spec(link, choices),
              null,
              scratch,
              limits,
              null,
              bell);
      Recorder.Tuner tuner =
          () ->
              over
                  ? new Tuning.Over()
                  : new Tuning.OnAir(broadcast(listed, elsewhere.length == 0 ? paths : elsewhere));
      thread =
          Thread.startVirtualThread(() -> {
            try {
              outcome.complete(
                  goOn
                      ? recorder.goOn(assignment, tuner, events::add)
                      : recorder.record(assignment, broadcast(listed, paths), tuner, events::add));
            } catch (Throwable e) {
              outcome.completeExceptionally(e);
            }
          });
    }

    void awaitSeconds(double seconds) {
      await(() -> progress().stream().anyMatch(each -> there(each) >= seconds));
    }

    private double there(Progress progress) {
      Double seconds = progress.recorded();
      return seconds == null ? 0 : seconds;
    }

    void await(Callable<Boolean> holds) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      try {
        while (!holds.call()) {
          if (outcome.isDone() || System.nanoTime() > end) {
            throw new AssertionError("never so; outcome " + outcome + ", events " + events);
          }
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    void interrupt() {
      thread.interrupt();
      assertThat(outcome)
          .failsWithin(Duration.ofSeconds(PATIENCE_SECONDS))
          .withThrowableThat()
          .withCauseInstanceOf(InterruptedException.class);
    }

    Outcome outcome() throws Exception {
      return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Failure failure() throws Exception {
      assertThat(outcome()).isInstanceOf(Outcome.Failed.class);
      return ((Outcome.Failed) outcome()).failure();
    }

    Media media() throws Exception {
      assertThat(outcome()).as("%s", events).isInstanceOf(Outcome.Fetched.class);
      Outcome.Fetched fetched = (Outcome.Fetched) outcome();
      Path file = fetched.file();
      String streams =
          said(
              "ffprobe",
              "-show_entries",
              "stream=codec_name,width,height,sample_rate",
              "-of",
              "csv=p=0",
              file.toString());
      double seconds =
          Double.parseDouble(
              said("ffprobe", "-show_entries", "format=duration", "-of", "csv=p=0", file.toString())
                  .strip());
      String packets =
          said(
              "ffprobe",
              "-select_streams",
              "v",
              "-show_entries",
              "packet=pts",
              "-of",
              "csv=p=0",
              file.toString());
      String wrong = said("ffmpeg", "-i", file.toString(), "-f", "null", "-");
      return new Media(
          fetched.extension(),
          streams.lines().map(line -> line.replaceFirst(",", " ").replace(",", "x")).toList(),
          seconds,
          (int) packets.lines().count(),
          wrong.isBlank());
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
  }

  private static String said(String program, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(program, "-v", "error"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    site.close();
    egress.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
