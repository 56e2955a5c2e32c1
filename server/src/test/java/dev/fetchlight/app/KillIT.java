package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.site.MediaSite;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in each stage, and what the next start makes of it. */
class KillIT {
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
  void whatWaitedAndWhatWasDownloadedArriveAfterAKill() throws Exception {
    site.hold("/clip.mp4", 2_500_000);
    Download running;
    Download waiting;
    try (Program program = Program.start(data, "WORKERS=1")) {
      Caller caller = Caller.of(program);
      String first = caller.submit(site.url("/page?title=Running")).id();
      waiting = caller.submit(site.url("/page?media=/short.mp4&title=Waiting"));
      running = seen(caller, first, frame -> frame.progress() > 0);
      site.awaitHeld("/clip.mp4");
      program.kill();
    }
    assertThat(site.hits("/short.mp4")).isZero();
    site.release();

    try (Program program = Program.start(data, "WORKERS=1")) {
      Download done = arrives(program, running);
      assertThat(served(program, done)).isEqualTo(Files.readAllBytes(site.file("clip.mp4")));
      arrives(program, waiting);
    }
    assertThat(site.ranges("/clip.mp4")).hasSize(2).last().asString().matches("bytes=[1-9]\\d+-");
    assertThat(site.bytesSent("/clip.mp4")).isLessThan(Files.size(site.file("clip.mp4")) * 3 / 2);
  }

  @Test
  void whatWasResolvedIsResolvedAgain() throws Exception {
    site.hold("/short.mp4", 0);
    Download resolving;
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      String id = caller.submit(site.url("/short.mp4")).id();
      site.awaitHeld("/short.mp4");
      resolving = seen(caller, id, Download::processing);
      program.kill();
    }
    assertThat(resolving.stage()).isEqualTo("resolving");
    site.release();

    try (Program program = Program.start(data)) {
      arrives(program, resolving);
    }
  }

  @Test
  void whatWasMergedIsMergedAgainWithoutFetchingItTwice() throws Exception {
    Path stuck = Files.createFile(folder.resolve("stuck"));
    String ffmpeg = "FFMPEG=" + ffmpegThatWaitsFor(stuck);
    Download merging;
    try (Program program = Program.start(data, ffmpeg)) {
      Caller caller = Caller.of(program);
      String id = caller.submit(site.url("/page?media=/dash/separate.mpd&title=Two")).id();
      merging = seen(caller, id, frame -> "merging".equals(frame.stage()));
      program.kill();
    }
    Files.delete(stuck);

    try (Program program = Program.start(data, ffmpeg)) {
      arrives(program, merging);
    }
    // Its last bytes come once more, to see that it is still the same file.
    assertThat(site.bytesSent("/dash/video.mp4"))
        .isEqualTo(Files.size(site.file("dash/video.mp4")) + 64 * 1_024);
  }

  @Test
  void whatWasStoredArrivesAllTheSame() throws Exception {
    site.hold("/thumbnail.jpg", 0); // which a finished file waits for, for a moment
    Download storing;
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      String id = caller.submit(site.url("/page?media=/short.mp4&title=Stored")).id();
      storing = seen(caller, id, frame -> "storing".equals(frame.stage()));
      program.kill();
    }
    site.release();

    try (Program program = Program.start(data)) {
      Download done = arrives(program, storing);
      assertThat(served(program, done)).isEqualTo(Files.readAllBytes(site.file("short.mp4")));
      assertThat(done.thumbnail()).isNotNull();
    }
  }

  @Test
  void nothingStaysOfAPreview() throws Exception {
    site.hold("/short.mp4", 0);
    Path scratch = data.resolve("scratch");
    String cookies = "127.0.0.1\tFALSE\t/\tFALSE\t0\tname\tvalue";
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      Thread asking =
          Thread.startVirtualThread(() -> {
            assertThatThrownBy(() ->
                    caller.post(
                        "/api/preview",
                        new JsonObject()
                            .put("url", site.url("/short.mp4"))
                            .put("cookies", cookies)))
                .isInstanceOf(IOException.class);
          });
      site.awaitHeld("/short.mp4");
      assertThat(Children.of(scratch)).isNotEmpty();
      program.kill();
      asking.join();
    }
    site.release();
    assertThat(scratch).isNotEmptyDirectory();

    try (Program program = Program.start(data)) {
      assertThat(scratch).isEmptyDirectory();
      assertThat(Children.of(program.data())).isEmpty();
    }
    assertThat(folder).isDirectoryNotContaining("glob:**look-*");
  }

  @Test
  void whatWasCancelledOrDeletedStaysSo() throws Exception {
    site.hold("/clip.mp4", 2_500_000);
    Download cancelled;
    Download deleted;
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      cancelled = caller.submit(site.url("/page?title=Cancelled"));
      deleted = caller.submit(site.url("/page?title=Deleted"));
      seen(caller, cancelled.id(), frame -> frame.progress() > 0);
      seen(caller, deleted.id(), frame -> frame.progress() > 0);
      cancelled = caller.cancel(cancelled.id());
      assertThat(caller.delete(deleted.id()).statusCode()).isEqualTo(204);
      program.kill();
    }
    site.release();

    try (Program program = Program.start(data, "WORKERS=1")) {
      Caller caller = Caller.of(program);
      // Whatever was in the queue would come before this one.
      Download later = caller.submit(site.url("/page?media=/short.mp4&title=Later"));
      assertThat(caller.toTheEnd(later.id()).status()).isEqualTo("completed");
      assertThat(caller.read(cancelled.id())).isEqualTo(cancelled);
      assertThat(caller.get("/api/download/" + deleted.id()).statusCode()).isEqualTo(404);
      assertThat(data.resolve("scratch")).isEmptyDirectory();
      assertThat(Children.of(data)).isEmpty();
    }
    assertThat(site.hits("/clip.mp4")).isEqualTo(2);
  }

  /** The newest state shown when the first fitting one has come. */
  private static Download seen(Caller caller, String id, Predicate<Download> wanted)
      throws Exception {
    try (Watch watch = caller.watch(id)) {
      watch.await("before the kill", wanted);
      return watch.last();
    }
  }

  /** Runs again by itself to a good end, with versions that go on from {@code before}. */
  private Download arrives(Program program, Download before) throws Exception {
    try (Watch watch = Caller.of(program).watch(before.id())) {
      Download done = watch.toTheEnd();
      assertThat(done.status()).as("%s", done).isEqualTo("completed");
      assertThat(done.attempt()).isEqualTo(1);
      assertThat(watch.frames()).allMatch(frame -> frame.version() >= before.version());
      assertThat(done.version()).isGreaterThan(before.version());
      Path scratch = data.resolve("scratch").resolve(before.id());
      Await.until("no partial file is left", () -> !Files.exists(scratch));
      return done;
    }
  }

  private static byte[] served(Program program, Download done) throws Exception {
    return Caller.of(program).get(Objects.requireNonNull(done.text("downloadUrl"))).body();
  }

  private Path ffmpegThatWaitsFor(Path stuck) throws Exception {
    Path script = folder.resolve("ffmpeg");
    Files.writeString(
        script,
        """
        #!/bin/sh
        case "$*" in *-map*) while [ -e "%s" ]; do /bin/sleep 0.1; done;; esac
        exec /usr/bin/ffmpeg "$@"
        """
            .formatted(stuck));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }
}
