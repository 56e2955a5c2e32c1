package dev.fetchlight.live.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Frames for those who agreed to permessage-deflate (RFC 7692). States are compressed each by
 * itself, without the context of earlier ones: so one compressed frame serves all, and a connection
 * keeps no compressor. Belongs to one thread.
 */
public final class DeflatedFrames implements Wire {
  /** The first bit beside the final one tells that the message is compressed. */
  private static final int DEFLATED_TEXT = 0xc1;

  private static final int LEVEL = 6;

  /** Every flush ends with these, which are not sent. */
  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  private final Deflater deflater = new Deflater(LEVEL, true);
  private final Inflater inflater = new Inflater(true);

  /** A state's frame without its header. */
  public byte[] deflated(Envelope envelope) {
    ByteBuffer text = envelope.frame().duplicate();
    // Text that cannot be made smaller grows by a few bytes a block.
    byte[] bytes = new byte[text.remaining() + text.remaining() / 100 + 64];
    deflater.reset();
    deflater.setInput(text);
    int length = deflater.deflate(bytes, 0, bytes.length, Deflater.SYNC_FLUSH);
    return Arrays.copyOf(bytes, length - TAIL.length);
  }

  /** Puts the header before what {@link #deflated} has made. */
  public void frame(byte[] deflated, ByteBuf out) {
    WebSocketFrames.frame(DEFLATED_TEXT, ByteBuffer.wrap(deflated), out);
  }

  /** What a client has compressed; not more than one byte over {@code most}. */
  public byte[] inflated(byte[] message, int most) throws DataFormatException {
    byte[] whole = Arrays.copyOf(message, message.length + TAIL.length);
    System.arraycopy(TAIL, 0, whole, message.length, TAIL.length);
    inflater.reset();
    inflater.setInput(whole);
    byte[] text = new byte[most + 1];
    return Arrays.copyOf(text, inflater.inflate(text));
  }

  @Override
  public void status(Envelope envelope, ByteBuf out) {
    frame(deflated(envelope), out);
  }

  @Override
  public void message(Message message, ByteBuf out) {
    WebSocketFrames.WIRE.message(message, out);
  }

  @Override
  public void signOfLife(ByteBuf out) {
    WebSocketFrames.WIRE.signOfLife(out);
  }

  @Override
  public void pause(int millis, ByteBuf out) {
    WebSocketFrames.WIRE.pause(millis, out);
  }

  @Override
  public void end(Closing why, ByteBuf out) {
    WebSocketFrames.WIRE.end(why, out);
  }
}
