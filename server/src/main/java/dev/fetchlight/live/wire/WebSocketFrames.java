package dev.fetchlight.live.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Whole unmasked frames of a WebSocket (RFC 6455, 5.2).
 *
 * @param linkPrefix what links begin with; empty where they begin with their path
 */
public record WebSocketFrames(String linkPrefix) implements Wire {
  /** The one that nearly all have. */
  public static final WebSocketFrames WIRE = new WebSocketFrames("");

  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;
  private static final int SHORT_LENGTH = 126;
  private static final int LONG_LENGTH = 127;

  @Override
  public void status(Envelope envelope, ByteBuf out) {
    frame(TEXT, Links.absolute(envelope.frame().duplicate(), linkPrefix), out);
  }

  @Override
  public void message(Message message, ByteBuf out) {
    frame(TEXT, utf8(message.json()), out);
  }

  @Override
  public void signOfLife(ByteBuf out) {
    frame(PING, ByteBuffer.allocate(0), out);
  }

  @Override
  public void pause(int millis, ByteBuf out) {
    message(Messages.bye(millis), out);
  }

  @Override
  public void end(Closing why, ByteBuf out) {
    ByteBuffer words = utf8(why.words());
    frame(
        CLOSE,
        ByteBuffer.allocate(2 + words.remaining()).putShort(why.code()).put(words).flip(),
        out);
  }

  /** The answer to a client's ping frame. */
  public void pong(ByteBuf payload, ByteBuf out) {
    frame(PONG, payload.nioBuffer(), out);
  }

  static void frame(int kind, ByteBuffer payload, ByteBuf out) {
    int length = payload.remaining();
    out.writeByte(kind);
    if (length < SHORT_LENGTH) {
      out.writeByte(length);
    } else if (length <= 0xffff) {
      out.writeByte(SHORT_LENGTH).writeShort(length);
    } else {
      out.writeByte(LONG_LENGTH).writeLong(length);
    }
    out.writeBytes(payload);
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
