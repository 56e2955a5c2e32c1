package dev.fetchlight.engine.live.list;

import java.net.URI;

/**
 * A file, or a stretch of one.
 *
 * @param length in bytes; -1 for all that there is
 */
public record Piece(URI uri, long from, long length) {
  private static final long ALL = -1;

  /** The whole of it. */
  public static Piece whole(URI uri) {
    return new Piece(uri, 0, ALL);
  }

  public boolean part() {
    return length != ALL;
  }

  /** The value of a Range header. */
  public String range() {
    return "bytes=" + from + "-" + (from + length - 1);
  }
}
