package dev.fetchlight.crowd;

import java.util.Arrays;

/** When each version reached its first client and its last, for the newest versions. */
final class Spreads {
  private static final int SLOTS = 8_192;

  private final long[] versions = new long[SLOTS];
  private final long[] first = new long[SLOTS];
  private final long[] last = new long[SLOTS];
  private final int[] counts = new int[SLOTS];

  void add(long version, long now) {
    int slot = (int) (version & (SLOTS - 1));
    if (versions[slot] != version || counts[slot] == 0) {
      versions[slot] = version;
      first[slot] = now;
      counts[slot] = 0;
    }
    last[slot] = now;
    counts[slot]++;
  }

  void clear() {
    Arrays.fill(counts, 0);
  }

  /** How long each version took from the first client to the last. */
  Histogram durations() {
    Histogram durations = new Histogram();
    for (int slot = 0; slot < SLOTS; slot++) {
      if (counts[slot] > 1) {
        durations.add(last[slot] - first[slot]);
      }
    }
    return durations;
  }
}
