package dev.fetchlight.live.connection;

import dev.fetchlight.live.wire.Closing;
import dev.fetchlight.live.wire.DeflatedFrames;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** A client's message that comes in several frames, or compressed, put together and judged. */
public final class Fragments {
  /** From then on a compressed message is looked into whenever its frames have doubled. */
  private static final int LOOKED_INTO_EACH = 64;

  private final @Nullable DeflatedFrames deflated;
  private final int most;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final Utf8 utf8 = new Utf8();
  private byte[] text = {};
  private int frames;

  /**
   * @param deflated how to read it where it is compressed; null where it is not
   * @param most bytes that it may have
   */
  public Fragments(@Nullable DeflatedFrames deflated, int most) {
    this.deflated = deflated;
    this.most = most;
  }

  /** Takes what came next; gives why the connection ends, where it does. */
  public @Nullable Closing add(ByteBuf content, boolean last) {
    byte[] piece = new byte[content.readableBytes()];
    content.getBytes(content.readerIndex(), piece);
    received.writeBytes(piece);
    frames++;
    if (received.size() > most) {
      return Closing.TOO_BIG;
    }
    if (deflated == null) {
      return utf8.accepts(piece, last) ? null : Closing.NOT_UTF_8;
    }
    boolean due = frames <= LOOKED_INTO_EACH || Integer.bitCount(frames) == 1;
    return last || due ? inflate(deflated, last) : null;
  }

  /** No inflater is kept for it: it is read anew from its beginning. */
  private @Nullable Closing inflate(DeflatedFrames frames, boolean last) {
    byte[] before = text;
    try {
      text = frames.inflated(received.toByteArray(), most, last);
    } catch (DataFormatException e) {
      return Closing.POLICY;
    }
    if (text.length > most) {
      return Closing.TOO_BIG;
    }
    byte[] piece = Arrays.copyOfRange(text, before.length, text.length);
    return utf8.accepts(piece, last) ? null : Closing.NOT_UTF_8;
  }

  /** All of it, once the last frame was taken. */
  public String text() {
    return deflated == null
        ? received.toString(StandardCharsets.UTF_8)
        : new String(text, StandardCharsets.UTF_8);
  }
}
