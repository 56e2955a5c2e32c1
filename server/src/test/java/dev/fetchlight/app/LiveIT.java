package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.LiveSite;
import dev.fetchlight.site.LiveSite.Show;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broadcasts from the link to the shelf, with the real program. */
class LiveIT {
  private static final String CLIP = "hls/clip%d.ts";

  @TempDir private Path folder;
  private Path data;
  private LiveSite site;

  @BeforeEach
  void start() throws Exception {
    data = folder.resolve("data");
    site = LiveSite.start();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void isRecordedAcrossARestartAndFinishedByHand() throws Exception {
    Show show = site.show("a").add(CLIP, 0, 3);
    String id;
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      id = submit(caller, "/a/list.m3u8", "fromStart").id();
      Download running = awaitSeconds(caller, id, 3);
      assertThat(running.status()).isEqualTo("processing");
      assertThat(running.stage()).isEqualTo("recording");
      assertThat(running.progress()).isZero();
      assertThat(running.number("totalBytes")).isNull();
      assertThat(running.number("downloadedBytes")).isPositive();
      assertThat(running.json().getJsonObject("choices").getString("live")).isEqualTo("fromStart");
      assertThat(program.terminate()).isZero();
    }
    show.add(CLIP, 3, 5);
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      awaitSeconds(caller, id, 5);
      caller.act(id, "pause");
      show.add(CLIP, 5, 6);
      assertThat(finish(caller, id).statusCode()).isEqualTo(409);
      caller.act(id, "resume");
      awaitSeconds(caller, id, 6);
      HttpResponse<byte[]> finish = finish(caller, id);
      assertThat(finish.statusCode()).as(Caller.text(finish)).isEqualTo(202);

      Download done = caller.toTheEnd(id);
      assertThat(done.status()).as("%s", done).isEqualTo("completed");
      assertThat(done.json().getJsonArray("notes").getString(0)).contains("ended by hand");
      assertThat(done.json().getDouble("recordedSeconds")).isEqualTo(6);
      assertThat(done.text("fileName")).endsWith(".mp4");
      assertThat(caller.get(done.json().getString("downloadUrl")).body().length)
          .isEqualTo(done.json().getInteger("fileSize"));
      assertThat(finish(caller, id).statusCode()).isEqualTo(409);
      assertThat(leftovers()).isEmpty();
      for (int each = 0; each < 6; each++) {
        assertThat(site.hits("/file/hls/clip" + each + ".ts")).isEqualTo(1);
      }
    }
  }

  @Test
  void leavesNothingWhenItIsCancelled() throws Exception {
    site.show("a").add(CLIP, 0, 3);
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      String id = submit(caller, "/a/list.m3u8", "fromStart").id();
      awaitSeconds(caller, id, 3);
      assertThat(caller.cancel(id).status()).isEqualTo("cancelled");
      Await.until("nothing is left", () -> leftovers().isEmpty());
      assertThat(finish(caller, id).statusCode()).isEqualTo(409);
      assertThat(finish(caller, "01936f2a-7c1e-7000-8000-000000000000").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void waitsForTheEndWhereThatIsWished() throws Exception {
    Show show = site.show("a").add(CLIP, 0, 3);
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      String id = submit(caller, "/a/list.m3u8", "wait").id();
      Await.until("it waits", () -> caller.read(id).text("nextTryAt") != null);
      Download waits = caller.read(id);
      assertThat(waits.status()).isEqualTo("queued");
      assertThat(waits.text("errorCode")).isEqualTo("upcoming");
      assertThat(waits.attempt()).isEqualTo(1);
      show.end();
      caller.retry(id);
      Download done = caller.toTheEnd(id);
      assertThat(done.status()).as("%s", done).isEqualTo("completed");
      assertThat(done.json().getJsonArray("notes")).isEmpty();
    }
  }

  @Test
  void aStationIsRecorded() throws Exception {
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      String id = submit(caller, "/radio.mp3", "now").id();
      assertThat(awaitSeconds(caller, id, 2).title()).isEqualTo("Radio Nowhere");
      assertThat(finish(caller, id).statusCode()).isEqualTo(202);
      Download done = caller.toTheEnd(id);
      assertThat(done.status()).as("%s", done).isEqualTo("completed");
      assertThat(done.text("mediaType")).isEqualTo("audio/mpeg");
    }
  }

  private Download submit(Caller caller, String path, String live) throws Exception {
    HttpResponse<byte[]> answer =
        caller.post("/api/download", new JsonObject().put("url", site.url(path)).put("live", live));
    assertThat(answer.statusCode()).as(Caller.text(answer)).isEqualTo(202);
    return new Download(new JsonObject(Caller.text(answer)));
  }

  private static HttpResponse<byte[]> finish(Caller caller, String id) throws Exception {
    return caller.post("/api/download/" + id + "/finish", new JsonObject());
  }

  private static Download awaitSeconds(Caller caller, String id, double seconds) throws Exception {
    Await.until(
        seconds + " seconds are there",
        () -> {
          Double there = caller.read(id).json().getDouble("recordedSeconds");
          return there != null && there >= seconds && "recording".equals(caller.read(id).stage());
        });
    return caller.read(id);
  }

  /** What lies in the folders of jobs; those below may go while they are listed. */
  private List<Path> leftovers() throws Exception {
    try (Stream<Path> jobs = Files.list(data.resolve("scratch"))) {
      return jobs.filter(Files::isDirectory)
          .filter(job -> job.getFileName().toString().length() == 36)
          .toList();
    }
  }
}
