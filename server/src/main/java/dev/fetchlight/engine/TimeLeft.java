package dev.fetchlight.engine;

import org.jspecify.annotations.Nullable;

/**
 * Seconds left, as they can be shown: a clock that runs down, and that every estimate moves a
 * little towards itself. A number that jumps is not believed, even when it is right.
 */
final class TimeLeft {
  /** Seconds until a new truth has mostly been taken over. */
  private static final double INERTIA = 10;

  private long at;
  private @Nullable Double shown;

  /**
   * Takes in an estimate made at a moment on a clock of nanoseconds.
   *
   * @param seconds left; null where nobody can tell
   */
  @Nullable Long now(@Nullable Double seconds, long nanos) {
    if (seconds == null || shown == null) {
      shown = seconds;
    } else {
      double passed = Math.max(0, (nanos - at) / 1e9);
      double expected = Math.max(0, shown - passed);
      shown = expected + (seconds - expected) * (1 - Math.exp(-passed / INERTIA));
    }
    at = nanos;
    return shown == null ? null : (long) Math.ceil(shown);
  }
}
