package dev.fetchlight.live.connection;

import java.util.concurrent.ThreadLocalRandom;

/**
 * When those who are sent away are asked to come back: once a restart is over, so that none meets a
 * closed door, and no more in a second than are let in with ease.
 *
 * @param soonestMillis longer than the rest of the stop and a start take
 */
public record Farewell(int soonestMillis, int spreadMillis) {
  private static final int LEAST_SPREAD_MILLIS = 500;
  private static final int WATCHERS_A_MILLI = 4;

  private static final int RESTART_MILLIS = 1_500;

  /**
   * A restart with thousands on its hands takes longer, also since those who are lost hammer it.
   */
  private static final int LONG_RESTART_MILLIS = 3_000;

  public static Farewell to(int watchers) {
    return new Farewell(
        Math.min(LONG_RESTART_MILLIS, RESTART_MILLIS + watchers),
        Math.max(LEAST_SPREAD_MILLIS, watchers / WATCHERS_A_MILLI));
  }

  /** How long one of them is asked to wait. */
  public int millis() {
    return soonestMillis + ThreadLocalRandom.current().nextInt(spreadMillis);
  }
}
