package dev.fetchlight.engine.live.list;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a list.
 *
 * @param number its place in all that was ever listed
 * @param seconds it plays
 * @param cut whether it does not go on where the one before ended
 * @param missing whether the site itself says that it is not there
 * @param lock what it is encrypted with; null where it is not
 * @param head what must be before it; null where nothing must
 */
public record Segment(
    long number,
    Piece piece,
    double seconds,
    boolean cut,
    boolean missing,
    @Nullable Lock lock,
    @Nullable Piece head) {

  /**
   * AES-128.
   *
   * @param iv 32 hexadecimal digits; null for the number of the segment
   */
  public record Lock(URI key, @Nullable String iv) {}
}
