package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.order.CommandLine;
import dev.fetchlight.engine.ytdlp.order.Cut;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.process.Leftovers;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Stopping in the middle: nothing runs on, and what was fetched is not fetched again. */
class StopIT {
  private static final long HELD_AT = 2_000_000;

  /** What comes once more, to be compared with what there is. */
  private static final long AGAIN = 64 * 1024;

  private static final String FRAGMENTS = "/hls/clip.m3u8";

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "DEBIAN, /page, /clip.mp4",
    "WARM_ZIPAPP, /page, /clip.mp4",
    "WARM_DEBIAN, /page?media=/dash/separate.mpd, /dash/video.mp4",
    "ZIPAPP, /page?media=/dash/separate.mpd, /dash/video.mp4"
  })
  void goesOnFromTheByteWhereItWasInterrupted(Ytdlps ytDlp, String page, String media)
      throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      bench.site.hold(media, HELD_AT);
      interrupt(bench, bench.start(page), media);
      long kept = partialBytes();
      assertThat(kept).isBetween(1L, HELD_AT);
      int askedBefore = bench.site.hits(media);
      bench.events.clear();
      bench.site.release();

      Outcome outcome = bench.start(page).outcome.get(180, TimeUnit.SECONDS);

      assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
      assertThat(bench.site.ranges(media).stream().skip(askedBefore))
          .containsExactly("bytes=" + (kept - AGAIN) + "-");
      assertThat(bench.progress().getFirst().downloadedBytes()).isGreaterThanOrEqualTo(kept);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WARM_DEBIAN", "WARM_ZIPAPP"})
  void fetchesNoFragmentTwiceButTheLastToCompareIt(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Path part = stopBeforeTheLastFragment(bench);
      byte[] notNoted = Files.readAllBytes(bench.site.file("hls/clip11.ts"));
      Files.write(part, notNoted, StandardOpenOption.APPEND);

      Outcome outcome = bench.fetch(FRAGMENTS);

      assertThat(hits(bench)).isEqualTo(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2));
      isWhole(outcome, bench);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WARM_DEBIAN", "WARM_ZIPAPP"})
  void decryptsWhatComesAfterAStopToo(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Path _ = stopBeforeTheLastFragment(bench, "hls/sealed/list", "hls/audio/list");

      Outcome outcome = bench.fetch("/hls/sealed/list.m3u8");

      assertThat(bench.site.hits("/hls/sealed/list5.ts")).isEqualTo(1);
      isWhole(outcome, bench, "/hls/audio/list.m3u8");
    }
  }

  @ParameterizedTest
  @EnumSource
  void mixesNoTwoVersions(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      String media = "/change/clip.mp4";
      for (String tags : List.of("none", "weak", "same", "late", "early")) {
        String query = "?media=/clip.mp4&to=twin.mp4&at=2500000&tags=" + tags;
        bench.site.hold(media, HELD_AT);
        interrupt(bench, bench.start("/change/page" + query), media);
        bench.site.release();

        Outcome outcome = bench.start("/change/page" + query).outcome.get(180, TimeUnit.SECONDS);

        assertThat(outcome).as(tags).isInstanceOf(Outcome.Fetched.class);
        assertThat(((Outcome.Fetched) outcome).file())
            .as(tags)
            .hasSameBinaryContentAs(bench.site.file("twin.mp4"));
        Files.delete(((Outcome.Fetched) outcome).file());
        bench.events.clear();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DEBIAN", "ZIPAPP"})
  void startsOverWhereNobodyKnowsWhatIsThere(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      stopBeforeTheLastFragment(bench);

      Outcome outcome = bench.fetch(FRAGMENTS);

      assertThat(hits(bench)).isEqualTo(Collections.nCopies(12, 2));
      isWhole(outcome, bench);
    }
  }

  /** Interrupts a download that has all but the last fragment, and has noted that. */
  private Path stopBeforeTheLastFragment(Bench bench) throws Exception {
    return stopBeforeTheLastFragment(bench, "hls/clip", "hls/clip");
  }

  /**
   * The same for another stream.
   *
   * @param plain the stream whose fragments have as many bytes, once decrypted
   */
  private Path stopBeforeTheLastFragment(Bench bench, String stream, String plain)
      throws Exception {
    String last = "/" + stream + "11.ts";
    bench.site.hold(last, 1_000);
    Bench.Job job = bench.start("/" + stream + ".m3u8");
    long size = 0;
    for (int fragment = 0; fragment < 11; fragment++) {
      size += Files.size(bench.site.file(plain + fragment + ".ts"));
    }
    long all = size;
    Path part = scratch.resolve("media.mp4.part");
    // Each fragment lies by itself until it is noted.
    job.await(_ ->
        part.toFile().length() == all
            && !Files.exists(part.resolveSibling(part.getFileName() + "-Frag11")));
    interruptHeld(bench, job, last);
    bench.site.release();
    return part;
  }

  private static List<Integer> hits(Bench bench) {
    return IntStream.range(0, 12)
        .mapToObj(fragment -> bench.site.hits("/hls/clip" + fragment + ".ts"))
        .toList();
  }

  /** It is what comes without a stop. */
  private void isWhole(Outcome outcome, Bench bench) throws Exception {
    isWhole(outcome, bench, FRAGMENTS);
  }

  private void isWhole(Outcome outcome, Bench bench, String plain) throws Exception {
    assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
    Path file = ((Outcome.Fetched) outcome).file();
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    assertThat(bench.fetch(plain)).isInstanceOf(Outcome.Fetched.class);
    assertThat(file).hasBinaryContent(bytes);
  }

  @ParameterizedTest
  @EnumSource
  void endsWhatAKilledServiceLeftBehind(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      bench.site.hold("/clip.mp4", HELD_AT);
      Process orphan = downloader(ytDlp, bench.site.url("/page"));
      bench.site.awaitHeld("/clip.mp4");
      bench.site.release();

      Outcome outcome = bench.fetch("/page");

      assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
      assertThat(orphan.isAlive()).isFalse();
      assertThat(orphan.exitValue()).as("died of SIGKILL").isEqualTo(128 + 9);
      assertThat(((Outcome.Fetched) outcome).file())
          .hasSameBinaryContentAs(bench.site.file("clip.mp4"));
    }
  }

  @Test
  void goesOnWhenTheParentDies() throws Exception {
    try (Launcher launcher =
            new Launcher(Ytdlps.DEBIAN::programs, Patience.USUAL.grace(), Duration.ofMinutes(10));
        Bench bench = new Bench(launcher, scratch, Patience.USUAL)) {
      assertThat(launcher.warmUp().join()).isTrue();
      bench.site.hold("/clip.mp4", HELD_AT);
      Bench.Job job = bench.start("/page");
      job.await(StopIT::halfAMegabyte);
      bench.site.awaitHeld("/clip.mp4");

      ProcessHandle child = Leftovers.in(scratch.toRealPath()).getFirst();
      assertThat(child.parent().orElseThrow().destroyForcibly()).isTrue();
      ProcessHandle _ = child.onExit().get(60, TimeUnit.SECONDS);
      bench.site.release();

      Outcome outcome = job.outcome.get(180, TimeUnit.SECONDS);
      assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
      assertThat(((Outcome.Fetched) outcome).file())
          .hasSameBinaryContentAs(bench.site.file("clip.mp4"));
      assertThat(bench.site.ranges("/clip.mp4")).last().asString().startsWith("bytes=");
    }
  }

  @Test
  void stopsASiteThatSendsNothingMore() throws Exception {
    Patience brief =
        new Patience(
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30));
    try (Bench bench = new Bench(Ytdlps.DEBIAN, scratch, brief)) {
      bench.site.hold("/clip.mp4", HELD_AT);

      Outcome outcome = bench.fetch("/page");

      assertThat(((Outcome.Failed) outcome).failure().code()).isEqualTo(Code.STALLED);
      assertThat(Leftovers.in(scratch.toRealPath())).isEmpty();
    }
  }

  private void interrupt(Bench bench, Bench.Job job, String media) throws Exception {
    job.await(StopIT::halfAMegabyte);
    interruptHeld(bench, job, media);
  }

  private void interruptHeld(Bench bench, Bench.Job job, String media) throws Exception {
    bench.site.awaitHeld(media);
    job.thread.interrupt();
    assertThatThrownBy(() -> job.outcome.get(180, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Leftovers.in(scratch.toRealPath())).isEmpty();
  }

  private static boolean halfAMegabyte(EngineEvent event) {
    return event instanceof EngineEvent.Progressed(Progress at)
        && Objects.requireNonNullElse(at.downloadedBytes(), 0L) > 500_000;
  }

  private long partialBytes() throws Exception {
    try (Stream<Path> files = Files.list(scratch)) {
      Path part = files.filter(file -> file.toString().endsWith(".part")).findFirst().orElseThrow();
      return Files.size(part);
    }
  }

  /** What a killed service leaves: the same command in the same folder, and nobody who knows it. */
  private Process downloader(Ytdlps ytDlp, String url) throws Exception {
    List<String> command =
        ytDlp
            .programs()
            .cold(
                CommandLine.fetch(
                    Choices.of(Format.BEST),
                    Cut.WHILE_FETCHING,
                    URI.create("http://127.0.0.1"),
                    new Link(url),
                    false));
    ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }
}
