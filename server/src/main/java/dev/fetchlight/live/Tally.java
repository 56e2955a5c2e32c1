package dev.fetchlight.live;

import java.util.List;
import java.util.stream.IntStream;

/** What one loop counts, and alone writes. */
final class Tally {
  /** Upper bounds of the delays, in milliseconds; longer ones come after the last. */
  static final List<Integer> BOUNDS = List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000);

  long sent;
  long replaced;
  long slowCloses;
  private final long[] delays = new long[BOUNDS.size() + 1];
  private double delaySeconds;

  /** So many frames were written so long after they were told. */
  void delayed(int frames, long nanos) {
    double millis = nanos / 1e6;
    int bucket = 0;
    while (bucket < BOUNDS.size() && millis > BOUNDS.get(bucket)) {
      bucket++;
    }
    delays[bucket] += frames;
    delaySeconds += frames * nanos / 1e9;
  }

  /** The counts so far, with how things stand now. */
  Counts counts(long jobs, long blocked, long oldestNanos) {
    List<Long> buckets = IntStream.range(0, delays.length).mapToObj(at -> delays[at]).toList();
    return new Counts(
        jobs,
        blocked,
        oldestNanos / 1e9,
        new Counts.Frames(sent, replaced, slowCloses),
        buckets,
        delaySeconds);
  }
}
