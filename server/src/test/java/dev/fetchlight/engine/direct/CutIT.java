package dev.fetchlight.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.outcome.Failure.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cuts, restarts and files that change: what was fetched is used again, and never mixed. */
class CutIT {
  private static final long HELD_AT = 2_000_000;

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/cut/clip.mp4?at=1000000&times=3",
        "/cut/clip.mp4?at=1000000&times=3&field.ETag=%22a%22",
        "/cut/clip.mp4?at=1000000&times=3&field.ETag=W/%22a%22",
        "/cut/clip.mp4?at=1000000&times=3&field.Last-Modified=Tue,%2001%20Jul%202025%2010:00:00%20GMT",
      })
  void goesOnAfterCuts(String path) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertWhole(bench, bench.fetch(path), "clip.mp4");
      assertThat(bench.site.ranges("/cut/clip.mp4"))
          .containsSequence("bytes=0-", "bytes=" + (1_000_000 - Seams.BYTES) + "-")
          .hasSizeLessThanOrEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"strong", "weak", "same", "late", "early", "none", "empty", "dated", "digest"})
  void neverMixesTwoVersionsInOneRun(String tags) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      String path = "/change/clip.mp4?at=1000000&to=twin.mp4&tags=" + tags;
      assertWhole(bench, bench.fetch(path), "twin.mp4");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"strong", "weak", "same", "late", "early", "none", "empty", "dated", "digest"})
  void neverMixesTwoVersionsOverAPause(String tags) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      bench.site.hold("/change/clip.mp4", HELD_AT);
      String path = "/change/clip.mp4?to=twin.mp4&at=2500000&tags=" + tags;
      interrupt(bench, bench.start(path), "/change/clip.mp4");
      bench.site.release();
      assertWhole(bench, bench.fetch(path), "twin.mp4");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&noranges"})
  void saysThatAFileIsShorterThanPromised(String ranges) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      Outcome outcome = bench.fetch("/short/clip.mp4?at=1000000" + ranges);
      assertThat(((Outcome.Failed) outcome).failure()).isEqualTo(Trouble.SHORT);
    }
  }

  @Test
  void givesUpWhenNothingMoreComes() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      Outcome outcome = bench.fetch("/cut/clip.mp4?at=1000000&times=1000");
      assertThat(code(outcome)).isEqualTo(Code.NETWORK);
      assertThat(bench.site.hits("/cut/clip.mp4")).isEqualTo(1 + Bench.BRIEF.tries());
    }
  }

  @Test
  void beginsAnewWhereASiteCannotGoOn() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertWhole(bench, bench.fetch("/noranges/clip.mp4?at=1000000"), "clip.mp4");
    }
  }

  @ParameterizedTest
  @CsvSource({"/portrait.mp4, portrait.mp4", "/clip.mp4, clip.mp4"})
  void neverMixesTwoFiles(String to, String name) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      String path = "/change/clip.mp4?at=1000000&to=" + to.substring(1);
      assertWhole(bench, bench.fetch(path), name);
      assertThat(bench.site.ranges("/change/clip.mp4"))
          .startsWith("bytes=0-", "bytes=" + (1_000_000 - Seams.BYTES) + "-", "bytes=0-");
    }
  }

  @Test
  void goesOnAfterAnInterruptFromTheSeam() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      bench.site.hold("/clip.mp4", HELD_AT);
      interrupt(bench, bench.start("/clip.mp4?field.ETag=%22a%22"), "/clip.mp4");
      bench.events.clear();
      bench.site.release();

      assertWhole(bench, bench.fetch("/clip.mp4?field.ETag=%22a%22"), "clip.mp4");
      assertThat(bench.site.ranges("/clip.mp4"))
          .containsExactly("bytes=0-", "bytes=" + (HELD_AT - Seams.BYTES) + "-");
      assertThat(bench.progress().getFirst().downloadedBytes()).isEqualTo(HELD_AT);
      assertThat(bench.events.getFirst()).isInstanceOf(EngineEvent.Described.class);
    }
  }

  @Test
  void goesOnAfterTheServiceWasKilled() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      bench.site.hold("/clip.mp4", HELD_AT);
      Bench.Job killed = bench.start("/clip.mp4?field.ETag=%22a%22");
      Path copy = Files.createDirectory(scratch.resolve("copy"));
      killed.await(event ->
          event instanceof EngineEvent.Progressed(Progress at)
              && Objects.equals(at.downloadedBytes(), HELD_AT));
      // A kill leaves the files as they are at some moment: so they are copied while it runs.
      while (!Files.exists(copy.resolve("direct.checkpoint"))
          || !Files.readString(copy.resolve("direct.checkpoint")).contains(HELD_AT + "-")) {
        copy("direct.checkpoint", copy);
        Thread.onSpinWait();
      }
      copy("direct.part", copy);
      interrupt(bench, killed, "/clip.mp4");
      for (Path file : files(copy)) {
        Files.move(file, scratch.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      bench.site.release();

      assertWhole(bench, bench.fetch("/clip.mp4?field.ETag=%22a%22"), "clip.mp4");
      assertThat(bench.site.ranges("/clip.mp4"))
          .last()
          .isEqualTo("bytes=" + (HELD_AT - Seams.BYTES) + "-");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/again/clip.mp4?at=1000000",
        "/again/clip.mp4?at=1000000&field.ETag=%22a%22",
        "/again/clip.mp4?rate=2000000&field.ETag=%22a%22",
      })
  void neverTakesBytesOfAnotherPlace(String path) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertWhole(bench, bench.fetch(path), "clip.mp4");
      assertThat(bench.site.ranges("/again/clip.mp4"))
          .hasSizeGreaterThan(2)
          .last()
          .isEqualTo("bytes=0-");
    }
  }

  @ParameterizedTest
  @CsvSource({"65536", "65537", "1000000", "40000"})
  void getsOnWhereASiteHandsOutLittleAtOnce(int cap) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertWhole(bench, bench.fetch("/clip.mp4?cap=" + cap), "clip.mp4");
      long least = Files.size(bench.site.file("clip.mp4")) / cap;
      assertThat((long) bench.site.hits("/clip.mp4")).isBetween(least, 10 + 2 * least);
    }
  }

  @Test
  void getsOnWhereASiteHandsOutNextToNothingAtOnce() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertWhole(bench, bench.fetch("/short.mp4?cap=5000"), "short.mp4");
    }
  }

  @Test
  void holdsTheSitesDigestAgainstWhatCameInTwoLives() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      String wrong = "sha-256=:" + "A".repeat(43) + "=:";
      String path = "/clip.mp4?field.Repr-Digest=" + wrong;
      bench.site.hold("/clip.mp4", HELD_AT);
      interrupt(bench, bench.start(path), "/clip.mp4");
      bench.site.release();
      assertThat(code(bench.fetch(path))).isEqualTo(Code.NETWORK);
      assertThat(files(scratch)).isEmpty();
    }
  }

  private void copy(String name, Path to) throws Exception {
    if (Files.exists(scratch.resolve(name))) {
      Files.copy(scratch.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "edition 0\n", "edition 1\ntotal x\n", "\0"})
  void trustsNoCheckpointThatItCannotRead(String text) throws Exception {
    Files.writeString(scratch.resolve("direct.checkpoint"), text);
    Files.writeString(scratch.resolve("direct.part"), "something old".repeat(1_000_000));
    try (Bench bench = new Bench(scratch)) {
      assertWhole(bench, bench.fetch("/clip.mp4"), "clip.mp4");
    }
  }

  @Test
  void givesUpASourceThatStalls() throws Exception {
    Patience brief =
        new Patience(
            Duration.ofSeconds(20),
            Duration.ofMillis(1),
            Duration.ofMillis(1_000),
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            100);
    try (Bench bench = new Bench(scratch, brief)) {
      bench.site.hold("/clip.mp4", HELD_AT);
      assertThat(code(bench.fetch("/clip.mp4"))).isEqualTo(Code.STALLED);
      assertThat(bench.progress()).extracting(Progress::stalledSince).last().isNotNull();
    }
  }

  @Test
  void saysWhatTheSiteSaysWhenItGoesOnNoMore() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      bench.site.hold("/few/clip.mp4", HELD_AT);
      Bench.Job job = bench.start("/few/clip.mp4?most=1&rate=100000000");
      interrupt(bench, job, "/few/clip.mp4");
      bench.site.release();

      Outcome outcome = bench.fetch("/few/clip.mp4?most=0&status=403");
      assertThat(code(outcome)).isEqualTo(Code.FORBIDDEN);
      assertThat(code(bench.fetch("/few/clip.mp4?most=0&status=404"))).isEqualTo(Code.NOT_FOUND);
      assertThat(code(bench.fetch("/few/clip.mp4?most=0&status=429"))).isEqualTo(Code.RATE_LIMITED);
      assertThat(bench.elsewhere.jobs).isEmpty();

      assertWhole(bench, bench.fetch("/few/clip.mp4?rate=100000000"), "clip.mp4");
    }
  }

  private void interrupt(Bench bench, Bench.Job job, String media) throws Exception {
    job.await(event ->
        event instanceof EngineEvent.Progressed(Progress at)
            && Objects.equals(at.downloadedBytes(), HELD_AT));
    bench.site.awaitHeld(media);
    job.thread.interrupt();
    assertThatThrownBy(job::end)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
  }

  private void assertWhole(Bench bench, Outcome outcome, String name) throws Exception {
    assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
    assertThat(((Outcome.Fetched) outcome).file()).hasSameBinaryContentAs(bench.site.file(name));
    assertThat(files(scratch)).hasSizeLessThanOrEqualTo(2);
  }

  private static Code code(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).failure().code();
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
