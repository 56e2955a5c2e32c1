package dev.fetchlight.job.spec;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of the media, in seconds from its beginning.
 *
 * @param from null for the beginning
 * @param to after {@code from}; null for the end
 */
public record Clip(@Nullable Double from, @Nullable Double to) {
  /** No media is longer. */
  private static final double MOST_SECONDS = 1e6;

  public Clip {
    if (!valid(from, to)) {
      throw new IllegalArgumentException("no stretch: " + from + " to " + to);
    }
  }

  /** Whether there is such a stretch. */
  public static boolean valid(@Nullable Double from, @Nullable Double to) {
    double start = from == null ? 0 : from;
    double end = to == null ? MOST_SECONDS : to;
    return (from != null || to != null) && start >= 0 && start < end && end <= MOST_SECONDS;
  }
}
