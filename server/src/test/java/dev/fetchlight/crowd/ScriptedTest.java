package dev.fetchlight.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a crowd makes of a server's words, whatever they are. */
class ScriptedTest {
  @Test
  void versionsThatAClientWasNotSentAreCountedAndSoAreOldOnes() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        Crowd crowd = begin(Plan.of(server.port(), 1, _ -> "/"));
        ScriptedServer.Client client = server.accept()) {
      client.say("{\"version\":5,\"at\":" + System.nanoTime() + "}");
      client.say("{\"version\":8}");
      client.say("{\"version\":8}");
      client.say("{\"type\":\"pong\"}");
      crowd.await("all have come", seen -> seen.messages() == 4);
      Report report = crowd.report();
      assertThat(report.frames()).isEqualTo(3);
      assertThat(report.missed()).isEqualTo(2);
      assertThat(report.backwards()).isEqualTo(1);
      assertThat(report.delays().total()).isEqualTo(1);
    }
  }

  @Test
  void aFrameMayComeInPieces() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        Crowd crowd = begin(Plan.of(server.port(), 1, _ -> "/"));
        ScriptedServer.Client client = server.accept()) {
      crowd.await("it is open", seen -> seen.open() == 1);
      long before = crowd.read(Tally::bytes);
      byte[] frame = ScriptedServer.Client.frame("{\"version\":77}");
      client.send(Arrays.copyOf(frame, 9));
      crowd.await("a piece was read", seen -> seen.bytes() == before + 9);
      client.send(Arrays.copyOfRange(frame, 9, frame.length));
      crowd.await("the frame is whole", seen -> seen.newest(0) == 77);
    }
  }

  @Test
  void socketIoIsAnsweredInItsOwnWords() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        Crowd crowd = begin(Plan.of(server.port(), 1, _ -> "/").speaking(Dialect.SOCKET_IO));
        ScriptedServer.Client client = server.accept()) {
      client.say("0{\"sid\":\"a\"}");
      assertThat(client.heard()).isEqualTo("40");
      assertThat(crowd.open()).isZero();
      client.say("40{\"sid\":\"b\"}");
      crowd.await("it is open", seen -> seen.open() == 1);
      client.say("2");
      assertThat(client.heard()).isEqualTo("3");
      client.say("42[\"status\",{\"version\":3}]");
      crowd.await("the event has come", seen -> seen.newest(0) == 3);
      assertThat(crowd.report().messages()).isEqualTo(1);
    }
  }

  @Test
  void whoIsSentAwayOrCutOffComesBackUnlessThereIsNothing() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        Crowd crowd =
            begin(Plan.of(server.port(), 1, _ -> "/").returning(Plan.Comeback.AS_ASKED))) {
      try (ScriptedServer.Client client = server.accept()) {
        client.say("{\"type\":\"bye\",\"retryAfterMs\":1}");
        client.sayGoodbye(1001);
        client.heard(); // its own goodbye
      }
      try (ScriptedServer.Client again = server.accept()) {
        again.say("{\"version\":1}");
        crowd.await("it hears again", seen -> seen.newest(0) == 1);
        assertThat(crowd.report().endings()).isEqualTo(Map.of(1001, 1));
      }
      try (ScriptedServer.Client afterBreak = server.accept()) {
        assertThat(crowd.report().endings()).isEqualTo(Map.of(1001, 1, Tally.DROPPED, 1));
        afterBreak.sayGoodbye(4404);
        afterBreak.heard();
      }
      crowd.await("it ends", seen -> seen.ending(0) == 4404);
    }
  }

  /** To open a crowd waits for answers that these tests give afterwards. */
  private static Crowd begin(Plan plan) {
    Crowd crowd = Crowd.open(Plan.of(plan.port(), 0, plan.path()));
    var _ = CompletableFuture.runAsync(() -> crowd.join(plan));
    return crowd;
  }
}
