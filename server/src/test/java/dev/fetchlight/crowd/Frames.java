package dev.fetchlight.crowd;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** WebSocket frames (RFC 6455, 5.2): reads a server's, writes a client's. */
final class Frames {
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int WHOLE = 0x80;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  /** Any will do against a server; a browser's has to be a secret for the sake of proxies. */
  private static final int MASK = 0x5a17c3e9;

  private Frames() {}

  /** Takes whole frames. */
  @FunctionalInterface
  interface Sink {
    /** The payload lies in the buffer from {@code from} to {@code to}, exclusive. */
    void frame(int opcode, ByteBuffer bytes, int from, int to) throws ProtocolException;
  }

  /** Hands on all whole frames; what is left of the buffer is the beginning of one. */
  static void read(ByteBuffer bytes, Sink sink) throws ProtocolException {
    while (bytes.remaining() >= 2) {
      int at = bytes.position();
      int head = bytes.get(at);
      int length = bytes.get(at + 1);
      int from = at + 2;
      if (length == TWO_BYTES) {
        if (bytes.remaining() < 4) {
          return;
        }
        length = bytes.getShort(at + 2) & 0xffff;
        from = at + 4;
      } else if (length < 0 || length == EIGHT_BYTES) {
        throw new ProtocolException("a masked frame, or one of more than 64 KiB");
      }
      if ((head & WHOLE) == 0) {
        throw new ProtocolException("a frame in parts");
      }
      int to = from + length;
      if (to > bytes.limit()) {
        return;
      }
      bytes.position(to);
      sink.frame(head & 0xf, bytes, from, to);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Appends a masked frame. */
  static void write(ByteBuffer out, int opcode, byte[] payload) {
    out.put((byte) (WHOLE | opcode));
    if (payload.length < TWO_BYTES) {
      out.put((byte) (MASKED | payload.length));
    } else {
      out.put((byte) (MASKED | TWO_BYTES)).putShort((short) payload.length);
    }
    out.putInt(MASK);
    for (int at = 0; at < payload.length; at++) {
      out.put((byte) (payload[at] ^ (MASK >> (8 * (3 - (at & 3))))));
    }
  }
}
