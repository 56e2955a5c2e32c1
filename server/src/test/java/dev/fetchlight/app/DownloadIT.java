package dev.fetchlight.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a link to a file, in the real program, with the real yt-dlp and ffmpeg. */
class DownloadIT {
  @TempDir private static Path folder;
  private static Program program;
  private static Caller caller;
  private MediaSite site;

  @BeforeAll
  static void startProgram() throws Exception {
    program = Program.start(folder.resolve("data"), "TRIES=1");
    caller = Caller.of(program);
  }

  @AfterAll
  static void stopProgram() throws Exception {
    program.close();
  }

  @BeforeEach
  void startSite() throws Exception {
    site = MediaSite.start();
  }

  @AfterEach
  void stopSite() {
    site.close();
  }

  @Test
  void aPageWithAVideoArrivesUnderTheEyesOfAWatcher() throws Exception {
    site.hold("/clip.mp4", 2_500_000);

    Download queued = caller.submit(site.url("/page?title=Harbour%20at%20dawn"));
    Download done;
    try (Watch watch = caller.watch(queued.id())) {
      watch.await("a part of it", frame -> frame.progress() >= 5);
      site.release();
      done = watch.toTheEnd();

      assertThat(queued.status()).isEqualTo("queued");
      assertThat(watch.frames().getFirst().version()).isGreaterThanOrEqualTo(queued.version());
      assertThat(watch.frames())
          .filteredOn(frame -> frame.progress() > 0)
          .allMatch(frame -> "Harbour at dawn".equals(frame.title()))
          .anySatisfy(frame -> {
            assertThat(frame.stage()).isEqualTo("downloading");
            assertThat(frame.progress()).isBetween(5.0, 70.0);
            assertThat(frame.number("totalBytes")).isEqualTo(size("clip.mp4"));
          });
      assertThat(watch.frames()).filteredOn(frame -> frame.progress() == 100).containsExactly(done);
    }

    assertThat(done.status()).isEqualTo("completed");
    assertThat(done.text("fileName")).isEqualTo("Harbour at dawn.mp4");
    assertThat(done.number("fileSize")).isEqualTo(size("clip.mp4"));
    assertThat(done.text("mediaType")).isEqualTo("video/mp4");
    assertThat(done.text("storageProvider")).isEqualTo("disk");
    assertServed(done, "clip.mp4");
    byte[] picture = bytes("thumbnail.jpg");
    assertThat(caller.get(Objects.requireNonNull(done.thumbnail())).body()).isEqualTo(picture);
    assertThat(caller.read(done.id())).isEqualTo(done);
  }

  @Test
  void aFileIsServedInRanges() throws Exception {
    Download done = whole("/page?media=/short.mp4&title=Ranges");

    HttpResponse<byte[]> part =
        caller.get(Objects.requireNonNull(done.text("downloadUrl")), "Range", "bytes=100-299");

    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range"))
        .contains("bytes 100-299/" + size("short.mp4"));
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes("short.mp4"), 100, 300));
  }

  @Test
  void separatePictureAndSoundBecomeOneFile() throws Exception {
    Download done = whole("/page?media=/dash/separate.mpd&title=Merged");

    assertThat(streams(done)).containsExactlyInAnyOrder("video", "audio");
    assertThat(done.number("fileSize")).isGreaterThan(3_900_000);
    assertThat(done.number("downloadedBytes"))
        .isEqualTo(size("dash/video.mp4") + size("dash/audio.m4a"));
  }

  @Test
  void aStreamInSegmentsBecomesOneFile() throws Exception {
    Download done = whole("/page?media=/hls/clip.m3u8&title=Segments");

    assertThat(streams(done)).containsExactlyInAnyOrder("video", "audio");
    assertThat(site.hits("/hls/clip11.ts")).isEqualTo(1);
  }

  @Test
  void withoutALengthTheBarRestsAndTheBytesCount() throws Exception {
    site.hold("/nolength/clip.mp4", 2_500_000);
    Download queued = caller.submit(site.url("/nolength/page?title=Endless"));

    try (Watch watch = caller.watch(queued.id())) {
      Download counted =
          watch.await(
              "bytes",
              frame -> Objects.requireNonNullElse(frame.number("downloadedBytes"), 0L) > 100_000);
      site.release();

      assertThat(counted.progress()).isZero();
      assertThat(counted.number("totalBytes")).isNull();
      assertThat(counted.number("eta")).isNull();
      assertServed(watch.toTheEnd(), "clip.mp4");
    }
  }

  @Test
  void aConnectionThatBreaksOffGoesOnByItself() throws Exception {
    Download done = whole("/cut/page?at=2000000&title=Cut%20once");

    assertServed(done, "clip.mp4");
    assertThat(done.attempt()).isEqualTo(1);
    assertFetchedAlmostOnce("/cut/clip.mp4");
  }

  @Test
  void aRetryGoesOnWhereTheFailedAttemptGaveUp() throws Exception {
    // Six are more than the engine's own retries.
    Download queued = caller.submit(site.url("/cut/page?at=2000000&times=6&title=Cut%20often"));
    Download failed = caller.toTheEnd(queued.id());
    assertThat(failed.status()).isEqualTo("failed");
    assertThat(failed.text("errorCode")).isEqualTo("network");

    Download again = caller.retry(queued.id());
    Download done = caller.toTheEnd(queued.id());

    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.version()).isGreaterThan(failed.version());
    assertThat(done.status()).isEqualTo("completed");
    assertServed(done, "clip.mp4");
    assertFetchedAlmostOnce("/cut/clip.mp4");
  }

  private Download whole(String path) throws Exception {
    Download done = caller.toTheEnd(caller.submit(site.url(path)).id());
    assertThat(done.status()).as("%s", done).isEqualTo("completed");
    return done;
  }

  private void assertServed(Download done, String file) throws Exception {
    HttpResponse<byte[]> whole = caller.get(Objects.requireNonNull(done.text("downloadUrl")));
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(bytes(file));
  }

  /** What was in the pipe when it broke is lost, no more. */
  private void assertFetchedAlmostOnce(String path) throws Exception {
    assertThat(site.bytesSent(path)).isLessThan(size("clip.mp4") * 3 / 2);
    assertThat(site.ranges(path)).last().asString().matches("bytes=[1-9]\\d+-.*");
  }

  private List<String> streams(Download done) throws Exception {
    Path copy = folder.resolve(done.id());
    Files.write(copy, caller.get(Objects.requireNonNull(done.text("downloadUrl"))).body());
    Process probe =
        new ProcessBuilder(
                List.of(
                    "ffprobe",
                    "-v",
                    "error",
                    "-show_entries",
                    "stream=codec_type",
                    "-of",
                    "csv=p=0",
                    copy.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(probe.getInputStream().readAllBytes(), UTF_8);
    return said.lines().map(line -> line.replace(",", "")).toList();
  }

  private long size(String file) throws Exception {
    return Files.size(site.file(file));
  }

  private byte[] bytes(String file) throws Exception {
    return Files.readAllBytes(site.file(file));
  }
}
