package dev.fetchlight.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one range of bytes that a {@code Range} header asks for (RFC 9110, 14). */
record ByteRange(long offset, long length) {
  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** What a header asks of a file. */
  sealed interface Asked {}

  /** Everything: there is no header, or one that a server may pass over. */
  record Whole() implements Asked {}

  /** One part. */
  record Part(ByteRange range) implements Asked {}

  /** A part that begins after the file's end. */
  record Unsatisfiable() implements Asked {}

  static Asked of(@Nullable String header, long size) {
    Matcher asked = SINGLE.matcher(header == null ? "" : header.replace(" ", ""));
    if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      return new Whole();
    }
    if (asked.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(asked.group(2)), size);
      return last == 0 ? new Unsatisfiable() : new Part(new ByteRange(size - last, last));
    }
    long first = Long.parseLong(asked.group(1));
    long end = asked.group(2).isEmpty() ? size - 1 : Long.parseLong(asked.group(2));
    if (end < first && !asked.group(2).isEmpty()) {
      return new Whole();
    }
    return first >= size
        ? new Unsatisfiable()
        : new Part(new ByteRange(first, Math.min(end, size - 1) - first + 1));
  }

  String contentRange(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }
}
