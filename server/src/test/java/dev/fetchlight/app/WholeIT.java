package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that is no media, or not whole, is called completed by the real program. */
class WholeIT {
  @TempDir private static Path folder;
  private static Program program;
  private static Caller caller;
  private static MediaSite site;

  @BeforeAll
  static void start() throws Exception {
    program = Program.start(folder.resolve("data"), "TRIES=1");
    caller = Caller.of(program);
    site = MediaSite.start();
  }

  @AfterAll
  static void stop() throws Exception {
    site.close();
    program.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/page.mp4, unsupported_url, not a video",
    "/any/clip.mp4?file=thumbnail.jpg&field.Content-Type=video/mp4, unsupported_url, not a video",
    "/running.mpd, unsupported_url, live stream",
    "/refused.m3u8?to=/words, network, no video",
    "/refused.m3u8?to=/thumbnail.jpg, network, no video",
    "/empty/clip.mp4, not_found, empty",
    "/short/clip.mp4?at=1000000, network, shorter",
    "/page?media=/short.mp4&duration=60, network, should last 1:00",
  })
  void saysWhatIsWrong(String path, String code, String words) throws Exception {
    Download end = caller.toTheEnd(caller.submit(site.url(path)).id());
    assertThat(end.status()).as("%s", end).isEqualTo("failed");
    assertThat(end.text("errorCode")).as("%s", end).isEqualTo(code);
    assertThat(end.text("error")).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "/any/stream.php?file=short.mp4, mp4",
    "/any/watch?file=short.mp4&field.Content-Type=text/html, mp4",
    "/any/clip.m2ts?file=hls/clip0.ts, m2ts",
    "/any/clip.mp4?file=unusual.webm, webm",
    "/any/list.mpd?file=short.mp4, mp4",
  })
  void keepsMediaByItsBytes(String path, String extension) throws Exception {
    Download end = caller.toTheEnd(caller.submit(site.url(path)).id());
    assertThat(end.status()).as("%s", end).isEqualTo("completed");
    assertThat(end.text("fileName")).endsWith("." + extension);
  }

  @ParameterizedTest
  @CsvSource({
    "/page?media=/ladder.mpd, 1080p, 'It came in 720p, 1080p was asked for.', 720",
    "/page?media=/ladder.mpd, 720p, '', 720",
    "/page?media=/ladder.mpd, 480p, '', 480",
    "/page?media=/ladder/480.mp4, 1080p, 'It came in 480p, 1080p was asked for.', 480",
    "/ladder/480.mp4, 1080p, 'It came in 480p, 1080p was asked for.', 480",
    "/ladder/480.mp4?2, 480p, '', 480",
    "/ladder/480.mp4?3, best, '', 480",
  })
  void tellsOfAPictureSmallerThanAskedFor(String path, String format, String note, int height)
      throws Exception {
    Download end = ended(path, format);
    assertThat(end.status()).as("%s", end).isEqualTo("completed");
    assertThat(end.json().getJsonArray("notes"))
        .isEqualTo(note.isEmpty() ? new JsonArray() : JsonArray.of(note));
    assertThat(end.json().getJsonObject("videoInfo").getInteger("height")).isEqualTo(height);
  }

  private static Download ended(String path, String format) throws Exception {
    JsonObject wish = new JsonObject().put("url", site.url(path)).put("format", format);
    JsonObject taken = new JsonObject(Caller.text(caller.post("/api/download", wish)));
    return caller.toTheEnd(taken.getString("jobId"));
  }

  /** A running one is recorded, unless that is not what was wished. */
  @Test
  void fetchesNothingOfABroadcastThatIsWaitedFor() throws Exception {
    JsonObject wish =
        new JsonObject().put("url", site.url("/running.m3u8?to=/hls/clip7.ts")).put("live", "wait");
    String id = new JsonObject(Caller.text(caller.post("/api/download", wish))).getString("jobId");
    try (Watch watch = caller.watch(id)) {
      watch.await("it waits", frame -> "upcoming".equals(frame.text("errorCode")));
    }
    assertThat(caller.cancel(id).status()).isEqualTo("cancelled");
    assertThat(site.hits("/hls/clip7.ts")).isZero();
  }
}
