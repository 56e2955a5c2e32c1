package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections end, judged by the bytes of a bare one. */
@Timeout(60)
class ClosingTest {
  private static final String HELLO = "\"hello\"";
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

  private RawPeer open() throws Exception {
    RawPeer peer = new RawPeer(service, "/ws");
    peer.readUntil(HELLO);
    return peer;
  }

  @Test
  void aFrameWithoutMaskIsAgainstTheProtocol() throws Exception {
    try (RawPeer peer = open()) {
      peer.send((byte) 0x81, (byte) 1, (byte) 'x');
      assertThat(peer.closeCode()).isEqualTo(1008);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x83, 0xc1, 0x09})
  void aReservedFrameIsAgainstTheProtocol(int kind) throws Exception {
    try (RawPeer peer = open()) {
      peer.frame(kind, new byte[] {'x'});
      assertThat(peer.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void aLongFrameIsTooBig() throws Exception {
    try (RawPeer peer = open()) {
      peer.frame(0x81, new byte[16 * 1_024 + 1]);
      assertThat(peer.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void manyFragmentsMayBeTooBigTogether() throws Exception {
    try (RawPeer peer = open()) {
      peer.frame(0x01, new byte[10_000]);
      peer.frame(0x00, new byte[10_000]);
      assertThat(peer.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void aMessageInFragmentsIsOneMessage() throws Exception {
    try (RawPeer peer = open()) {
      peer.frame(0x01, "{\"type\":".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      // Control frames may come in between.
      peer.frame(0x8a, new byte[0]);
      peer.frame(0x80, "\"ping\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(peer.readUntil("pong")).contains("{\"type\":\"pong\"}");
    }
  }

  @Test
  void aRestWithoutABeginningIsAgainstTheProtocol() throws Exception {
    try (RawPeer peer = open()) {
      peer.frame(0x80, new byte[] {'x'});
      assertThat(peer.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void aPingFrameIsAnsweredWithItsPayload() throws Exception {
    try (RawPeer peer = open()) {
      peer.frame(0x89, new byte[] {'a', 'b', 'c'});
      assertThat(peer.readUntil("\u008a\u0003abc")).endsWith("\u008a\u0003abc");
    }
  }

  @Test
  void aGoodbyeIsAnsweredAndTheConnectionEnds() throws Exception {
    try (RawPeer peer = open()) {
      peer.frame(0x88, new byte[] {0x03, (byte) 0xe9});
      assertThat(peer.closeCode()).isEqualTo(1000);
    }
    while (service.live.watchers() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aGoodbyeThatIsNotAnsweredEndsAllTheSame() throws Exception {
    try (RawPeer peer = open()) {
      peer.say("nonsense");
      assertThat(peer.closeCode()).isEqualTo(4400);
      service.live.sweepAt(System.nanoTime() + TimeUnit.SECONDS.toNanos(20));
      while (service.live.watchers() > 0) {
        Thread.onSpinWait();
      }
    }
  }

  /** Not by the clock of the test: only the sweep believes that half a minute has gone. */
  @Test
  void whoTakesNothingForHalfAMinuteIsTold() throws Exception {
    try (RawPeer peer = open();
        Ear quick = new Ear(service.uri("/ws"))) {
      peer.say(FEED);
      quick.say(FEED);
      int blocked = 0;
      for (int each = 0; blocked == 0; each++) {
        service.submit("http://example.com/" + each + "/" + "x".repeat(1_500));
        blocked = (int) Service.await(service.live.counts()).blocked();
      }
      service.live.sweepAt(System.nanoTime() + TimeUnit.SECONDS.toNanos(29));
      assertThat(Service.await(service.live.counts()).frames().slowCloses()).isZero();
      service.live.sweepAt(System.nanoTime() + TimeUnit.SECONDS.toNanos(31));
      assertThat(Service.await(service.live.counts()).frames().slowCloses()).isEqualTo(1);
      assertThat(peer.readUntil("too slow")).contains("\u03f5too slow".substring(1));
      peer.frame(0x88, new byte[] {0x03, (byte) 0xf5});
      assertThat(peer.closeCode()).isEqualTo(1013);
    }
  }

  @Test
  void whoAsksWithoutReadingIsSentAway() throws Exception {
    try (RawPeer peer = open()) {
      peer.say("{\"type\":\"subscribe\",\"jobIds\":[]}");
      boolean open = true;
      for (int ping = 0; open && ping < 1_000_000; ping++) {
        try {
          peer.say("ping");
        } catch (java.net.SocketException e) {
          open = false;
        }
        if (ping % 1_000 == 0) {
          open &= service.live.watchers() > 0;
        }
      }
      assertThat(peer.closeCode()).isIn(1008, 0);
    }
  }

  @Test
  void aSessionThatEndsClosesTheSocket() throws Exception {
    service.close();
    service = new Service(folder, "token", Set.of(), 10);
    var login = service.post("/api/session", "{\"token\":\"token\"}");
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    try (Ear ear = new Ear(service.uri("/ws"), "Cookie", cookie)) {
      ear.message("hello");
      service.live.sweepAt(System.nanoTime() + TimeUnit.DAYS.toNanos(29));
      // The sweep that far ahead also finds the ear silent: only the end of the session has a code.
      assertThat(service.live.watchers()).isBetween(0, 1);
    }
    try (Ear ear = new Ear(service.uri("/ws"), "Cookie", cookie)) {
      ear.message("hello");
      service.live.sweepAt(System.nanoTime() + TimeUnit.DAYS.toNanos(31));
      assertThat(ear.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void anEndedDownloadSaysDone() throws Exception {
    JobId id = service.submit("http://example.com/a");
    Job job = service.claim();
    try (RawPeer peer = new RawPeer(service, id)) {
      peer.readUntil("\"processing\"");
      service.complete(job, "A.mp4", "content");
      peer.readUntil("done");
      peer.frame(0x88, new byte[] {0x03, (byte) 0xe8});
      assertThat(peer.closeCode()).isEqualTo(1000);
    }
  }
}
