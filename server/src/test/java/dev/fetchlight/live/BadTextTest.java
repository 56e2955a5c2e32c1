package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not UTF-8 ends a socket with 1007 as soon as that shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadTextTest {
  private static final int TEXT = 0x81;
  private static final int FIRST = 0x01;
  private static final int MORE = 0x00;
  private static final int LAST = 0x80;
  private static final int DEFLATED = 0x40;
  private static final int CLOSE = 0x88;
  private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate";

  private Service service;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    service = new Service(folder);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] deflated(byte[] text) {
    Deflater deflater = new Deflater(6, true);
    deflater.setInput(text);
    byte[] out = new byte[text.length + 100];
    int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Arrays.copyOf(out, length - 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff",
        "80",
        "bf",
        "c0af",
        "c080",
        "c1bf",
        "e080af",
        "f08080af",
        "e09fbf",
        "f08fbfbf",
        "eda080",
        "edbfbf",
        "eda080edb080",
        "f4908080",
        "f5808080",
        "f8888080",
        "fe",
        "fc8080808080",
        "c3",
        "e282",
        "f09f98",
        "c328",
        "e228a1",
        "e28228",
        "f0288cbc",
        "f09f28bc",
        "cebae1bdb9cf83cebcceb5eda080656469746564",
        "6162c3"
      })
  void aWholeText(String hex) throws IOException {
    try (RawPeer peer = new RawPeer(service, "/ws")) {
      peer.frame(TEXT, bytes(hex));
      assertThat(peer.closeCode()).isEqualTo(1007);
    }
    try (RawPeer peer = new RawPeer(service, "/ws", OFFER)) {
      peer.frame(TEXT | DEFLATED, deflated(bytes(hex)));
      assertThat(peer.closeCode()).as("compressed").isEqualTo(1007);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ff", "c0", "c328", "e0809f", "eda0", "f490", "f08f", "f5", "e28228", "f09f28"})
  void aTextInPiecesEndsWithItsFirstBadByte(String hex) throws IOException {
    byte[] bad = bytes(hex);
    try (RawPeer peer = new RawPeer(service, "/ws")) {
      peer.frame(FIRST, "{".getBytes(StandardCharsets.UTF_8));
      for (byte each : bad) {
        peer.frame(MORE, new byte[] {each});
      }
      // No last frame comes: it is not waited for.
      assertThat(peer.closeCode()).isEqualTo(1007);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes("{\"type\":\"".getBytes(StandardCharsets.UTF_8));
    text.writeBytes(bad);
    text.writeBytes(new byte[3_000]);
    byte[] whole = deflated(text.toByteArray());
    try (RawPeer peer = new RawPeer(service, "/ws", OFFER)) {
      int half = whole.length / 2;
      peer.frame(FIRST | DEFLATED, Arrays.copyOf(whole, half));
      peer.frame(MORE, Arrays.copyOfRange(whole, half, whole.length));
      assertThat(peer.closeCode()).as("compressed").isEqualTo(1007);
    }
  }

  @Test
  void aCharacterMayLieInSeveralFrames() throws IOException {
    byte[] text = "{\"type\":\"ping\",\"κόσμε😀\":1}".getBytes(StandardCharsets.UTF_8);
    try (RawPeer peer = new RawPeer(service, "/ws")) {
      inPieces(peer, 0, text);
      assertThat(peer.readUntil("no field")).contains("There is no field");
    }
    try (RawPeer peer = new RawPeer(service, "/ws", OFFER)) {
      inPieces(peer, DEFLATED, deflated(text));
      assertThat(peer.readUntil("no field")).contains("There is no field");
    }
  }

  private static void inPieces(RawPeer peer, int bits, byte[] text) throws IOException {
    for (int at = 0; at < text.length; at++) {
      boolean last = at == text.length - 1;
      peer.frame((at == 0 ? FIRST | bits : MORE) | (last ? LAST : 0), new byte[] {text[at]});
    }
  }

  @Test
  void aPingBetweenPiecesChangesNothing() throws IOException {
    try (RawPeer peer = new RawPeer(service, "/ws")) {
      peer.frame(FIRST, "pi".getBytes(StandardCharsets.UTF_8));
      peer.frame(0x89, bytes("ff"));
      peer.frame(LAST, "ng".getBytes(StandardCharsets.UTF_8));
      assertThat(peer.readUntil("pong")).contains("{\"type\":\"pong\"}");
    }
  }

  @Test
  void aMessageInVeryManyPiecesIsRead() throws IOException {
    byte[] text = ("{\"type\":\"ping\"" + " ".repeat(3_000) + "}").getBytes(StandardCharsets.UTF_8);
    try (RawPeer peer = new RawPeer(service, "/ws")) {
      inPieces(peer, 0, text);
      assertThat(peer.readUntil("pong")).contains("{\"type\":\"pong\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"03e8ff", "03e8c0af", "03e8eda080", "03e8616263e282"})
  void theReasonOfACloseIsTextToo(String hex) throws IOException {
    try (RawPeer peer = new RawPeer(service, "/ws")) {
      peer.frame(CLOSE, bytes(hex));
      assertThat(peer.closeCode()).isEqualTo(1007);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-WebSocket-Version: 12 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 426",
        "Sec-WebSocket-Version: 8 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 426",
        "Sec-WebSocket-Version: 0 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 426",
        "Sec-WebSocket-Version: 13, 8 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 426",
        "X: y | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 426",
        "Sec-WebSocket-Version: 13 | X: y | 400",
        "Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: | 400",
        "Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: x | 400",
        "Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ | 400",
        "Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQAA | 400",
        "Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZR== | 400",
        "Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j ZQ== | 400",
        "Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ== | 400",
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 400",
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 13 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 426",
        "Sec-WebSocket-Version: 13\r\nOrigin: http://127.0.0.1 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: http://127.0.0.1 | 400"
      })
  void aHandshakeThatIsNone(String headers) throws IOException {
    String[] parts = headers.split(" \\| ", -1);
    String head =
        "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + parts[0]
            + "\r\n"
            + parts[1]
            + "\r\n\r\n";
    try (RawPeer peer = RawPeer.saying(service, head)) {
      String answer = peer.readUntil("\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 " + parts[2]);
      if (parts[2].equals("426")) {
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("sec-websocket-version: 13");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /ws HTTP/1.0\r\nUpgrade: websocket\r\nConnection: Upgrade",
        "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: keep-alive",
        "GET /ws HTTP/1.1\r\nUpgrade: websocket",
        "GET /ws HTTP/1.1\r\nUpgrade: xwebsocket\r\nConnection: Upgrade",
        "GET /ws HTTP/1.1\r\nConnection: Upgrade",
        "POST /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade"
      })
  void whatAsksForNoUpgrade(String start) throws IOException {
    String head =
        start
            + "\r\nHost: 127.0.0.1\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    try (RawPeer peer = RawPeer.saying(service, head)) {
      assertThat(peer.readUntil("\r\n\r\n")).matches("(?s)HTTP/1\\.[01] 4\\d\\d .*");
    }
  }
}
