package dev.fetchlight.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many connections there may be, and how long they may take to ask. */
class DoorTest {
  private static final String HEALTH = "GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String UPLOAD =
      "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";
  private static final Duration SHORT = Duration.ofMillis(200);

  /** Longer than a busy machine takes to ask. */
  private static final Duration WHILE = Duration.ofSeconds(3);

  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;

  private Service within(Deadlines deadlines) throws Exception {
    return new Service(folder, null, Set.of(), Service.Outside.USUAL.within(deadlines));
  }

  private Service holding(int ofOne, int all) throws Exception {
    return new Service(folder, null, Set.of(), Service.Outside.USUAL.holding(ofOne, all));
  }

  @Test
  void theUsualDeadlinesAreThoseThatArePromised() {
    assertThat(Deadlines.USUAL.head()).isEqualTo(Duration.ofSeconds(15));
    assertThat(Deadlines.USUAL.body()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void whoSaysNothingIsLeft() throws Exception {
    try (Service service = within(new Deadlines(SHORT, LONG, LONG));
        Wire wire = new Wire(service)) {
      assertThat(wire.readToEnd()).isEmpty();
    }
  }

  @Test
  void halfAHeadIsGivenUp() throws Exception {
    try (Service service = within(new Deadlines(SHORT, LONG, LONG));
        Wire wire = new Wire(service)) {
      wire.send("GET /api/health HTTP/1.1\r\nHost: loc");
      assertThat(Wire.statuses(wire.readToEnd())).containsExactly(408);
    }
  }

  @Test
  void aByteNowAndThenMakesNoHeadLast() throws Exception {
    try (Service service = within(new Deadlines(SHORT, LONG, LONG));
        Wire wire = new Wire(service)) {
      wire.send("GET /api/health HTTP/1.1\r\nX: ");
      Thread trickle =
          Thread.ofVirtual()
              .start(() -> {
                for (int each = 0; each < 100_000; each++) {
                  wire.sendOn("a");
                }
              });
      assertThat(Wire.statuses(wire.readToEnd())).doesNotContain(200).hasSizeLessThan(2);
      trickle.join();
    }
  }

  @Test
  void halfAHeadAfterAnAnswerIsGivenUp() throws Exception {
    try (Service service = within(new Deadlines(SHORT, LONG, LONG));
        Wire wire = new Wire(service)) {
      String answers = wire.send(HEALTH + "GET /api/he").readToEnd();
      assertThat(Wire.statuses(answers)).containsExactly(200, 408);
    }
  }

  @Test
  void halfABodyIsGivenUp() throws Exception {
    try (Service service = within(new Deadlines(LONG, SHORT, LONG));
        Wire wire = new Wire(service)) {
      wire.send(UPLOAD + "{\"token\":");
      assertThat(Wire.statuses(wire.readToEnd())).containsExactly(408);
    }
  }

  @Test
  void aBodyWithinItsTimeIsTaken() throws Exception {
    try (Service service = within(new Deadlines(SHORT, LONG, LONG));
        Wire wire = new Wire(service)) {
      // Longer than a head may take, since nobody waits for one.
      wire.send(UPLOAD + "{\"token\": \"x\"");
      try (Wire other = new Wire(service)) {
        assertThat(other.readToEnd()).isEmpty();
      }
      String answer = wire.send(" ".repeat(86) + "}").readAnswers(1);
      assertThat(Wire.statuses(answer)).containsExactly(204);
    }
  }

  @Test
  void whoIsDoneIsLeftAfterARest() throws Exception {
    try (Service service = within(new Deadlines(SHORT, LONG, SHORT));
        Wire wire = new Wire(service)) {
      assertThat(Wire.statuses(wire.send(HEALTH).readToEnd())).containsExactly(200);
    }
  }

  @Test
  void whoWatchesMayBeSilentForLonger() throws Exception {
    try (Service service = within(new Deadlines(WHILE, WHILE, WHILE));
        Wire events = new Wire(service);
        Wire socket = new Wire(service);
        Wire silent = new Wire(service)) {
      events.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswers(1);
      socket
          .send(
              "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
          .readAnswers(1);
      silent.readToEnd();
      assertThat(service.live.watchers()).isEqualTo(2);
      service.submit("https://example.com/video");
      events.readUntil("example.com");
    }
  }

  @Test
  void oneAddressHoldsSoManyAndNoMore() throws Exception {
    try (Service service = holding(5, 1_000)) {
      List<Wire> held = new ArrayList<>();
      for (int each = 0; each < 5; each++) {
        Wire wire = new Wire(service);
        held.add(wire);
        assertThat(Wire.statuses(wire.send(HEALTH).readAnswers(1))).containsExactly(200);
      }
      try (Wire sixth = new Wire(service)) {
        String answer = sixth.sendOn(HEALTH).readToEnd();
        assertThat(Wire.statuses(answer)).as(answer).containsExactly(429);
        assertThat(answer).contains("Retry-After", "FETCHLIGHT_CLIENT_CONNECTIONS");
      }
      assertThat(Wire.statuses(held.getLast().send(HEALTH).readAnswers(1))).containsExactly(200);
      held.removeFirst().close();
      awaitRoom(service);
      for (Wire wire : held) {
        wire.close();
      }
    }
  }

  /** A connection that was closed is counted until the service has heard of it. */
  private static void awaitRoom(Service service) throws Exception {
    while (true) {
      try (Wire wire = new Wire(service)) {
        if (Wire.statuses(wire.sendOn(HEALTH).readAnswers(1)).equals(List.of(200))) {
          return;
        }
      }
    }
  }

  @Test
  void frontServersHoldAsManyAsTheyLike() throws Exception {
    Service.Outside outside = Service.Outside.USUAL.behind("127.0.0.1").holding(2, 1_000);
    try (Service service = new Service(folder, null, Set.of(), outside)) {
      List<Wire> held = new ArrayList<>();
      for (int each = 0; each < 10; each++) {
        Wire wire = new Wire(service);
        held.add(wire);
        assertThat(Wire.statuses(wire.send(HEALTH).readAnswers(1))).containsExactly(200);
      }
      for (Wire wire : held) {
        wire.close();
      }
    }
  }

  @Test
  void theSilentGiveWayWhereThereIsNoRoom() throws Exception {
    try (Service service = holding(1_000, 20);
        Wire known = new Wire(service);
        Wire watching = new Wire(service)) {
      known.send(HEALTH).readAnswers(1);
      watching.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswers(1);
      List<Wire> silent = new ArrayList<>();
      for (int each = 0; each < 100; each++) {
        silent.add(new Wire(service));
      }
      assertThat(Wire.statuses(known.send(HEALTH).readAnswers(1))).containsExactly(200);
      try (Wire fresh = new Wire(service)) {
        assertThat(Wire.statuses(fresh.send(HEALTH).readAnswers(1))).containsExactly(200);
      }
      assertThat(silent.getFirst().readToEnd()).isEmpty();
      service.submit("https://example.com/video");
      watching.readUntil("example.com");
      for (Wire wire : silent) {
        wire.close();
      }
    }
  }
}
