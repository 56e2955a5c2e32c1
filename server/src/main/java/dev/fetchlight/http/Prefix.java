package dev.fetchlight.http;

import org.jspecify.annotations.Nullable;

/**
 * The path below which everything may lie, since a front server may pass it on or take it off.
 *
 * @param path such as {@code /media}; empty for none
 */
record Prefix(String path) {
  /** The path of a request as it is without the base. */
  String within(@Nullable String asked) {
    if (asked == null) {
      return "";
    }
    return below(asked) ? asked.substring(path.length()) : asked;
  }

  /** Whether a path lies below the base, and has to be taken off it. */
  boolean below(String asked) {
    return !path.isEmpty() && asked.startsWith(path + "/");
  }
}
