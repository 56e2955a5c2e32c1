package dev.fetchlight.engine.direct;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of bytes of a file.
 *
 * @param from its first byte
 * @param to the byte behind its last
 */
record Span(long from, long to) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

  long length() {
    return to - from;
  }

  /** As {@link #toString} writes it. */
  static Optional<Span> parse(String text) {
    Matcher numbers = TEXT.matcher(text);
    if (!numbers.matches()) {
      return Optional.empty();
    }
    Span span = new Span(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)));
    return span.length() > 0 ? Optional.of(span) : Optional.empty();
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
