package dev.fetchlight.engine.judge;

import org.jspecify.annotations.Nullable;

/**
 * What a file is by its bytes.
 *
 * @param container as ffmpeg calls it, the first of its names
 * @param picture whether there is a moving picture in it
 * @param sound whether there is sound in it
 * @param promised seconds that its own head speaks of; null where it does not
 * @param there seconds up to where there are bytes for them; null where nobody has looked
 */
record Finding(
    String container,
    boolean picture,
    boolean sound,
    @Nullable Double promised,
    @Nullable Double there) {
  /** A head may round, and an index may count what nobody plays. */
  private static final double TOLERANCE = 0.1;

  private static final double LEAST_SECONDS = 2;

  /** Whether the bytes end before what the file itself says. */
  boolean cutShort() {
    return promised != null
        && there != null
        && there < promised * (1 - TOLERANCE) - LEAST_SECONDS / 2
        && there < promised - Math.min(LEAST_SECONDS, promised / 4);
  }

  /** Playing time in seconds, where it is known. */
  @Nullable Double seconds() {
    return there == null ? promised : there;
  }
}
