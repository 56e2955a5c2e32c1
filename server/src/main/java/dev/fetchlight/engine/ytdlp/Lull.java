package dev.fetchlight.engine.ytdlp;

import java.time.Duration;

/** How long nothing has come, on a clock of nanoseconds that only runs forward. */
final class Lull {
  private final Duration notable;
  private long since;
  private boolean noted;

  /**
   * @param notable from when on people should hear of it
   */
  Lull(Duration notable, long nanos) {
    this.notable = notable;
    this.since = nanos;
  }

  /** Something has come. Whether people had heard that nothing does. */
  boolean over(long nanos) {
    since = nanos;
    boolean was = noted;
    noted = false;
    return was;
  }

  /** Whether people should hear of it now; true once. */
  boolean begins(long nanos) {
    if (noted || !lasts(notable, nanos)) {
      return false;
    }
    noted = true;
    return true;
  }

  /** Whether people have heard of it. */
  boolean noted() {
    return noted;
  }

  boolean lasts(Duration length, long nanos) {
    return length(nanos).compareTo(length) >= 0;
  }

  /** Whether it began before that moment. */
  boolean beganBefore(long nanos) {
    return since - nanos < 0;
  }

  Duration length(long nanos) {
    return Duration.ofNanos(nanos - since);
  }
}
