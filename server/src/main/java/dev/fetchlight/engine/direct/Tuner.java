package dev.fetchlight.engine.direct;

import java.util.concurrent.TimeUnit;

/**
 * How many connections pay: sees what one brings, then what many bring, and keeps as many as the
 * gain is worth. Not safe for use by several threads.
 */
final class Tuner {
  static final int MOST = 8;

  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A connection that speeds up does so from one answer to the next: what is shorter says less. */
  private static final int LATENCIES = 2;

  /** What gets faster by more than that from one look to the next is still speeding up. */
  private static final double STEADY = 1.25;

  /** So many looks, and it is fast enough to be judged. */
  private static final int LOOKS = 6;

  /** What many must bring over one to be worth the while. */
  private static final double GAIN = 1.4;

  /** What is over sooner than that is not worth the effort. */
  private static final double LEAST_SECONDS = 1;

  private int wanted = 1;
  private boolean settled;

  /** Bytes a second of the first connection; 0 before they are known. */
  private double alone;

  private boolean looking;
  private int looks;
  private double last;
  private long since;
  private long bytesThen;

  int wanted() {
    return wanted;
  }

  boolean settled() {
    return settled;
  }

  /** From now on it shall be so many and no more. */
  void settle(int connections) {
    wanted = Math.clamp(connections, 1, MOST);
    settled = true;
  }

  /**
   * Takes in where the download stands.
   *
   * @param flowing whether all wanted connections bring bytes
   * @param latencyNanos how long the slowest of them took to bring the first
   * @param nanos a clock that only runs forward
   */
  void measure(long bytes, long missing, boolean flowing, long latencyNanos, long nanos) {
    if (settled) {
      return;
    }
    if (!flowing || !looking) {
      begin(bytes, nanos);
      looking = flowing;
      looks = 0;
      last = 0;
      return;
    }
    if (nanos - since < Math.clamp(LATENCIES * latencyNanos, SHORTEST_NANOS, LONGEST_NANOS)) {
      return;
    }
    double rate = (bytes - bytesThen) * 1e9 / (nanos - since);
    begin(bytes, nanos);
    looks++;
    boolean steady = rate <= last * STEADY || looks == LOOKS;
    last = rate;
    if (alone == 0 && missing < rate * LEAST_SECONDS) {
      settle(1);
    } else if (steady && rate > 0) {
      judge(rate);
    }
  }

  private void judge(double rate) {
    if (alone == 0) {
      alone = rate;
      wanted = MOST;
      looking = false;
    } else {
      settle(rate < alone * GAIN ? 1 : (int) Math.ceil(rate / alone));
    }
  }

  private void begin(long bytes, long nanos) {
    since = nanos;
    bytesThen = bytes;
  }
}
