package dev.fetchlight.engine;

import org.jspecify.annotations.Nullable;

/**
 * Bytes a second, twice: as people like to read it, and as steady as a time left must rest on. Each
 * is what came over the time it took, where older stretches count less and less.
 */
final class Speed {
  /** Shorter stretches say more about buffers than about the line. */
  private static final double LEAST_SECONDS = 0.25;

  /** Over longer ones the line stood still; that says nothing of how fast it is. */
  private static final double MOST_SECONDS = 5;

  private static final double SETTLED_SECONDS = 1;

  private final Average shown = new Average(3);
  private final Average steady = new Average(20);
  private long since;
  private long pending;
  private boolean started;

  /** Bytes have come since the last call, up to now on a clock of nanoseconds. */
  void came(long bytes, long nanos) {
    double seconds = (nanos - since) / 1e9;
    if (!started || seconds > MOST_SECONDS) {
      started = true;
      since = nanos;
      pending = 0;
      return; // how long these took is not known
    }
    pending += bytes;
    if (seconds < LEAST_SECONDS) {
      return;
    }
    shown.add(pending, seconds);
    steady.add(pending, seconds);
    pending = 0;
    since = nanos;
  }

  /** Null until it can be known, and while nothing comes. */
  @Nullable Double bytesPerSecond() {
    return shown.perSecond();
  }

  /** Over a longer time; null while that is too short to rest anything on. */
  @Nullable Double steadyBytesPerSecond() {
    return steady.seconds < SETTLED_SECONDS ? null : steady.perSecond();
  }

  private static final class Average {
    private final double memory;
    private double bytes;
    private double seconds;

    /**
     * @param memory seconds until a stretch counts for a third
     */
    Average(double memory) {
      this.memory = memory;
    }

    void add(long came, double took) {
      double kept = Math.exp(-took / memory);
      bytes = bytes * kept + came;
      seconds = seconds * kept + took;
    }

    @Nullable Double perSecond() {
      return seconds == 0 || bytes / seconds < 1 ? null : bytes / seconds;
    }
  }
}
