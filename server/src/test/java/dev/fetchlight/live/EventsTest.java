package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.live.EventSource.Event;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads as server-sent events: the same promises as on a socket. */
@Timeout(60)
class EventsTest {
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

  private EventSource watch(JobId id, String... headers) throws Exception {
    return new EventSource(service.uri("/api/download/" + id + "/events"), headers);
  }

  private static Event next(EventSource source) throws Exception {
    return Objects.requireNonNull(source.next(), "the stream has ended");
  }

  @Test
  void aDownloadIsFollowedToItsEnd() throws Exception {
    JobId id = service.submit("http://example.com/a");
    try (EventSource source = watch(id)) {
      assertThat(source.status()).isEqualTo(200);
      assertThat(source.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(source.header("Cache-Control")).isEqualTo("no-store");
      Event first = next(source);
      assertThat(first.type()).isEqualTo("status");
      assertThat(first.json()).isEqualTo(new JsonObject(service.get("/api/download/" + id).body()));
      Job job = service.tick(service.claim(), 50);
      List<Event> seen = new ArrayList<>(List.of(first));
      do {
        seen.add(next(source));
      } while (seen.getLast().json().getDouble("progress") < 50);
      service.complete(job, "A.mp4", "content");
      for (Event event = source.next(); event != null; event = source.next()) {
        seen.add(event);
      }
      assertThat(seen.getLast().json())
          .isEqualTo(new JsonObject(service.get("/api/download/" + id).body()));
      assertThat(seen.getLast().json().getString("status")).isEqualTo("completed");
      assertThat(seen)
          .allSatisfy(event ->
              assertThat(event.id()).isEqualTo(event.json().getLong("version").toString()));
      assertThat(seen.stream().map(event -> Long.parseLong(String.valueOf(event.id()))))
          .isSorted()
          .doesNotHaveDuplicates();
    }
    assertThat(service.live.watchers()).isZero();
  }

  @Test
  void whoHasTheEndIsToldThatNothingMoreComes() throws Exception {
    JobId id = service.submit("http://example.com/a");
    Job done = service.complete(service.claim(), "A.mp4", "content");
    String last = Long.toString(done.version().value());
    try (EventSource source = watch(id, "Last-Event-ID", last)) {
      assertThat(source.status()).isEqualTo(204);
    }
    try (EventSource source = watch(id, "Last-Event-ID", "1")) {
      assertThat(next(source).id()).isEqualTo(last);
      assertThat(source.next()).isNull();
    }
  }

  @Test
  void whatIsNotNewerIsNotSentAgain() throws Exception {
    JobId id = service.submit("http://example.com/a");
    Job job = service.claim();
    String last = Long.toString(job.version().value());
    try (EventSource source = watch(id, "Last-Event-ID", last)) {
      Job next = service.tick(job, 10);
      assertThat(next(source).id()).isEqualTo(Long.toString(next.version().value()));
    }
  }

  @Test
  void aVersionOfAnotherLifeOfTheDatabaseCountsForNothing() throws Exception {
    JobId id = service.submit("http://example.com/a");
    for (String strange : List.of("999999999999", "no-version")) {
      try (EventSource source = watch(id, "Last-Event-ID", strange)) {
        assertThat(next(source).json().getString("status")).isEqualTo("queued");
      }
    }
  }

  @Test
  void anUnknownDownloadIsAProblem() throws Exception {
    try (EventSource source = watch(JobId.next(java.time.InstantSource.system()))) {
      assertThat(source.status()).isEqualTo(404);
      assertThat(source.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  /** As nginx asks, unless it is told otherwise. */
  @Test
  void aClientOfHttp10GetsBareEvents() throws Exception {
    JobId id = service.submit("http://example.com/a");
    service.complete(service.claim(), "A.mp4", "content");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /api/download/" + id + "/events HTTP/1.0\r\nHost: localhost\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200");
      assertThat(answer).containsIgnoringCase("connection: close").doesNotContain("chunked");
      assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
          .startsWith("event: status\nid: ")
          .endsWith("}\n\n");
    }
  }

  @Test
  void aCommentComesEvery15Seconds() throws Exception {
    try (EventSource source = watch(service.submit("http://example.com/a"))) {
      next(source);
      for (int sweep = 0; sweep < 15; sweep++) {
        service.live.sweepAt(System.nanoTime());
      }
      assertThat(Objects.requireNonNull(source.nextOfAll()).last()).isEqualTo(":");
    }
  }

  @Test
  void aReaderThatIsSilentForLongIsKept() throws Exception {
    JobId id = service.submit("http://example.com/a");
    try (EventSource source = watch(id)) {
      next(source);
      service.live.sweepAt(System.nanoTime() + TimeUnit.MINUTES.toNanos(10));
      service.complete(service.claim(), "A.mp4", "content");
      Event event = next(source);
      while (event.data() == null || !event.json().getString("status").equals("completed")) {
        event = next(source);
      }
    }
  }

  @Test
  void aDrainSaysWhenToComeBack() throws Exception {
    try (EventSource source = watch(service.submit("http://example.com/a"))) {
      next(source);
      Service.await(service.live.drain());
      assertThat(next(source).last()).matches("retry: [12]\\d{3}");
      assertThat(source.next()).isNull();
    }
    try (EventSource late = watch(service.submit("http://example.com/b"))) {
      assertThat(late.status()).isEqualTo(429);
      assertThat(late.header("Retry-After")).isEqualTo("5");
    }
  }

  @Test
  void theFeedBringsEveryDownload() throws Exception {
    JobId before = service.submit("http://example.com/a");
    try (EventSource source = new EventSource(service.uri("/api/events"))) {
      Event hello = next(source);
      assertThat(hello.type()).isEqualTo("hello");
      assertThat(hello.json().getString("epoch")).isEqualTo(service.book.epoch());
      assertThat(next(source).json().getString("jobId")).isEqualTo(before.toString());
      JobId after = service.submit("http://example.com/b");
      assertThat(next(source).json().getString("jobId")).isEqualTo(after.toString());
      service.send(service.request("/api/download/" + after).DELETE());
      Event event = next(source);
      while (!"removed".equals(event.type())) {
        event = next(source);
      }
      assertThat(event.json().getString("jobId")).isEqualTo(after.toString());
    }
  }
}
