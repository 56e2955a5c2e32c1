package dev.fetchlight.live.connection;

/**
 * Lets through at most ten frames of one job in any second: remembers when the last ones went, and
 * says how long the next must wait. A burst's first frames go at once.
 */
public final class Pace {
  private static final long WINDOW_NANOS = 1_000_000_000L;

  private static final int FRAMES = 10;

  private final long[] sent = new long[FRAMES];
  private int count;

  /** Nanoseconds until the next frame may go; 0 for now. */
  public long delay(long now) {
    return count < FRAMES ? 0 : Math.max(0, sent[count % FRAMES] + WINDOW_NANOS - now);
  }

  public void sent(long now) {
    sent[count % FRAMES] = now;
    // Kept in one period past the first round, so that it never overflows.
    count = count == 2 * FRAMES - 1 ? FRAMES : count + 1;
  }
}
