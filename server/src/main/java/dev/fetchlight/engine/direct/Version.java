package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Exchange;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which version of a file an answer is of, as far as the site tells. What differs tells that two
 * answers are not of one; what is alike is a hint, and the bytes must tell.
 *
 * @param tag its ETag, strong or weak; empty where there is none, or one with nothing in it
 * @param date its Last-Modified, which says nothing of changes within a second; empty likewise
 */
record Version(String tag, String date) {
  private static final String WEAK = "W/";
  private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]{1,200}\"");
  private static final Pattern DATE = Pattern.compile("[A-Za-z0-9 ,:+-]{10,60}");

  static Version of(Exchange exchange) {
    return new Version(
        exchange.field("ETag").filter(tag -> TAG.matcher(tag).matches()).orElse(""),
        exchange.field("Last-Modified").filter(date -> DATE.matcher(date).matches()).orElse(""));
  }

  /** What a request for more of it may be bound to. */
  Optional<String> condition() {
    return tag.isEmpty() || tag.startsWith(WEAK) ? Optional.empty() : Optional.of(tag);
  }

  /** Whether the site itself says that they are not. */
  boolean contradicts(Version other) {
    return differ(opaque(), other.opaque()) || differ(date, other.date);
  }

  private String opaque() {
    return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
  }

  private static boolean differ(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }
}
