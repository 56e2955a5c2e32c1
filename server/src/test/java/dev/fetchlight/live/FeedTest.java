package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.Openings;
import dev.fetchlight.job.outcome.Failure;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every download on one socket. */
class FeedTest {
  private static final String FEED = "{\"type\":\"subscribe\",\"feed\":\"all\"}";

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

  private Ear open(Map<JobId, Long> have) throws Exception {
    Ear ear = new Ear(service.uri("/ws"));
    ear.message("hello");
    JsonObject versions = new JsonObject();
    have.forEach((id, version) -> versions.put(id.toString(), version));
    ear.say(new JsonObject(FEED).put("have", versions).encode());
    assertThat(ear.message("subscribed").getString("feed")).isEqualTo("all");
    return ear;
  }

  private void fail(Job job) {
    service.advance(job, new Change.Failing(new Failure(Failure.Code.NETWORK, "The end.")));
  }

  private Job finished(String url) throws Exception {
    service.submit(url);
    Job job = service.claim();
    fail(job);
    return service.desk.find(job.id()).orElseThrow();
  }

  @Test
  void whatHoldsTheQueueUpIsToldAtFirstAndWhenItChanges() throws Exception {
    try (Ear early = open(Map.of())) {
      service.live.hear(Service.QUEUE);
      JsonObject told = early.message("queue").getJsonObject("data");
      assertThat(told.getJsonArray("sites").getJsonObject(0).getString("site"))
          .isEqualTo("slow.example.com");
      try (Ear late = open(Map.of())) {
        assertThat(late.message("queue").getJsonObject("data")).isEqualTo(told);
      }
    }
  }

  @Test
  void newDownloadsComeByThemselves() throws Exception {
    try (Ear ear = open(Map.of())) {
      JobId id = service.submit("http://example.com/a");
      assertThat(ear.status().getString("jobId")).isEqualTo(id.toString());
      Job job = service.tick(service.claim(), 40);
      ear.until(each -> each.getDouble("progress") == 40);
      fail(job);
      ear.until(each -> each.getString("status").equals("failed"));
      service.post("/api/download/" + id + "/retry", "{}");
      ear.until(each -> each.getString("status").equals("queued"));
      service.tick(service.claim(), 60);
      ear.until(each -> each.getDouble("progress") == 60);
    }
  }

  @Test
  void itBeginsWithTheUnfinishedAndTheNewestFinished() throws Exception {
    Set<String> expected = new HashSet<>();
    for (int each = 0; each < 103; each++) {
      Job job = finished("http://example.com/done/" + each);
      if (each >= 4) {
        expected.add(job.id().toString());
      }
    }
    expected.add(service.submit("http://example.com/waiting").toString());
    try (Ear first = open(Map.of());
        Ear second = open(Map.of())) {
      for (Ear ear : new Ear[] {first, second}) {
        Set<String> seen = new HashSet<>();
        while (!seen.containsAll(expected)) {
          seen.add(ear.status().getString("jobId"));
        }
        assertThat(seen).isEqualTo(expected);
      }
    }
  }

  @Test
  void itBeginsAlsoWithWhatSomebodyWatchedBefore() throws Exception {
    Job job = finished("http://example.com/a");
    try (Ear byId = new Ear(service.uri("/ws"))) {
      byId.message("hello");
      byId.say("{\"type\":\"subscribe\",\"jobIds\":[\"" + job.id() + "\"]}");
      byId.message("subscribed");
      byId.status();
      // One of these shares a loop with the one above.
      for (int each = 0; each < 4; each++) {
        try (Ear ear = open(Map.of())) {
          assertThat(ear.status().getString("jobId")).isEqualTo(job.id().toString());
        }
      }
    }
  }

  @Test
  void whoComesBackGetsWhatIsNewerThanWhatItHas() throws Exception {
    Job known = finished("http://example.com/known");
    Job missed = finished("http://example.com/missed");
    Job gone = finished("http://example.com/gone");
    service.desk.remove(gone.id());
    Map<JobId, Long> have = new HashMap<>();
    have.put(known.id(), known.version().value());
    have.put(missed.id(), missed.version().value() - 1);
    have.put(gone.id(), gone.version().value());
    try (Ear ear = open(have)) {
      JsonObject first = ear.message();
      Set<JsonObject> heard = Set.of(first, ear.message());
      assertThat(heard)
          .anySatisfy(each -> {
            assertThat(each.getString("type")).isEqualTo("status");
            assertThat(each.getJsonObject("data").getString("jobId"))
                .isEqualTo(missed.id().toString());
          })
          .anySatisfy(each -> {
            assertThat(each.getString("type")).isEqualTo("removed");
            assertThat(each.getString("jobId")).isEqualTo(gone.id().toString());
          });
      ear.say("ping");
      ear.message("pong");
    }
  }

  @Test
  void aDeletedDownloadVanishes() throws Exception {
    Job old = finished("http://example.com/a");
    try (Ear ear = open(Map.of())) {
      ear.status();
      service.send(service.request("/api/download/" + old.id()).DELETE());
      assertThat(ear.message("removed").getString("jobId")).isEqualTo(old.id().toString());
    }
  }

  @Test
  void whoLeavesTheFeedHearsNoMore() throws Exception {
    try (Ear ear = open(Map.of())) {
      ear.say("{\"type\":\"unsubscribe\",\"feed\":\"all\"}");
      ear.say("ping");
      ear.message("pong");
      service.submit("http://example.com/a");
      ear.say("ping");
      ear.message("pong");
    }
  }

  /** The book changes behind the bus's back, as when it loses facts. */
  @Test
  void lostFactsAreReadFromTheBook() throws Exception {
    JobId a = service.submit("http://example.com/a");
    JobId b = service.submit("http://example.com/b");
    try (Ear ear = open(Map.of())) {
      ear.status();
      ear.status();
      service.book.claim(
          "elsewhere", java.time.Instant.now(), java.time.Duration.ofMinutes(1), Openings.ALL);
      service.book.remove(b);
      Set<String> types = new HashSet<>();
      while (types.size() < 2) {
        JsonObject message = ear.message();
        types.add(message.getString("type"));
        if (message.getString("type").equals("removed")) {
          assertThat(message.getString("jobId")).isEqualTo(b.toString());
        } else {
          assertThat(message.getJsonObject("data").getString("jobId")).isEqualTo(a.toString());
        }
      }
    }
  }
}
