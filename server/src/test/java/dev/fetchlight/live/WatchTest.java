package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.book.Openings;
import dev.fetchlight.job.outcome.Failure;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
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

  private Ear watch(JobId id) {
    return new Ear(service.uri("/ws/download/" + id));
  }

  @Test
  void theFirstFrameComesOnOpening() throws Exception {
    JobId id = service.submit("http://example.com/a");
    try (Ear ear = watch(id)) {
      JsonObject read = new JsonObject(service.get("/api/download/" + id).body());
      assertThat(ear.status()).isEqualTo(read);
    }
  }

  @Test
  void everyChangeIsShownAndVersionsOnlyGrow() throws Exception {
    JobId id = service.submit("http://example.com/a");
    try (Ear ear = watch(id)) {
      List<JsonObject> seen =
          new ArrayList<>(ear.until(each -> each.getString("status").equals("queued")));
      Job job = service.claim();
      seen.addAll(ear.until(each -> "resolving".equals(each.getString("stage"))));
      job = service.advance(job, new Change.Reached(Stage.DOWNLOADING));
      job = service.tick(job, 33.3);
      seen.addAll(ear.until(each -> each.getDouble("progress") == 33.3));
      service.complete(job, "A.mp4", "content");
      seen.addAll(ear.until(each -> each.getString("status").equals("completed")));
      assertThat(seen.stream().map(each -> each.getLong("version")))
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(seen.getLast().getDouble("progress")).isEqualTo(100);
      assertThat(ear.closeCode()).isEqualTo(1000);
      assertThat(ear.silent()).isTrue();
    }
  }

  @Test
  void anErrorReachesTheWatcherAndEndsTheSocket() throws Exception {
    JobId id = service.submit("http://example.com/a");
    try (Ear ear = watch(id)) {
      ear.status();
      service.advance(
          service.claim(), new Change.Failing(new Failure(Failure.Code.NOT_FOUND, "Gone.")));
      JsonObject last = ear.until(each -> each.getString("status").equals("failed")).getLast();
      assertThat(last.getString("error")).isEqualTo("Gone.");
      assertThat(last.getString("errorCode")).isEqualTo("not_found");
      assertThat(ear.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void aFinishedJobIsShownOnceAndClosed() throws Exception {
    JobId id = service.submit("http://example.com/a");
    service.complete(service.claim(), "A.mp4", "content");
    try (Ear ear = watch(id)) {
      assertThat(ear.status().getString("status")).isEqualTo("completed");
      assertThat(ear.closeCode()).isEqualTo(1000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"not-an-id", "01a20967-6f70-73d3-bfc2-579c0a5edb01"})
  void anUnknownJobGetsAnErrorAndItsCloseCode(String id) throws Exception {
    try (Ear ear = new Ear(service.uri("/ws/download/" + id))) {
      JsonObject error = new JsonObject(ear.next());
      assertThat(error.getString("type")).isEqualTo("error");
      assertThat(error.getString("code")).isEqualTo("not_found");
      assertThat(ear.closeCode()).isEqualTo(4404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "{\"type\":\"ping\"}", " { \"type\" : \"ping\" } "})
  void aPingGetsAPong(String ping) throws Exception {
    try (Ear ear = watch(service.submit("http://example.com/a"))) {
      ear.status();
      ear.say(ping);
      assertThat(ear.next()).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "pong", "{\"type\":\"subscribe\"}", "{\"type\":\"ping\",\"x\":1}", "{"})
  void anythingElseIsABadMessage(String text) throws Exception {
    try (Ear ear = watch(service.submit("http://example.com/a"))) {
      ear.status();
      ear.say(text);
      assertThat(new JsonObject(ear.next()).getString("code")).isEqualTo("bad_message");
      assertThat(ear.closeCode()).isEqualTo(4400);
    }
  }

  @Test
  void bytesAreABadMessage() throws Exception {
    try (Ear ear = watch(service.submit("http://example.com/a"))) {
      ear.status();
      ear.sayBytes((byte) 1);
      assertThat(new JsonObject(ear.next()).getString("code")).isEqualTo("bad_message");
      assertThat(ear.closeCode()).isEqualTo(4400);
    }
  }

  @Test
  void aFrameOver16KibIsTooBig() throws Exception {
    try (Ear ear = watch(service.submit("http://example.com/a"))) {
      ear.status();
      ear.say("x".repeat(16 * 1_024 + 1));
      assertThat(ear.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void aDeletedJobIsShownCancelledFirst() throws Exception {
    JobId id = service.submit("http://example.com/a");
    try (Ear ear = watch(id)) {
      ear.status();
      service.send(service.request("/api/download/" + id).DELETE());
      assertThat(ear.status().getString("status")).isEqualTo("cancelled");
      assertThat(ear.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void aBurstIsBoundedAndItsLastIsKept() throws Exception {
    JobId id = service.submit("http://example.com/a");
    try (Ear ear = watch(id)) {
      ear.status();
      Job job = service.claim();
      for (int tick = 1; tick <= 999; tick++) {
        job = service.tick(job, tick / 10.0);
      }
      List<JsonObject> seen = ear.until(each -> each.getDouble("progress") == 99.9);
      assertThat(seen).hasSizeLessThanOrEqualTo(20);
    }
  }

  @Test
  void everyWatcherEndsOnTheSameState() throws Exception {
    JobId id = service.submit("http://example.com/a");
    List<Ear> ears = new ArrayList<>();
    for (int each = 0; each < 60; each++) {
      ears.add(watch(id));
    }
    Job job = service.claim();
    for (int tick = 1; tick < 30; tick++) {
      job = service.tick(job, tick);
      if (tick % 3 == 0) {
        ears.add(watch(id));
      }
    }
    service.complete(job, "A.mp4", "content");
    JsonObject truth = new JsonObject(service.get("/api/download/" + id).body());
    for (Ear ear : ears) {
      List<JsonObject> seen = ear.until(each -> each.getString("status").equals("completed"));
      assertThat(seen.getLast()).isEqualTo(truth);
      assertThat(seen.stream().map(each -> each.getLong("version")))
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(ear.closeCode()).isEqualTo(1000);
    }
    assertThat(service.live.newest(id)).isEmpty();
  }

  @Test
  void oneSocketTooManyIsTold() throws Exception {
    JobId id = service.submit("http://example.com/a");
    List<Ear> ears = new ArrayList<>();
    for (int each = 0; each < 100; each++) {
      Ear ear = watch(id);
      ear.status(); // an upgrade is answered before its loop counts it
      ears.add(ear);
    }
    try (Ear ear = watch(id)) {
      assertThat(new JsonObject(ear.next()).getString("code")).isEqualTo("too_many_sockets");
      assertThat(ear.closeCode()).isEqualTo(4429);
    }
    ears.forEach(Ear::close);
  }

  @Test
  void aDrainSaysWhenToComeBack() throws Exception {
    try (Ear ear = watch(service.submit("http://example.com/a"))) {
      ear.status();
      Service.await(service.live.drain());
      assertThat(ear.closeCode()).isEqualTo(1001);
      assertThat(ear.reason()).matches(".* come back in [12]\\d{3} ms");
    }
    try (Ear late = watch(service.submit("http://example.com/b"))) {
      assertThat(late.closeCode()).isEqualTo(1001);
      assertThat(late.reason()).matches(".* come back in [12]\\d{3} ms");
    }
  }

  /** The book changes behind the bus's back, as when it loses the last fact. */
  @Test
  void aLostFactIsReadFromTheBook() throws Exception {
    JobId id = service.submit("http://example.com/a");
    try (Ear ear = watch(id)) {
      ear.status();
      service.book.claim(
          "elsewhere",
          InstantSource.system().instant(),
          java.time.Duration.ofMinutes(1),
          Openings.ALL);
      assertThat(ear.status().getString("status")).isEqualTo("processing");
    }
  }
}
