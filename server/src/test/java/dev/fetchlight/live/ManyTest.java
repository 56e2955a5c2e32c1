package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many downloads on one socket, by their ids. */
class ManyTest {
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

  private Ear open() throws Exception {
    Ear ear = new Ear(service.uri("/ws"));
    assertThat(ear.message("hello").getString("epoch")).isEqualTo(service.book.epoch());
    return ear;
  }

  private static String subscribe(Object... ids) {
    return new JsonObject()
        .put("type", "subscribe")
        .put("jobIds", new JsonArray(List.of(ids).stream().map(Object::toString).toList()))
        .encode();
  }

  private static String subscribe(JobId id, long have) {
    return new JsonObject(subscribe(id))
        .put("have", new JsonObject().put(id.toString(), have))
        .encode();
  }

  private static String unsubscribe(JobId id) {
    return new JsonObject(subscribe(id)).put("type", "unsubscribe").encode();
  }

  private static JobId idOf(JsonObject status) {
    return JobId.parse(status.getString("jobId")).orElseThrow();
  }

  @Test
  void aSubscriptionIsAnsweredAndBringsTheNewestStates() throws Exception {
    JobId a = service.submit("http://example.com/a");
    JobId b = service.submit("http://example.com/b");
    try (Ear ear = open()) {
      ear.say(subscribe(a, b));
      assertThat(ear.message("subscribed").getJsonArray("jobIds"))
          .containsExactly(a.toString(), b.toString());
      JobId first = idOf(ear.status());
      assertThat(Set.of(first, idOf(ear.status()))).isEqualTo(Set.of(a, b));
      Job job = service.tick(service.claim(), 20);
      ear.until(each -> each.getDouble("progress") == 20);
      assertThat(job.id()).isEqualTo(a);
    }
  }

