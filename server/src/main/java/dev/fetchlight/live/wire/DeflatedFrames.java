package dev.fetchlight.live.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Frames for those who agreed to permessage-deflate (RFC 7692). A state is compressed by itself, or
 * against states that some clients got last, which are what the window of their inflaters ends
 * with: so one compressed frame serves many, and a connection keeps no compressor. Belongs to one
 * thread.
 */
public final class DeflatedFrames implements Wire {
  /** The first bit beside the final one tells that the message is compressed. */
  private static final int DEFLATED_TEXT = 0xc1;

  private static final int LEVEL = 6;

  /** An inflater looks back no further. */
  private static final int WINDOW = 32 * 1_024;

  /** Every flush ends with these, which are not sent. */
  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  private final Deflater deflater;
  private final Inflater inflater;
  private final boolean context;

  /** For clients that keep the window of their inflater from one message to the next. */
  public DeflatedFrames() {
    this(new Deflater(LEVEL, true), new Inflater(true), true);
  }

  private DeflatedFrames(Deflater deflater, Inflater inflater, boolean context) {
    this.deflater = deflater;
    this.inflater = inflater;
    this.context = context;
  }

  /** The same, for clients that asked for no context. */
  public DeflatedFrames withoutContext() {
    return new DeflatedFrames(deflater, inflater, false);
  }

  /** Whether a frame may refer to those before it. */
  public boolean keepsContext() {
    return context;
  }

  /** A state's frame without its header, compressed by itself. */
  public byte[] alone(Envelope envelope) {
    deflater.reset();
    return deflated(envelope);
  }

  /** Puts the header before what {@link #alone} has made. */
  public void frame(byte[] deflated, ByteBuf out) {
    WebSocketFrames.frame(DEFLATED_TEXT, ByteBuffer.wrap(deflated), out);
  }

  /** The {@link #status status} that is written next follows these, and each later one it too. */
  public void follow(List<Envelope> last) {
    int first = last.size();
    for (int bytes = 0; first > 0 && bytes < WINDOW; first--) {
      bytes += last.get(first - 1).frame().remaining();
    }
    deflater.reset();
    for (Envelope each : last.subList(first, last.size())) {
      deflater.setDictionary(each.frame().duplicate());
    }
  }

  private byte[] deflated(Envelope envelope) {
    ByteBuffer text = envelope.frame().duplicate();
    // Text that cannot be made smaller grows by a few bytes a block.
    byte[] bytes = new byte[text.remaining() + text.remaining() / 100 + 64];
    deflater.setInput(text);
    int length = deflater.deflate(bytes, 0, bytes.length, Deflater.SYNC_FLUSH);
    return Arrays.copyOf(bytes, length - TAIL.length);
  }

  /**
   * What a client has compressed; not more than one byte over {@code most}.
   *
   * @param whole whether the message ends here
   */
  public byte[] inflated(byte[] message, int most, boolean whole) throws DataFormatException {
    byte[] input = whole ? Arrays.copyOf(message, message.length + TAIL.length) : message;
    if (whole) {
      System.arraycopy(TAIL, 0, input, message.length, TAIL.length);
    }
    inflater.reset();
    inflater.setInput(input);
    byte[] text = new byte[most + 1];
    return Arrays.copyOf(text, inflater.inflate(text));
  }

  /** Compressed against what it {@link #follow follows}. */
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
