package dev.fetchlight.engine.direct;

/**
 * How many connections pay: begins with one, and doubles them while the whole gets faster by enough
 * and enough is left to fetch. Not safe for use by several threads.
 */
final class Tuner {
  static final int MOST = 8;

  /** Shorter stretches of time say more about buffers than about the line. */
  private static final long WINDOW_NANOS = 250_000_000;

  /** New connections need a while to come up to speed. */
  private static final int WINDOWS = 3;

  /** What more connections must bring, as a share of what they would bring at best. */
  private static final double GAIN = 0.4;

  /** What is over sooner than that is not worth the effort. */
  private static final double LEAST_SECONDS = 1.5;

  private int wanted = 1;
  private int before;
  private boolean settled;
  private boolean measuring;
  private int windows;
  private double base;
  private long since;
  private long bytesThen;

  int wanted() {
    return wanted;
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
   * @param nanos a clock that only runs forward
   */
  void measure(long bytes, long missing, boolean flowing, long nanos) {
    if (settled) {
      return;
    }
    if (!flowing || !measuring) {
      begin(bytes, nanos);
      measuring = flowing;
      return;
    }
    if (nanos - since < WINDOW_NANOS) {
      return;
    }
    double rate = (bytes - bytesThen) * 1e9 / (nanos - since);
    begin(bytes, nanos);
    windows++;
    if (before == 0 || rate >= base * (1 + GAIN * (wanted - before) / before)) {
      grow(rate, missing);
    } else if (windows == WINDOWS) {
      settle(before);
    }
  }

  private void grow(double rate, long missing) {
    if (wanted == MOST || missing < rate * LEAST_SECONDS) {
      settle(wanted);
      return;
    }
    base = rate;
    before = wanted;
    wanted = Math.min(MOST, 2 * wanted);
    windows = 0;
    measuring = false;
  }

  private void begin(long bytes, long nanos) {
    since = nanos;
    bytesThen = bytes;
  }
}
