package dev.fetchlight.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.contract.Shapes;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.outcome.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choices, and everything that changes a download's way through the queue. */
class QueueApiTest {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Service service;

  @BeforeEach
  void start() throws Exception {
    service = new Service(folder);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private HttpResponse<String> act(JobId id, String verb, String body) throws Exception {
    return service.post("/api/download/" + id + "/" + verb, body);
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  @Test
  void whatFewPeopleChooseIsShownWhereItWasChosen() throws Exception {
    String finer =
        """
        "live":"wait","preferences":{"codec":"av1","frameRate":"30"},
        "sponsorBlock":{"mark":["intro"],"remove":["sponsor"]},"also":["chapters"]\
        """;
    HttpResponse<String> answer =
        service.post("/api/download", "{\"url\":\"https://www.example.com/b\"," + finer + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonObject download = json(answer);
    Shapes.check("Download", download, "queued");
    JsonObject choices = download.getJsonObject("choices");
    for (String name : List.of("live", "preferences", "sponsorBlock", "also")) {
      assertThat(choices.getValue(name))
          .as(name)
          .isEqualTo(new JsonObject("{" + finer + "}").getValue(name));
    }
  }

  @Test
  void everyChoiceIsTakenAndShown() throws Exception {
    JsonObject wish =
        new JsonObject()
            .put("url", "https://www.example.com/a")
            .put("format", "720p")
            .put("container", "mkv")
            .put(
                "subtitles",
                new JsonObject()
                    .put("languages", new JsonArray().add("pt-BR").add("de"))
                    .put("placement", "beside"))
            .put("embed", new JsonArray().add("chapters").add("thumbnail"))
            .put("clip", new JsonObject().put("from", 1.5));
    HttpResponse<String> answer = service.post("/api/download", wish.encode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonObject download = json(answer);
    Shapes.check("Download", download, "queued");
    assertThat(download.getString("site")).isEqualTo("example.com");
    assertThat(download.getJsonObject("choices"))
        .isEqualTo(
            new JsonObject(
                """
                {"format":"720p","audioFormat":"original","container":"mkv",
                 "subtitles":{"languages":["de","pt-BR"],"placement":"beside"},
                 "embed":["thumbnail","chapters"],"clip":{"from":1.5,"to":null}}
                """));
    assertThat(service.post("/api/download", wish.encode()).statusCode()).isEqualTo(200);
    assertThat(service.post("/api/download", wish.put("container", "mp4").encode()).statusCode())
        .isEqualTo(202);
  }

  @Test
  void choicesThatDoNotGoTogetherAreRefusedByName() throws Exception {
    refused("audioFormat", "{\"url\":\"http://a.com/\",\"audioFormat\":\"mp3\"}");
    refused("container", "{\"url\":\"http://a.com/\",\"format\":\"audio\",\"container\":\"mp4\"}");
    refused(
        "subtitles",
        "{\"url\":\"http://a.com/\",\"format\":\"audio\",\"subtitles\":{\"languages\":[\"en\"]}}");
    refused("clip", "{\"url\":\"http://a.com/\",\"clip\":{\"from\":5,\"to\":2}}");
    refused("clip", "{\"url\":\"http://a.com/\",\"clip\":{}}");
    refused("items", "{\"url\":\"http://a.com/\",\"items\":[1]}");
    refused("cookies", "{\"url\":\"http://a.com/\",\"cookies\":\"sid=1\"}");
    refused("embed", "{\"url\":\"http://a.com/\",\"embed\":[\"virus\"]}");
    refused("subtitles", "{\"url\":\"http://a.com/\",\"subtitles\":{\"languages\":[\"--exec\"]}}");
  }

  private void refused(String field, String body) throws Exception {
    HttpResponse<String> answer = service.post("/api/download", body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(json(answer).getString("field")).as(answer.body()).startsWith(field);
  }

  @Test
  void cookiesAreKeptSealedAndNeverShown() throws Exception {
    HttpResponse<String> answer =
        service.post(
            "/api/download",
            "{\"url\":\"http://a.com/\",\"cookies\":\"a.com\\tTRUE\\t/\\tTRUE\\t0\\tsid\\tSECRET\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.body()).doesNotContain("SECRET").doesNotContain("cookies");
    Job job = service.claim();
    assertThat(job.ticket().cookies()).isNotNull();
    service.book.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("SECRET");
      }
    }
  }

  @Test
  void cookiesForALinkThatIsThereCount() throws Exception {
    String plain = "{\"url\":\"http://a.com/\"}";
    String known =
        "{\"url\":\"http://a.com/\",\"login\":{\"user\":\"me\",\"password\":\"SECRET\"}}";
    JobId id = service.submit("http://a.com/");
    HttpResponse<String> answer = service.post("/api/download", known);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).getString("jobId")).isEqualTo(id.toString());
    assertThat(answer.body()).doesNotContain("SECRET");
    Job job = service.claim();
    assertThat(job.ticket().cookies()).isNotNull();
    service.advance(job, new Change.Failing(new Failure(Failure.Code.LOGIN_REQUIRED, "Who?")));

    HttpResponse<String> again = service.post("/api/download", known);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again).getString("jobId")).isEqualTo(id.toString());
    assertThat(json(again).getString("status")).isEqualTo("queued");
    assertThat(json(again).getInteger("attempt")).isEqualTo(2);
    Job tried = service.claim();
    assertThat(tried.ticket().cookies()).isNotNull();
    service.advance(tried, new Change.Failing(new Failure(Failure.Code.LOGIN_REQUIRED, "Who?")));
    assertThat(service.post("/api/download", plain).statusCode()).isEqualTo(202);
  }

