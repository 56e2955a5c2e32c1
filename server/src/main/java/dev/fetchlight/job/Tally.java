package dev.fetchlight.job;

import java.util.Map;

/**
 * How a list's downloads stand.
 *
 * @param total as many as there are by now
 * @param expanding whether more may be found
 */
public record Tally(int total, int completed, int failed, int cancelled, boolean expanding) {
  public static final Tally EMPTY = new Tally(0, 0, 0, 0, true);

  /** As many as the book counts in each status. */
  public static Tally of(Map<Status, Long> counts, boolean expanding) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    return new Tally(
        (int) total,
        counts.getOrDefault(Status.COMPLETED, 0L).intValue(),
        counts.getOrDefault(Status.FAILED, 0L).intValue(),
        counts.getOrDefault(Status.CANCELLED, 0L).intValue(),
        expanding);
  }

  /** Whether every one has come to an end. */
  public boolean over() {
    return !expanding && completed + failed + cancelled >= total;
  }
}
