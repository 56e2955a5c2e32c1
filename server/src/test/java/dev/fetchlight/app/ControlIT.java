package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program holds back, goes on, tries again, and explains itself. */
class ControlIT {
  private static final int HELD_AT = 2_500_000;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private MediaSite site;

  @BeforeEach
  void start() throws Exception {
    site = MediaSite.start();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aPausedDownloadGoesOnFromWhereItWas() throws Exception {
    site.hold("/clip.mp4", HELD_AT);
    try (Program program = Program.start(folder.resolve("data"))) {
      Caller caller = Caller.of(program);
      String id = caller.submit(site.url("/page?title=Paused")).id();
      try (Watch watch = caller.watch(id)) {
        watch.await("it runs", frame -> frame.progress() > 0);
        site.awaitHeld("/clip.mp4");
        Download paused = caller.act(id, "pause");
        assertThat(paused.status()).isEqualTo("queued");
        watch.await("it is paused", frame -> frame.json().getBoolean("paused"));
        Await.until("no yt-dlp is left", () -> Children.of(folder.resolve("data")).isEmpty());
        site.release();
        caller.act(id, "resume");
        Download done = watch.toTheEnd();
        assertThat(done.status()).isEqualTo("completed");
        assertThat(done.attempt()).isEqualTo(1);
      }
    }
    assertThat(site.bytesSent("/clip.mp4"))
        .isLessThan(site.file("clip.mp4").toFile().length() + HELD_AT);
  }

  @Test
  void aSourceThatFailsForAWhileIsTriedAgain() throws Exception {
    try (Program program = Program.start(folder.resolve("data"))) {
      Caller caller = Caller.of(program);
      // More breaks than an engine mends by itself in one try.
      String id = caller.submit(site.url("/cut/page?at=2000000&times=6&title=Cut%20often")).id();
      try (Watch watch = caller.watch(id)) {
        Download waiting = watch.await("the next try", frame -> frame.text("nextTryAt") != null);
        assertThat(waiting.status()).isEqualTo("queued");
        assertThat(waiting.text("errorCode")).isEqualTo("network");
        Download done = watch.toTheEnd();
        assertThat(done.status()).isEqualTo("completed");
        assertThat(done.attempt()).isEqualTo(2);
        assertThat(done.text("error")).isNull();
      }
      assertThat(Caller.text(caller.get("/api/download/" + id + "/log")))
          .contains("--- try 1", "network: ", "next try at ");
    }
  }

  @Test
  void aListIsPreviewedChosenFromAndFollowed() throws Exception {
    try (Program program = Program.start(folder.resolve("data"))) {
      Caller caller = Caller.of(program);
      String link = site.url("/several");
      JsonObject preview =
          new JsonObject(
              Caller.text(caller.post("/api/preview", new JsonObject().put("url", link))));
      assertThat(preview.getBoolean("isList")).as("%s", preview).isTrue();
      assertThat(preview.getJsonArray("items")).hasSizeGreaterThanOrEqualTo(2);

      HttpResponse<byte[]> answer =
          caller.post(
              "/api/download",
              new JsonObject()
                  .put("url", link)
                  .put("list", true)
                  .put("items", new JsonArray().add(1).add(2)));
      assertThat(answer.statusCode()).isEqualTo(202);
      String id = new JsonObject(Caller.text(answer)).getString("jobId");
      Download done = caller.toTheEnd(id);
      assertThat(done.status()).isEqualTo("completed");
      assertThat(done.json().getJsonObject("list").getInteger("total")).isEqualTo(2);
      assertThat(done.json().getJsonObject("list").getInteger("completed")).isEqualTo(2);
    }
  }
}
