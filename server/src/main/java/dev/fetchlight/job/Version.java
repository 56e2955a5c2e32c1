package dev.fetchlight.job;

/**
 * The one ordering a client needs: grows with every change of a job. Facts (state changes) take the
 * next revision; ticks (progress) count within it. Packed as {@code revision × 2^20 + tick}.
 */
public record Version(long revision, int tick) implements Comparable<Version> {
  private static final int TICK_BITS = 20;
  private static final int LAST_TICK = (1 << TICK_BITS) - 1;

  static final Version FIRST = new Version(1, 0);

  /** The version that {@link #value} packed. */
  public static Version unpack(long value) {
    return new Version(value >>> TICK_BITS, (int) (value & LAST_TICK));
  }

  /** One whole number, under 2^53 for any job that lives. */
  public long value() {
    return (revision << TICK_BITS) | tick;
  }

  Version nextFact() {
    return new Version(revision + 1, 0);
  }

  /**
   * The next tick of this revision. The last one stays: after a day of progress without a single
   * fact, clients wait for the next fact rather than see versions run into the next revision.
   */
  Version nextTick() {
    return new Version(revision, Math.min(tick + 1, LAST_TICK));
  }

  @Override
  public int compareTo(Version other) {
    return Long.compare(value(), other.value());
  }
}
