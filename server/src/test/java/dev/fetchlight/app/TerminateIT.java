package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while somebody watches a running download. */
class TerminateIT {
  @TempDir private Path folder;
  private Path data;
  private MediaSite site;

  @BeforeEach
  void start() throws Exception {
    data = folder.resolve("data");
    site = MediaSite.start();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aRunningDownloadRestsAndGoesOnAfterTheNextStart() throws Exception {
    site.hold("/clip.mp4", 2_500_000);
    Download last;
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      Download queued = caller.submit(site.url("/page?title=Rests"));
      try (Watch watch = caller.watch(queued.id())) {
        watch.await("a part of it", frame -> frame.progress() > 0);

        assertThat(program.terminate()).isZero();
        assertThat(watch.awaitClose()).isEqualTo(1001);
        last = watch.last();
      }
      assertThat(Children.of(data)).isEmpty();
    }
    assertThat(last.progress()).isPositive();
    assertThat(partialBytes(last.id())).isGreaterThan(500_000);
    site.release();

    try (Program onlyServes = Program.start(data, "WORKERS=0")) {
      Download resting = Caller.of(onlyServes).read(last.id());
      assertThat(resting.status()).isEqualTo("queued");
      assertThat(resting.stage()).isNull();
      assertThat(resting.progress()).isGreaterThanOrEqualTo(last.progress());
      assertThat(resting.version()).isGreaterThanOrEqualTo(last.version());
      assertThat(resting.number("eta")).isNull();
      assertThat(resting.title()).isEqualTo("Rests");
      assertThat(onlyServes.terminate()).isZero();
    }

    try (Program program = Program.start(data);
        Watch watch = Caller.of(program).watch(last.id())) {
      Download done = watch.toTheEnd();
      assertThat(done.status()).isEqualTo("completed");
      assertThat(done.attempt()).isEqualTo(1);
      assertThat(watch.frames())
          .allMatch(frame -> frame.progress() >= last.progress())
          .allMatch(frame -> frame.version() > last.version());
    }
    assertThat(site.ranges("/clip.mp4")).hasSize(2).last().asString().matches("bytes=[1-9]\\d+-");
    assertThat(site.bytesSent("/clip.mp4")).isLessThan(Files.size(site.file("clip.mp4")) * 3 / 2);
  }

  @Test
  void anIdleProgramEndsAtOnceAndLeavesNoFileBehind() throws Exception {
    try (Program program = Program.start(data)) {
      assertThat(program.terminate()).isZero();
    }
    assertThat(data.resolve("scratch")).isEmptyDirectory();
    // Its folder for temporary files, too.
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(data));
  }

  private long partialBytes(String id) throws Exception {
    try (Stream<Path> files = Files.list(data.resolve("scratch").resolve(id))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
