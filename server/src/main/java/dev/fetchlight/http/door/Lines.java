package dev.fetchlight.http.door;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers lines up to a blank one, every line ended by CR and LF and by nothing else. Looks at no
 * byte twice, however they trickle in.
 */
final class Lines {
  /** As Vert.x counts them: the first line, and all that follow it. */
  static final int MOST_FIRST = 8 * 1_024;

  private static final int MOST_REST = 8 * 1_024;

  private final List<String> found = new ArrayList<>();
  private int seen;
  private int start;

  /** Bytes of the lines that were found, with their ends and the blank line. */
  int length() {
    return seen;
  }

  /** The lines before the blank one; null while that has not come. */
  @Nullable List<String> read(ByteBuf in) {
    for (; seen < in.readableBytes(); seen++) {
      byte octet = at(in, seen);
      boolean returned = seen > start && at(in, seen - 1) == '\r';
      if ((octet == '\n') != returned) {
        throw Flaw.malformed("Every line must end with CR and LF.");
      }
      if (octet == '\n') {
        boolean blank = seen - 1 == start;
        if (blank) {
          seen++;
          return found;
        }
        found.add(
            in.toString(in.readerIndex() + start, seen - 1 - start, StandardCharsets.ISO_8859_1));
        start = seen + 1;
      }
      bound();
    }
    return null;
  }

  private void bound() {
    if (found.isEmpty() && seen - start >= MOST_FIRST) {
      throw Flaw.longLine();
    }
    if (!found.isEmpty() && seen - found.getFirst().length() >= MOST_REST) {
      throw Flaw.longHead();
    }
  }

  private static byte at(ByteBuf in, int index) {
    return in.getByte(in.readerIndex() + index);
  }
}
