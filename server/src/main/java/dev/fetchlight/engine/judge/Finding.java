package dev.fetchlight.engine.judge;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file is by its bytes.
 *
 * @param container as ffmpeg calls it, the first of its names
 * @param picture whether there is a moving picture in it
 * @param sound whether there is sound in it
 * @param promised seconds that its own head speaks of; null where it does not
 * @param there seconds up to where there are bytes for them; null where nobody has looked
 * @param size of the picture, where it is known
 */
record Finding(
    String container,
    boolean picture,
    boolean sound,
    @Nullable Double promised,
    @Nullable Double there,
    @Nullable Size size) {
  /** A head may round, and an index may count what nobody plays. */
  private static final double TOLERANCE = 0.02;

  private static final double LEAST_SECONDS = 2;

  /** Their heads count every sample. */
  private static final Set<String> COUNTED = Set.of("flac", "wv");

  private static final double LEAST_SECONDS_COUNTED = 0.5;

  /** A site rounds more, and counts what is not in the file. */
  private static final double TOLERANCE_OF_A_SITE = 0.1;

  private static final double LEAST_SECONDS_OF_A_SITE = 5;

  /** How long these are is a guess from their first bytes, until somebody has counted. */
  private static final Set<String> GUESSED = Set.of("mp3", "aac", "ac3", "eac3", "amr");

  /** The same, looked at up to its end. */
  Finding upTo(@Nullable Double seconds) {
    return new Finding(container, picture, sound, promised, seconds, size);
  }

  /** Whether only counting tells how long it is. */
  boolean guessed() {
    return there == null && GUESSED.contains(container);
  }

  /** Whether the bytes end before what the file itself says. */
  boolean cutShort() {
    if (promised == null || there == null) {
      return false;
    }
    double missing = promised - there;
    return COUNTED.contains(container)
        ? missing > LEAST_SECONDS_COUNTED
        : missing > promised * TOLERANCE && missing > Math.min(LEAST_SECONDS, promised / 4);
  }

  /**
   * Whether much is missing of what the site said.
   *
   * @param said seconds
   */
  boolean shorterThan(double said) {
    Double seconds = seconds();
    return seconds != null
        && said - seconds > Math.max(LEAST_SECONDS_OF_A_SITE, said * TOLERANCE_OF_A_SITE);
  }

  /** Playing time in seconds, where it is known. */
  @Nullable Double seconds() {
    return there == null && !guessed() ? promised : there;
  }
}
