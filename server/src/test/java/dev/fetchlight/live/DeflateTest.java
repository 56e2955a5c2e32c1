package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed messages, for clients that offer them. */
@Timeout(60)
class DeflateTest {
  private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate";
  private static final String END_OF_HEAD = "\r\n\r\n";

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

  private static byte[] deflated(String text) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
    byte[] bytes = new byte[100_000];
    int length = deflater.deflate(bytes, 0, bytes.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Arrays.copyOf(bytes, length - 4);
  }

  /** The text of the first frame after the head, which has to be a compressed one. */
  private static String inflated(String heard) throws Exception {
    byte[] all = heard.getBytes(StandardCharsets.ISO_8859_1);
    int at = heard.indexOf(END_OF_HEAD) + END_OF_HEAD.length();
    assertThat(all[at] & 0xff).as("final, compressed, text").isEqualTo(0xc1);
    assertThat(all[at + 1] & 0xff).as("a length in two bytes").isEqualTo(126);
    int length = (all[at + 2] & 0xff) << 8 | (all[at + 3] & 0xff);
    byte[] message = Arrays.copyOfRange(all, at + 4, at + 4 + length + 4);
    message[length] = message[length + 1] = 0;
    message[length + 2] = message[length + 3] = (byte) 0xff;
    Inflater inflater = new Inflater(true);
    inflater.setInput(message);
    byte[] text = new byte[100_000];
    int size = inflater.inflate(text);
    inflater.end();
    return new String(text, 0, size, StandardCharsets.UTF_8);
  }