  @Test
  void anEndDoesNotCloseTheSocket() throws Exception {
    JobId a = service.submit("http://example.com/a");
    try (Ear ear = open()) {
      ear.say(subscribe(a));
      ear.message("subscribed");
      service.complete(service.claim(), "A.mp4", "content");
      ear.until(each -> each.getString("status").equals("completed"));
      ear.say("ping");
      assertThat(ear.next()).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  @Test
  void whatTheClientHasIsNotSentAgain() throws Exception {
    JobId a = service.submit("http://example.com/a");
    Job job = service.claim();
    try (Ear ear = open()) {
      ear.say(subscribe(a, job.version().value()));
      ear.message("subscribed");
      Job next = service.tick(job, 10);
      assertThat(ear.status().getLong("version")).isEqualTo(next.version().value());
    }
    try (Ear ear = open()) {
      ear.say(subscribe(a, job.version().value() - 1));
      ear.message("subscribed");
      assertThat(ear.status().getLong("version")).isGreaterThanOrEqualTo(job.version().value());
    }
  }

  @Test
  void anUnknownDownloadIsToldAndTheSocketStays() throws Exception {
    JobId unknown = JobId.next(InstantSource.system());
    try (Ear ear = open()) {
      for (Object id : List.of("no-id", unknown)) {
        ear.say(subscribe(id));
        ear.message("subscribed");
        JsonObject error = ear.message("error");
        assertThat(error.getString("code")).isEqualTo("not_found");
        assertThat(error.getString("jobId")).isEqualTo(id.toString());
      }
      ear.say("ping");
      ear.message("pong");
    }
  }

  @Test
  void aRemovedDownloadIsTold() throws Exception {
    JobId a = service.submit("http://example.com/a");
    try (Ear ear = open()) {
      ear.say(subscribe(a));
      ear.message("subscribed");
      ear.status();
      service.send(service.request("/api/download/" + a).DELETE());
      JsonObject message = ear.message();
      while (!message.getString("type").equals("removed")) {
        message = ear.message();
      }
      assertThat(message.getString("jobId")).isEqualTo(a.toString());
    }
    try (Ear ear = open()) {
      ear.say(subscribe(a, 5));
      ear.message("subscribed");
      assertThat(ear.message("removed").getString("jobId")).isEqualTo(a.toString());
    }
  }

  @Test
  void whoHasSeenEnoughHearsNoMore() throws Exception {
    JobId a = service.submit("http://example.com/a");
    JobId b = service.submit("http://example.com/b");
    try (Ear ear = open()) {
      ear.say(subscribe(a, b));
      ear.message("subscribed");
      ear.status();
      ear.status();
      ear.say(unsubscribe(a));
      ear.say("ping");
      ear.message("pong");
      service.claim();
      service.claim();
      assertThat(idOf(ear.status())).isEqualTo(b);
      assertThat(ear.silent()).isTrue();
    }
  }

  @Test
  void manyChangesComeInFewWritesAndTheNewestIsKept() throws Exception {
    Set<JobId> ids = new HashSet<>();
    for (int each = 0; each < 20; each++) {
      ids.add(service.submit("http://example.com/" + each));
    }
    List<Job> jobs = IntStream.range(0, 20).mapToObj(_ -> service.claim()).toList();
    try (Ear ear = open()) {
      ear.say(subscribe(ids.toArray()));
      ear.message("subscribed");
      for (int each = 0; each < 20; each++) {
        ear.status();
      }
      for (Job each : jobs) {
        Job job = each;
        for (int tick = 1; tick <= 99; tick++) {
          job = service.tick(job, tick);
        }
      }
      Set<JobId> done = new HashSet<>();
      int frames = 0;
      while (!done.equals(ids)) {
        JsonObject status = ear.status();
        frames++;
        if (status.getDouble("progress") == 99) {
          done.add(idOf(status));
        }
      }
      assertThat(frames).isLessThan(20 * 20);
    }
  }

  @Test
  void moreThanAThousandByIdAreRefused() throws Exception {
    List<JobId> ids = new ArrayList<>();
    for (int each = 0; each < 1_001; each++) {
      Link link = new Link("http://example.com/" + each);
      ids.add(submitted(link));
    }
    try (Ear ear = open()) {
      for (int from = 0; from < 900; from += 300) {
        ear.say(subscribe(ids.subList(from, from + 300).toArray()));
        ear.message("subscribed");
        for (int each = 0; each < 300; each++) {
          ear.status();
        }
      }
      ear.say(subscribe(ids.subList(900, 1_001).toArray()));
      assertThat(ear.message("error").getString("code")).isEqualTo("too_many_jobs");
      ear.say(subscribe(ids.subList(900, 1_000).toArray()));
      ear.message("subscribed");
      // Those that are watched already do not count twice.
      ear.until(each -> each.getString("jobId").equals(ids.get(999).toString()));
      ear.say(subscribe(ids.subList(0, 300).toArray()));
      ear.message("subscribed");
    }
  }

  private JobId submitted(Link link) {
    return switch (service.desk.submit(new Spec(link, Format.BEST), null)) {
      case JobBook.Submission.Created(var job) -> job.id();
      case JobBook.Submission.Existing(var job) -> job.id();
      case JobBook.Submission.Given(var job) -> job.id();
      case JobBook.Submission.KeyReused() -> throw new AssertionError("no key was used");
      case JobBook.Submission.ListGone() -> throw new AssertionError("no list was named");
    };
  }

  @Test
  void nonsenseIsABadMessage() throws Exception {
    try (Ear ear = open()) {
      ear.say("{\"type\":\"shout\"}");
      JsonObject error = ear.message("error");
      assertThat(error.getString("code")).isEqualTo("bad_message");
      assertThat(error.getString("message")).contains("\"type\"");
      assertThat(ear.closeCode()).isEqualTo(4400);
    }
  }

  @Test
  void aDrainSaysWhenToComeBack() throws Exception {
    try (Ear ear = open()) {
      Service.await(service.live.drain());
      assertThat(ear.message("bye").getInteger("retryAfterMs")).isBetween(1_500, 2_500);
      assertThat(ear.closeCode()).isEqualTo(1001);
    }
  }
}
