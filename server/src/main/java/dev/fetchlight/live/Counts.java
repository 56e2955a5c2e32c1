package dev.fetchlight.live;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How watching goes on this node.
 *
 * @param jobs watched, counted on each event loop
 * @param blocked connections whose kernel queue is full now
 * @param oldestSeconds how long the longest of those has been so
 * @param delays frames by publish-to-write delay, a bucket for each of {@link #BOUNDS} and one
 *     beyond
 * @param delaySeconds sum of those delays
 */
public record Counts(
    long jobs,
    long blocked,
    double oldestSeconds,
    Frames frames,
    List<Long> delays,
    double delaySeconds) {
  /** Upper bounds of the delays, in milliseconds. */
  public static final List<Integer> BOUNDS = Tally.BOUNDS;

  static final Counts NONE =
      new Counts(0, 0, 0, new Frames(0, 0, 0), Collections.nCopies(Tally.BOUNDS.size() + 1, 0L), 0);

  public Counts {
    delays = List.copyOf(delays);
  }

  /**
   * Since the start.
   *
   * @param sent handed to the kernel
   * @param replaced by a newer state before they were sent
   * @param slowCloses connections closed since they took nothing for 30 s
   */
  public record Frames(long sent, long replaced, long slowCloses) {}

  Counts plus(Counts other) {
    return new Counts(
        jobs + other.jobs,
        blocked + other.blocked,
        Math.max(oldestSeconds, other.oldestSeconds),
        new Frames(
            frames.sent + other.frames.sent,
            frames.replaced + other.frames.replaced,
            frames.slowCloses + other.frames.slowCloses),
        IntStream.range(0, delays.size())
            .mapToObj(at -> delays.get(at) + other.delays.get(at))
            .toList(),
        delaySeconds + other.delaySeconds);
  }
}
