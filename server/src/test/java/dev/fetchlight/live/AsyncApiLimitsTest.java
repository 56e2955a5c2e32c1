package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.live.connection.Pace;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits that asyncapi.yaml names are those that hold; {@link Ends} goes over the others. */
class AsyncApiLimitsTest {
  private static final String PING_FRAME = "\u0089\0";

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

  private int limit(String channel, String name) throws Exception {
    return AsyncApiTest.document(service).channel(channel).limits().getInteger(name);
  }

  private RawPeer started(String channel) throws Exception {
    String id = service.submit("http://example.com/a").toString();
    String address = AsyncApiTest.document(service).channel(channel).address();
    RawPeer peer = new RawPeer(service, address.replace("{jobId}", id));
    peer.readUntil("\"type\"");
    return peer;
  }

  private void sweepIn(long seconds) {
    service.live.sweepAt(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    Service.await(service.live.counts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"downloads", "download"})
  void whoIsSilentIsCut(String channel) throws Exception {
    int silent = limit(channel, "silentSeconds");
    try (RawPeer peer = started(channel)) {
      sweepIn(silent - 5);
      assertThat(service.live.watchers()).isEqualTo(1);
      sweepIn(silent);
      assertThat(peer.closeCode()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"downloads", "download"})
  void everyoneIsPinged(String channel) throws Exception {
    try (RawPeer peer = started(channel)) {
      // A sweep comes every second.
      for (int sweep = 0; sweep < limit(channel, "pingSeconds"); sweep++) {
        sweepIn(0);
      }
      assertThat(peer.readUntil(PING_FRAME)).contains(PING_FRAME);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"downloads", "download"})
  void whatIsCountedIsCountedSo(String channel) throws Exception {
    Pace pace = new Pace();
    for (int frame = 0; frame < limit(channel, "framesPerSecond"); frame++) {
      assertThat(pace.delay(0)).isZero();
      pace.sent(0);
    }
    assertThat(pace.delay(0)).isPositive();
    assertThat(limit(channel, "messageBytes")).isEqualTo(SocketPeer.MOST_MESSAGE);
    if (channel.equals("downloads")) {
      assertThat(limit(channel, "jobs")).isEqualTo(ManyPeer.MOST_JOBS);
      assertThat(limit(channel, "finishedShown")).isEqualTo(Feed.FINISHED_SHOWN);
    }
  }
}
