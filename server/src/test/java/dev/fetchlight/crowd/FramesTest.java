package dev.fetchlight.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
  private final List<String> seen = new ArrayList<>();

  @Test
  void framesOfEveryLengthAreReadAndTheBeginningOfOneIsLeft() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(70_000);
    serverFrame(bytes, "");
    serverFrame(bytes, "a".repeat(125));
    serverFrame(bytes, "b".repeat(126));
    serverFrame(bytes, "c".repeat(65_535));
    serverFrame(bytes, "cut");
    bytes.position(bytes.position() - 1).flip();
    read(bytes);
    assertThat(seen).extracting(String::length).containsExactly(0, 125, 126, 65_535);
    assertThat(bytes.remaining()).isEqualTo(4);
  }

  @Test
  void aHeadInPartsIsWaitedFor() throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {(byte) 0x81, 126, 1});
    read(bytes);
    assertThat(seen).isEmpty();
    assertThat(bytes.remaining()).isEqualTo(3);
  }

  @Test
  void whatNoServerOfOursSendsIsAnError() {
    assertThatThrownBy(() -> read(ByteBuffer.wrap(new byte[] {1, 0})))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> read(ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 0x80, 0, 0})))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void aClientsFrameIsMasked() {
    ByteBuffer out = ByteBuffer.allocate(64);
    Frames.write(out, Frames.TEXT, Frames.utf8("Hello"));
    out.flip();
    assertThat(out.getShort()).isEqualTo((short) 0x8185);
    byte[] mask = new byte[4];
    out.get(mask);
    byte[] text = new byte[5];
    out.get(text);
    for (int at = 0; at < text.length; at++) {
      text[at] ^= mask[at % 4];
    }
    assertThat(new String(text, StandardCharsets.US_ASCII)).isEqualTo("Hello");
    assertThat(out.hasRemaining()).isFalse();
  }

  private void read(ByteBuffer bytes) throws ProtocolException {
    Frames.read(
        bytes,
        (_, from, start, to) -> {
          byte[] text = new byte[to - start];
          from.get(start, text);
          seen.add(new String(text, StandardCharsets.US_ASCII));
        });
  }

  private static void serverFrame(ByteBuffer out, String text) {
    out.put((byte) 0x81);
    if (text.length() < 126) {
      out.put((byte) text.length());
    } else {
      out.put((byte) 126).putShort((short) text.length());
    }
    out.put(text.getBytes(StandardCharsets.US_ASCII));
  }
}
