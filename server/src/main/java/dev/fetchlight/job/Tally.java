package dev.fetchlight.job;

/**
 * How a list's downloads stand.
 *
 * @param total as many as there are by now
 * @param expanding whether more may be found
 */
public record Tally(int total, int completed, int failed, int cancelled, boolean expanding) {
  public static final Tally EMPTY = new Tally(0, 0, 0, 0, true);

  /** Whether every one has come to an end. */
  public boolean over() {
    return !expanding && completed + failed + cancelled >= total;
  }
}
