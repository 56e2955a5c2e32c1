package dev.fetchlight.engine;

import org.jspecify.annotations.Nullable;

/** Bytes a second, smoothed so that a number on a page can be read and a time left be believed. */
final class Speed {
  /** Shorter stretches say more about buffers than about the line. */
  private static final double LEAST_SECONDS = 0.25;

  /** How long a burst is remembered, in seconds. */
  private static final double MEMORY_SECONDS = 3;

  private long since;
  private long pending;
  private boolean started;
  private @Nullable Double smoothed;

  /** Bytes have come since the last call, up to now on a clock of nanoseconds. */
  void came(long bytes, long nanos) {
    if (!started) {
      started = true;
      since = nanos;
      return; // how long these took is not known
    }
    pending += bytes;
    double seconds = (nanos - since) / 1e9;
    if (seconds < LEAST_SECONDS) {
      return;
    }
    double now = pending / seconds;
    double weight = 1 - Math.exp(-seconds / MEMORY_SECONDS);
    smoothed = smoothed == null ? now : smoothed + weight * (now - smoothed);
    pending = 0;
    since = nanos;
  }

  /** Null until it can be known, and while nothing comes. */
  @Nullable Double bytesPerSecond() {
    return smoothed == null || smoothed < 1 ? null : smoothed;
  }
}