  private RawPeer open() throws Exception {
    RawPeer peer = new RawPeer(service, "/ws", OFFER);
    assertThat(peer.readUntil("\"hello\"")).contains("permessage-deflate");
    return peer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "; client_max_window_bits", "; server_no_context_takeover"})
  void aStateComesCompressedToWhoeverOffersIt(String parameters) throws Exception {
    JobId id = service.submit("http://example.com/ünï/" + "a".repeat(500));
    try (RawPeer peer = new RawPeer(service, "/ws/download/" + id, OFFER + parameters)) {
      service.complete(service.claim(), "A.mp4", "content");
      peer.readUntil("done");
      String heard = peer.readUntil("done");
      assertThat(heard).contains("client_no_context_takeover");
      JsonObject status = new JsonObject(inflated(heard));
      assertThat(status.getString("type")).isEqualTo("status");
      assertThat(status.getJsonObject("data").getString("jobId")).isEqualTo(id.toString());
      assertThat(heard).doesNotContain("\"status\"");
    }
  }

  /** Reads on up to this much progress. */
  private static void read(InflatingPeer peer, double progress) throws Exception {
    JsonObject message;
    do {
      message = new JsonObject(peer.next());
    } while (!message.getString("type").equals("status")
        || message.getJsonObject("data").getDouble("progress") != progress);
  }

  @Test
  void aTickIsSmallForWhoeverHasTheLast() throws Exception {
    JobId id = service.submit("http://example.com/a");
    Job job = service.claim();
    List<InflatingPeer> peers = new ArrayList<>();
    for (int tick = 1; tick <= 8; tick++) {
      job = service.tick(job, tick);
      InflatingPeer comes = new InflatingPeer(service, "/ws/download/" + id);
      peers.add(comes);
      // By the second at the latest, the one that came is in step with the others.
      job = service.tick(job, tick + 0.3);
      for (InflatingPeer peer : peers) {
        read(peer, tick + 0.3);
      }
      job = service.tick(job, tick + 0.6);
      for (InflatingPeer peer : peers) {
        read(peer, tick + 0.6);
      }
      assertThat(peers.getFirst().length()).isLessThan(100);
    }
    for (InflatingPeer peer : peers) {
      peer.close();
    }
  }

  @Test
  void aTickIsSmallInTheFeedToo() throws Exception {
    service.submit("http://example.com/a");
    service.submit("http://example.com/b");
    Job a = service.claim();
    Job b = service.claim();
    try (InflatingPeer peer = new InflatingPeer(service, "/ws")) {
      peer.say("{\"type\":\"subscribe\",\"feed\":\"all\"}");
      for (int tick = 1; tick <= 4; tick++) {
        a = service.tick(a, tick);
        read(peer, tick);
        b = service.tick(b, tick + 0.5);
        read(peer, tick + 0.5);
        if (tick > 1) {
          // What was shown last is the other job.
          assertThat(peer.length()).isLessThan(200);
        }
      }
    }
  }

  @Test
  void whoWantsNoContextGetsNone() throws Exception {
    JobId id = service.submit("http://example.com/a");
    Job job = service.claim();
    String offer = "permessage-deflate; server_no_context_takeover";
    try (InflatingPeer all = new InflatingPeer(service, "/ws", offer);
        InflatingPeer one = new InflatingPeer(service, "/ws/download/" + id, offer)) {
      all.say("{\"type\":\"subscribe\",\"feed\":\"all\"}");
      for (int tick = 1; tick <= 4; tick++) {
        job = service.tick(job, tick);
        for (InflatingPeer peer : List.of(all, one)) {
          read(peer, tick);
          peer.forget();
        }
      }
    }
  }

  /** A window smaller than ours would lose what we refer to. */
  @Test
  void noSmallerWindowIsAgreedTo() throws Exception {
    try (RawPeer peer = new RawPeer(service, "/ws", OFFER + "; server_max_window_bits=10")) {
      assertThat(peer.readUntil("\"hello\"")).doesNotContain("permessage-deflate");
    }
  }

  @Test
  void whoDoesNotOfferItGetsPlainFrames() throws Exception {
    JobId id = service.submit("http://example.com/a");
    try (RawPeer peer = new RawPeer(service, id)) {
      assertThat(peer.readUntil("\"queued\"")).doesNotContain("permessage-deflate");
    }
  }

  @Test
  void aClientMayCompressToo() throws Exception {
    try (RawPeer peer = open()) {
      peer.frame(0xc1, deflated("{\"type\":\"ping\"}"));
      assertThat(peer.readUntil("pong")).contains("{\"type\":\"pong\"}");
      // Its later frames stand alone as well, and plain ones stay welcome.
      peer.frame(0xc1, deflated("{\"type\":\"subscribe\",\"jobIds\":[]}"));
      assertThat(peer.readUntil("subscribed")).contains("{\"type\":\"subscribed\",\"jobIds\":[]}");
      peer.say("nonsense");
      assertThat(peer.closeCode()).isEqualTo(4400);
    }
  }

  @Test
  void aCompressedMessageMayComeInFragments() throws Exception {
    byte[] whole = deflated("{\"type\":\"ping\"}");
    try (RawPeer peer = open()) {
      peer.frame(0x41, Arrays.copyOf(whole, 5));
      peer.frame(0x80, Arrays.copyOfRange(whole, 5, whole.length));
      assertThat(peer.readUntil("pong")).contains("{\"type\":\"pong\"}");
    }
  }

  @Test
  void aSmallFrameMayBeABigMessage() throws Exception {
    try (RawPeer peer = open()) {
      peer.frame(0xc1, deflated("x".repeat(16 * 1_024 + 1)));
      assertThat(peer.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void whatIsNotCompressedMustNotSaySo() throws Exception {
    try (RawPeer peer = open()) {
      peer.frame(0xc1, new byte[] {(byte) 0xff, (byte) 0xff, 1, 2, 3});
      assertThat(peer.closeCode()).isEqualTo(1008);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0xa1, 0x91, 0xc9, 0xc2})
  void otherBitsAreAgainstTheProtocol(int kind) throws Exception {
    try (RawPeer peer = open()) {
      peer.frame(kind, new byte[] {'x'});
      assertThat(peer.closeCode()).isEqualTo(1008);
    }
  }
}
