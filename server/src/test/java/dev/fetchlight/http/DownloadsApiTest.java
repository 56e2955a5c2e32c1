package dev.fetchlight.http;

import static dev.fetchlight.http.contract.Shapes.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.contract.Shapes;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.outcome.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadsApiTest {
  @TempDir Path folder;
  private Service service;

  @BeforeEach
  void start() throws Exception {
    service = new Service(folder);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void submittingAnswersWithTheQueuedDownload() throws Exception {
    HttpResponse<String> response =
        service.post(
            "/api/download", "{\"url\": \"HTTPS://Example.com:443/Video\", \"format\": \"720p\"}");
    JsonObject download = new JsonObject(response.body());
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Location"))
        .contains("/api/download/" + download.getString("jobId"));
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(download.getString("status")).isEqualTo("queued");
    assertThat(download.getString("url")).isEqualTo("https://example.com/Video");
    assertThat(download.getString("format")).isEqualTo("720p");
    assertThat(download.getDouble("progress")).isZero();
    assertThat(download.getInteger("attempt")).isEqualTo(1);
    assertThat(download.getString("epoch")).isEqualTo(service.book.epoch());
    assertThat(JobId.parse(download.getString("jobId"))).isPresent();
    for (String unknown :
        List.of(
            "stage",
            "videoInfo",
            "downloadedBytes",
            "totalBytes",
            "speed",
            "eta",
            "downloadUrl",
            "fileName",
            "fileSize",
            "mediaType",
            "storageProvider",
            "error",
            "errorCode",
            "startedAt",
            "completedAt")) {
      assertThat(download.containsKey(unknown)).as(unknown).isTrue();
      assertThat(download.getValue(unknown)).as(unknown).isNull();
    }
  }

  @Test
  void everyAnswerHasTheShapeOfTheDocument() throws Exception {
    JobId id = service.submit("http://example.com/a");
    Job job = service.claim();
    Shapes.check("Download", new JsonObject(service.get("/api/download/" + id).body()), "queued");
    service.tick(job, 42.5);
    Shapes.check(
        "Download", new JsonObject(service.get("/api/download/" + id).body()), "processing");
    service.complete(job, "A title.mp4", "content");
    Shapes.check(
        "Download", new JsonObject(service.get("/api/download/" + id).body()), "completed");
    JobId failing = service.submit("http://example.com/b");
    service.advance(service.claim(), new Change.Failing(new Failure(Failure.Code.NETWORK, "No.")));
    Shapes.check(
        "Download", new JsonObject(service.get("/api/download/" + failing).body()), "failed");
  }

  @Test
  void aLinkThatIsOnItsWayIsAnsweredWithThatDownload() throws Exception {
    JobId id = service.submit("http://example.com/a");
    HttpResponse<String> again =
        service.post("/api/download", "{\"url\": \"http://EXAMPLE.com/a\"}");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(again.body()).getString("jobId")).isEqualTo(id.toString());
    HttpResponse<String> other =
        service.post("/api/download", "{\"url\": \"http://example.com/a\", \"format\": \"audio\"}");
    assertThat(other.statusCode()).isEqualTo(202);
  }

  @Test
  void twoSubmitsAtOneInstantMakeOneJob() throws Exception {
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int call = 0; call < 16; call++) {
      calls.add(() ->
          service.post("/api/download", "{\"url\": \"http://example.com/same\"}").statusCode());
    }
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> status : threads.invokeAll(calls)) {
        statuses.add(status.get());
      }
    }
    assertThat(statuses).containsOnlyOnce(202);
    assertThat(service.book.census(null).counts()).containsEntry(Status.QUEUED, 1L);
  }

  @Test
  void failedAndCancelledDownloadsDoNotServe() throws Exception {
    JobId first = service.submit("http://example.com/a");
    service.advance(service.claim(), new Change.Failing(new Failure(Failure.Code.NETWORK, "No.")));
    JobId second = service.submit("http://example.com/a");
    assertThat(second).isNotEqualTo(first);
    service.post("/api/download/" + second + "/cancel", "");
    assertThat(service.submit("http://example.com/a")).isNotIn(first, second);
  }

  @Test
  void anIdempotencyKeyGivesTheSameJobAndRefusesAnother() throws Exception {
    HttpResponse<String> first =
        service.post(
            "/api/download", "{\"url\": \"http://example.com/a\"}", "Idempotency-Key", "k 1");
    service.advance(service.claim(), new Change.Failing(new Failure(Failure.Code.NETWORK, "No.")));
    HttpResponse<String> again =
        service.post(
            "/api/download", "{\"url\": \"http://example.com/a\"}", "Idempotency-Key", "k 1");
    assertThat(new JsonObject(again.body()).getString("jobId"))
        .isEqualTo(new JsonObject(first.body()).getString("jobId"));
    HttpResponse<String> other =
        service.post(
            "/api/download", "{\"url\": \"http://example.com/b\"}", "Idempotency-Key", "k 1");
    assertProblem(other, 422, "idempotency_key_reused", "Idempotency-Key");
  }

  @Test
  void theEtagIsTheVersion() throws Exception {
    JobId id = service.submit("http://example.com/a");
    HttpResponse<String> read = service.get("/api/download/" + id);
    long version = new JsonObject(read.body()).getLong("version");
    assertThat(read.headers().firstValue("ETag")).contains("\"" + version + "\"");
    assertThat(
            service.get("/api/download/" + id, "If-None-Match", "\"" + version + "\"").statusCode())
        .isEqualTo(304);
    service.claim();
    assertThat(
            service.get("/api/download/" + id, "If-None-Match", "\"" + version + "\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aRunningDownloadIsReadWithItsNewestTick() throws Exception {
    JobId id = service.submit("http://example.com/a");
    Job job = service.tick(service.claim(), 12.3);
    JsonObject read = new JsonObject(service.get("/api/download/" + id).body());
    assertThat(read.getDouble("progress")).isEqualTo(12.3);
    assertThat(read.getLong("version")).isEqualTo(job.version().value());
    JsonObject listed =
        new JsonObject(service.get("/api/history").body()).getJsonArray("items").getJsonObject(0);
    assertThat(listed).isEqualTo(read);
  }

  @Test
  void cancelAndRetryWalkTheStatesAndRefuseTheRest() throws Exception {
    JobId id = service.submit("http://example.com/a");
    assertProblem(service.post("/api/download/" + id + "/retry", ""), 409, "not_retryable", null);
    HttpResponse<String> cancelled = service.post("/api/download/" + id + "/cancel", "");
    assertThat(new JsonObject(cancelled.body()).getString("status")).isEqualTo("cancelled");
    assertProblem(
        service.post("/api/download/" + id + "/cancel", ""), 409, "not_cancellable", null);
    HttpResponse<String> retried = service.post("/api/download/" + id + "/retry", "");
    assertThat(new JsonObject(retried.body()).getInteger("attempt")).isEqualTo(2);
    assertThat(new JsonObject(retried.body()).getString("status")).isEqualTo("queued");
  }

  @Test
  void aRetryOfWhatIsOnItsWayAgainIsRefused() throws Exception {
    JobId id = service.submit("http://example.com/a");
    service.post("/api/download/" + id + "/cancel", "");
    service.submit("http://example.com/a");
    assertProblem(service.post("/api/download/" + id + "/retry", ""), 409, "not_retryable", null);
  }

  @Test
  void deleteRemovesTheJobAndItsMedia() throws Exception {
    JobId id = service.submit("http://example.com/a");
    service.complete(service.claim(), "A.mp4", "content");
    assertThat(service.send(service.request("/api/download/" + id).DELETE()).statusCode())
        .isEqualTo(204);
    assertThat(service.get("/api/download/" + id).statusCode()).isEqualTo(404);
    assertThat(service.get("/api/files/" + id + "/A.mp4").statusCode()).isEqualTo(404);
    assertThat(service.shelf.find(id.toString(), "media.mp4")).isEmpty();
    assertThat(service.send(service.request("/api/download/" + id).DELETE()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void historyPagesStayRightWhileJobsArrive() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int at = 0; at < 5; at++) {
      ids.addFirst(service.submit("http://example.com/" + at).toString());
    }
    JsonObject first = new JsonObject(service.get("/api/history?limit=2").body());
    service.submit("http://example.com/later");
    JsonObject second =
        new JsonObject(
            service.get("/api/history?limit=2&cursor=" + first.getString("nextCursor")).body());
    JsonObject third =
        new JsonObject(
            service.get("/api/history?limit=2&cursor=" + second.getString("nextCursor")).body());
    assertThat(third.getString("nextCursor")).isNull();
    List<String> read = new ArrayList<>();
    List.of(first, second, third).forEach(page -> read.addAll(ids(page)));
    assertThat(read).isEqualTo(ids);
  }

  @Test
  void historyIsFiltered() throws Exception {
    JobId queued = service.submit("http://example.com/Alpha");
    JobId cancelled = service.submit("http://example.com/beta");
    service.post("/api/download/" + cancelled + "/cancel", "");
    assertThat(ids(new JsonObject(service.get("/api/history?status=cancelled,failed").body())))
        .containsExactly(cancelled.toString());
    assertThat(ids(new JsonObject(service.get("/api/history?q=ALPHA").body())))
        .containsExactly(queued.toString());
    assertThat(ids(new JsonObject(service.get("/api/history?to=2020-01-01T00:00:00Z").body())))
        .isEmpty();
    assertThat(
            ids(
                new JsonObject(
                    service.get("/api/history?from=2020-01-01T00:00:00%2B02:00").body())))
        .hasSize(2);
    assertThat(ids(new JsonObject(service.get("/api/history?q=100%25").body()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit", "limit=x, limit", "limit=1&limit=2, limit", "status=done, status",
    "cursor=x, cursor", "from=yesterday, from", "to=2020-01-01, to", "page=2, page"
  })
  void aWrongParameterIsNamed(String query, String field) throws Exception {
    assertProblem(service.get("/api/history?" + query), 400, "invalid_field", field);
  }

  private static List<String> ids(JsonObject page) {
    JsonArray items = page.getJsonArray("items");
    return items.stream().map(item -> ((JsonObject) item).getString("jobId")).toList();
  }
}
