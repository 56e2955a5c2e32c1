package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who runs when, who waits, and what is left of those who are called off. */
class QueueIT {
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
  void asManyRunAtOnceAsThereAreWorkersTheOldestFirst() throws Exception {
    site.hold("/clip.mp4", 100_000);
    List<Download> done = new ArrayList<>();
    try (Program program = Program.start(data, "WORKERS=2")) {
      Caller caller = Caller.of(program);
      List<String> ids = new ArrayList<>();
      for (int n = 1; n <= 5; n++) {
        ids.add(caller.submit(site.url("/page?title=Number" + n)).id());
      }
      try (Watch first = caller.watch(ids.get(0));
          Watch second = caller.watch(ids.get(1))) {
        first.await("the first runs", frame -> frame.progress() > 0);
        second.await("the second runs", frame -> frame.progress() > 0);
      }
      assertThat(Caller.text(caller.get("/metrics")))
          .contains("fetchlight_running_jobs 2.0", "fetchlight_jobs{status=\"queued\"} 3.0");
      site.release();
      for (String id : ids) {
        done.add(caller.toTheEnd(id));
      }
    }

    assertThat(done).extracting(Download::status).containsOnly("completed");
    assertThat(done).extracting(each -> each.at("startedAt")).isSorted();
    // Seen from any start: those who had started and had not ended.
    for (Download each : done) {
      Instant start = each.at("startedAt");
      assertThat(done)
          .filteredOn(other ->
              !other.at("startedAt").isAfter(start) && other.at("completedAt").isAfter(start))
          .hasSizeBetween(1, 2);
    }
  }

  @Test
  void aCancelledDownloadLeavesNothingBehind() throws Exception {
    site.hold("/clip.mp4", 2_500_000);
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      String id = caller.submit(site.url("/page?title=Cancelled")).id();
      try (Watch watch = caller.watch(id)) {
        watch.await("a part of it", frame -> frame.progress() > 0);
        assertThat(Children.of(data)).isNotEmpty();

        assertThat(caller.cancel(id).status()).isEqualTo("cancelled");

        assertThat(watch.toTheEnd().status()).isEqualTo("cancelled");
      }
      Await.until("no yt-dlp is left", () -> Children.of(data).isEmpty());
      Path scratch = data.resolve("scratch").resolve(id);
      Await.until("no partial file is left", () -> !Files.exists(scratch));
      assertThat(caller.read(id).status()).isEqualTo("cancelled");
      assertThat(caller.post("/api/download/" + id + "/cancel", new JsonObject()).statusCode())
          .isEqualTo(409);
    }
  }

  @Test
  void aDeletedDownloadLeavesNothingBehind() throws Exception {
    site.hold("/clip.mp4", 2_500_000);
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      String id = caller.submit(site.url("/page?title=Deleted")).id();
      try (Watch watch = caller.watch(id)) {
        watch.await("a part of it", frame -> frame.progress() > 0);

        assertThat(caller.delete(id).statusCode()).isEqualTo(204);

        assertThat(watch.awaitClose()).isIn(1000, 4404);
      }
      assertThat(caller.get("/api/download/" + id).statusCode()).isEqualTo(404);
      assertThat(caller.delete(id).statusCode()).isEqualTo(404);
      Await.until("no yt-dlp is left", () -> Children.of(data).isEmpty());
      Await.until("no file is left", () -> traces(id).isEmpty());
    }
  }

  @Test
  void aDeletedFileIsGoneFromTheShelf() throws Exception {
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      Download done =
          caller.toTheEnd(caller.submit(site.url("/page?media=/short.mp4&title=Gone")).id());
      assertThat(traces(done.id())).isNotEmpty();

      assertThat(caller.delete(done.id()).statusCode()).isEqualTo(204);

      assertThat(caller.get(done.json().getString("downloadUrl")).statusCode()).isEqualTo(404);
      assertThat(caller.get("/api/thumbnails/" + done.id()).statusCode()).isEqualTo(404);
      assertThat(traces(done.id())).isEmpty();
    }
  }

  @Test
  void nothingStartsWhileTheDiskIsNearlyFull() throws Exception {
    Download queued;
    try (Program full = Program.start(data, "MIN_FREE_SPACE=1000000TB")) {
      full.awaitLine(line -> line.contains("are free for") && line.contains("no download starts"));
      Caller caller = Caller.of(full);
      queued = caller.submit(site.url("/page?media=/short.mp4&title=Later"));
      Download alsoQueued = caller.submit(site.url("/page?media=/portrait.mp4&title=Never"));

      // The foreman has been told of the first by now, and of the second.
      Download cancelled = caller.cancel(alsoQueued.id());

      assertThat(cancelled.text("startedAt")).isNull();
      assertThat(caller.read(queued.id())).isEqualTo(queued);
      assertThat(Caller.text(caller.get("/api/health"))).contains("1 queued");
    }
    assertThat(site.hits("/page")).isZero();

    try (Program roomy = Program.start(data)) {
      assertThat(Caller.of(roomy).toTheEnd(queued.id()).status()).isEqualTo("completed");
    }
  }

  /** The folders of a download, among partial files and on the shelf. */
  private List<Path> traces(String id) {
    return Stream.of(data.resolve("scratch"), data.resolve("media").resolve(id.substring(34)))
        .map(folder -> folder.resolve(id))
        .filter(Files::exists)
        .toList();
  }
}
