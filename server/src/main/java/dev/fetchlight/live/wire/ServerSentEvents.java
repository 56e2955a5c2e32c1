package dev.fetchlight.live.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events, as the WHATWG's HTML standard has them.
 *
 * @param chunked whether they travel in HTTP/1.1 chunks; bare ones end with the connection
 * @param linkPrefix what links begin with; empty where they begin with their path
 */
public record ServerSentEvents(boolean chunked, String linkPrefix) implements Wire {
  /** In HTTP/1.1 chunks. */
  public static final ServerSentEvents CHUNKED = new ServerSentEvents(true, "");

  /** As they are. */
  public static final ServerSentEvents BARE = new ServerSentEvents(false, "");

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final byte[] END_OF_EVENT = ascii("\n\n");

  @Override
  public void status(Envelope envelope, ByteBuf out) {
    event(
        "event: status\nid: " + envelope.version().value() + "\ndata: ",
        Links.absolute(Messages.download(envelope.frame()), linkPrefix),
        out);
  }

  @Override
  public void message(Message message, ByteBuf out) {
    byte[] json = message.json().getBytes(StandardCharsets.UTF_8);
    event("event: " + message.type() + "\ndata: ", ByteBuffer.wrap(json), out);
  }

  @Override
  public void signOfLife(ByteBuf out) {
    event(":", NOTHING, out);
  }

  @Override
  public void pause(int millis, ByteBuf out) {
    event("retry: " + millis, NOTHING, out);
  }

  @Override
  public void end(Closing why, ByteBuf out) {
    if (chunked) {
      out.writeBytes(ascii("0\r\n\r\n"));
    }
  }

  private void event(String head, ByteBuffer data, ByteBuf out) {
    if (chunked) {
      int size = head.length() + data.remaining() + END_OF_EVENT.length;
      out.writeBytes(ascii(Integer.toHexString(size) + "\r\n"));
    }
    out.writeBytes(ascii(head)).writeBytes(data.duplicate()).writeBytes(END_OF_EVENT);
    if (chunked) {
      out.writeBytes(ascii("\r\n"));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
