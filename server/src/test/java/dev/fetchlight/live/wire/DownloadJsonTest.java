package dev.fetchlight.live.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Lifecycle;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.StoredMedia;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one shape of a download, in every state. */
class DownloadJsonTest {
  private static final Instant MADE = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant LATER = Instant.parse("2026-01-02T03:04:06.789Z");

  private final DownloadJson json = new DownloadJson("k3f9q2");
  private final Job queued =
      Job.queued(
          JobId.next(() -> MADE), new Spec(new Link("http://example.com/"), Format.BEST), MADE);

  private static Job apply(Job job, Change... changes) {
    Job next = job;
    for (Change change : changes) {
      next = Lifecycle.apply(next, change, LATER).orElseThrow();
    }
    return next;
  }

  private JsonObject written(Job job) {
    return new JsonObject(new String(json.download(job), StandardCharsets.UTF_8));
  }

  @Test
  void timesAreRfc3339WithMilliseconds() {
    JsonObject shown = written(queued);
    assertThat(shown.getString("createdAt")).isEqualTo("2026-01-02T03:04:05.000Z");
    assertThat(shown.getValue("startedAt")).isNull();
    assertThat(written(apply(queued, new Change.Claimed())).getString("startedAt"))
        .isEqualTo("2026-01-02T03:04:06.789Z");
  }

  @Test
  void aRunningJobHasItsStageAndNumbers() {
    Job running =
        apply(queued, new Change.Claimed())
            .ticked(new Progress(42.55, 1_048_576L, 4_594_135L, 1_234_567.0, 3L), LATER);
    JsonObject shown = written(running);
    assertThat(shown.getString("status")).isEqualTo("processing");
    assertThat(shown.getString("stage")).isEqualTo("resolving");
    assertThat(shown.getDouble("progress")).isEqualTo(42.5);
    assertThat(shown.getLong("downloadedBytes")).isEqualTo(1_048_576L);
    assertThat(shown.getLong("totalBytes")).isEqualTo(4_594_135L);
    assertThat(shown.getDouble("speed")).isEqualTo(1_234_567.0);
    assertThat(shown.getLong("eta")).isEqualTo(3);
    assertThat(shown.getLong("version")).isEqualTo(running.version().value());
    assertThat(shown.getString("epoch")).isEqualTo("k3f9q2");
  }

  @Test
  void theThumbnailIsAPathOfOursOnceItIsKept() {
    VideoInfo video =
        new VideoInfo(
            "1", "A \"title\"\u0000 \ud83c\udfb5", null, 61.0, false, "x", null, 1080, 1920);
    Job described = apply(queued, new Change.Claimed(), new Change.Described(video));
    assertThat(written(described).getJsonObject("videoInfo").getValue("thumbnail")).isNull();
    JsonObject pictured =
        written(apply(described, new Change.Pictured())).getJsonObject("videoInfo");
    assertThat(pictured.getString("thumbnail")).isEqualTo("/api/thumbnails/" + queued.id());
    assertThat(pictured.getString("title")).isEqualTo(video.title());
    assertThat(pictured.getInteger("height")).isEqualTo(1920);
  }

  @Test
  void finishedMediaIsLinkedByAnEscapedNameWhileItIsThere() {
    StoredMedia media = new StoredMedia("Größe 100% #1?;+.mp4", 7, "video/mp4", "disk", true);
    Job done = apply(queued, new Change.Claimed(), new Change.Stored(media));
    JsonObject shown = written(done);
    assertThat(shown.getString("downloadUrl"))
        .isEqualTo("/api/files/" + queued.id() + "/Gr%C3%B6%C3%9Fe%20100%25%20%231%3F%3B%2B.mp4");
    assertThat(shown.getString("fileName")).isEqualTo(media.fileName());
    assertThat(shown.getDouble("progress")).isEqualTo(100);
    assertThat(shown.getString("storageProvider")).isEqualTo("disk");
    assertThat(shown.getString("completedAt")).isEqualTo("2026-01-02T03:04:06.789Z");
    JsonObject expired = written(apply(done, new Change.Expired()));
    assertThat(expired.getValue("downloadUrl")).isNull();
    assertThat(expired.getString("fileName")).isEqualTo(media.fileName());
  }

  @Test
  void aFailureHasItsClassAndSentence() {
    Failure failure = new Failure(Failure.Code.GEO_BLOCKED, "Not from here.");
    JsonObject shown = written(apply(queued, new Change.Claimed(), new Change.Failing(failure)));
    assertThat(shown.getString("error")).isEqualTo("Not from here.");
    assertThat(shown.getString("errorCode")).isEqualTo("geo_blocked");
    assertThat(shown.getValue("speed")).isNull();
  }

  @Test
  void aPageHoldsDownloadsAndACursor() {
    JsonObject page =
        new JsonObject(new String(json.page(List.of(queued), "next"), StandardCharsets.UTF_8));
    assertThat(page.getJsonArray("items").getJsonObject(0)).isEqualTo(written(queued));
    assertThat(page.getString("nextCursor")).isEqualTo("next");
    JsonObject last =
        new JsonObject(new String(json.page(List.of(), null), StandardCharsets.UTF_8));
    assertThat(last.containsKey("nextCursor")).isTrue();
    assertThat(last.getValue("nextCursor")).isNull();
  }
}
