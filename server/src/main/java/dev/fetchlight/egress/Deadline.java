package dev.fetchlight.egress;

import java.time.Duration;

/** The moment by which several waits together must be over, on the clock of System.nanoTime. */
record Deadline(long nanoTime) {
  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  long nanosLeft() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  Duration left() {
    return Duration.ofNanos(nanosLeft());
  }
}
