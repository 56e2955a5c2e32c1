package dev.fetchlight.live.connection;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Judges a text that comes in pieces, which may end in the middle of a character: the first byte
 * that cannot stand in UTF-8 is found at once, and not at the end.
 */
public final class Utf8 {
  private static final int LONGEST = 4;
  private static final byte SURROGATES = (byte) 0xed;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final byte[] begun = new byte[LONGEST];
  private int kept;

  /**
   * Whether the text so far can be UTF-8.
   *
   * @param last whether nothing more comes
   */
  public boolean accepts(byte[] piece, boolean last) {
    ByteBuffer bytes = ByteBuffer.allocate(kept + piece.length);
    bytes.put(begun, 0, kept).put(piece).flip();
    CharBuffer nowhere = CharBuffer.allocate(bytes.remaining());
    CoderResult result = decoder.reset().decode(bytes, nowhere, last);
    if (result.isError()) {
      return false;
    }
    kept = bytes.remaining();
    bytes.get(begun, 0, kept);
    // The decoder knows half of a surrogate only by its third byte.
    return kept < 2 || begun[0] != SURROGATES || (begun[1] & 0xff) < 0xa0;
  }
}