  @Test
  void aDownloadIsPausedResumedAndMoved() throws Exception {
    JobId id = service.submit("http://example.com/a");
    service.submit("http://example.com/b");
    JsonObject paused = json(act(id, "pause", ""));
    assertThat(paused.getBoolean("paused")).isTrue();
    assertThat(paused.getString("status")).isEqualTo("queued");
    Shapes.check("Download", paused, "paused");
    assertThat(act(id, "pause", "").statusCode()).isEqualTo(409);
    assertThat(json(act(id, "resume", "")).getBoolean("paused")).isFalse();
    assertThat(json(act(id, "resume", "")).getString("code")).isEqualTo("not_resumable");
    assertThat(json(act(id, "move", "{\"to\":\"back\"}")).getInteger("rank")).isNegative();
    assertThat(json(act(id, "move", "{\"to\":\"front\"}")).getInteger("rank")).isPositive();
    assertThat(act(id, "move", "{\"to\":\"side\"}").statusCode()).isEqualTo(400);
    service.claim();
    assertThat(json(act(id, "move", "{\"to\":\"front\"}")).getString("code"))
        .isEqualTo("not_movable");
  }

  @Test
  void theNextTryIsShownWithItsReason() throws Exception {
    JobId id = service.submit("http://example.com/a");
    service.advance(
        service.claim(),
        new Change.Postponed(
            new Failure(Failure.Code.STALLED, "Nothing came."),
            Instant.parse("2100-01-02T03:04:05Z")));
    JsonObject waiting = json(service.get("/api/download/" + id));
    Shapes.check("Download", waiting, "waiting");
    assertThat(waiting.getString("status")).isEqualTo("queued");
    assertThat(waiting.getString("nextTryAt")).isEqualTo("2100-01-02T03:04:05.000Z");
    assertThat(waiting.getString("errorCode")).isEqualTo("stalled");
    assertThat(json(act(id, "retry", "")).getValue("nextTryAt")).isNull();
  }

  @Test
  void allThatFailedIsRetriedAtOnce() throws Exception {
    for (String path : new String[] {"a", "b", "c"}) {
      service.submit("http://example.com/" + path);
      if (!path.equals("c")) {
        service.advance(
            service.claim(), new Change.Failing(new Failure(Failure.Code.NETWORK, "No.")));
      }
    }
    assertThat(json(service.post("/api/queue/retry-failed", "")).getInteger("retried"))
        .isEqualTo(2);
    assertThat(json(service.post("/api/queue/retry-failed", "")).getInteger("retried")).isZero();
  }

  @Test
  void theQueueTellsWhatHoldsItUp() throws Exception {
    JsonObject queue = json(service.get("/api/queue"));
    Shapes.check("Queue", queue, "queue");
    assertThat(queue.getJsonArray("sites").getJsonObject(0).getString("until"))
        .isEqualTo("2026-01-02T03:04:05.000Z");
  }

  @Test
  void aRestIsLiftedByHand() throws Exception {
    HttpResponse<String> lifted =
        service.send(service.request("/api/sites/Slow.example.com/rest").DELETE());
    assertThat(lifted.statusCode()).as(lifted.body()).isEqualTo(204);
    assertThat(service.woken).containsExactly("slow.example.com");
    HttpResponse<String> again =
        service.send(service.request("/api/sites/slow.example.com/rest").DELETE());
    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(json(again).getString("code")).isEqualTo("not_found");
    assertThat(service.get("/api/sites/slow.example.com/rest").statusCode()).isEqualTo(405);
  }

  @Test
  void aListShowsHowItsDownloadsStand() throws Exception {
    HttpResponse<String> answer =
        service.post("/api/download", "{\"url\":\"http://a.com/l\",\"list\":true,\"items\":[3,1]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    Shapes.check("Download", json(answer), "list");
    assertThat(json(answer).getJsonObject("list").getInteger("total")).isZero();
    JobId list = JobId.parse(json(answer).getString("jobId")).orElseThrow();
    Job child =
        Job.queued(
            JobId.next(InstantSource.system()),
            Jobs.spec("child"),
            Instant.now(),
            new Ticket(0, 0, list, null),
            null);
    service.book.submit(child, null, null);

    JsonArray items = json(service.get("/api/history?parent=" + list)).getJsonArray("items");
    assertThat(items).hasSize(1);
    assertThat(items.getJsonObject(0).getString("parentId")).isEqualTo(list.toString());
    JsonArray outermost = json(service.get("/api/history?parent=none")).getJsonArray("items");
    assertThat(outermost).hasSize(1);
    assertThat(outermost.getJsonObject(0).getString("jobId")).isEqualTo(list.toString());
    assertThat(service.send(service.request("/api/download/" + list).DELETE()).statusCode())
        .isEqualTo(204);
    assertThat(service.get("/api/download/" + child.id()).statusCode()).isEqualTo(404);
  }

  @Test
  void theLogIsGivenAsText() throws Exception {
    JobId id = service.submit("http://example.com/a");
    assertThat(service.get("/api/download/" + id + "/log").statusCode()).isEqualTo(404);
    Path log = Files.writeString(folder.resolve("log"), "--- try 1\nERROR: <b>no</b>\n");
    service.shelf.put(id.toString(), "log.txt", log);
    HttpResponse<String> answer = service.get("/api/download/" + id + "/log");
    assertThat(answer.body()).isEqualTo("--- try 1\nERROR: <b>no</b>\n");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
  }
}
