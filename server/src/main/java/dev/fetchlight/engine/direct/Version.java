package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Exchange;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which version of a file an answer is of, as far as the site tells. Only the same strong tag
 * proves that two answers are of one; all else that is alike is a hint, and the bytes must tell.
 *
 * @param tag its ETag, strong or weak; empty where there is none
 * @param date its Last-Modified, which says nothing of changes within a second; empty likewise
 */
record Version(String tag, String date) {
  private static final String WEAK = "W/";
  private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e]{0,200}\"");
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

  /** Whether it is proven that both are the same. */
  boolean proves(Version other) {
    return condition().isPresent() && tag.equals(other.tag);
  }

  /** Whether the site itself says that they are not. */
  boolean contradicts(Version other) {
    return differ(opaque(), other.opaque()) || (!proves(other) && differ(date, other.date));
  }

  private String opaque() {
    return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
  }

  private static boolean differ(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }
}
