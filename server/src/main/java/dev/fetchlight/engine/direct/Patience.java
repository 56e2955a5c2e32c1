package dev.fetchlight.engine.direct;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long the engine waits for what.
 *
 * @param answer for the head of an answer
 * @param lull for the next byte, before people hear of it
 * @param stall for the next byte, before it gives up
 * @param firstWait before it connects anew after a cut; twice as long after each further one
 * @param longestWait the most that such a wait grows to
 * @param tries connections in a row that bring next to nothing, before it gives up
 */
record Patience(
    Duration answer,
    Duration lull,
    Duration stall,
    Duration firstWait,
    Duration longestWait,
    int tries) {

  /** The usual one, with this time for an answer and for the next byte. */
  static Patience usual(Duration stall) {
    return new Patience(
        stall, Duration.ofSeconds(5), stall, Duration.ofMillis(250), Duration.ofSeconds(10), 5);
  }

  /** How long to wait after so many cuts; at random, so that not all come back at once. */
  Duration before(int cuts, RandomGenerator random) {
    long most = Math.min(longestWait.toNanos(), firstWait.toNanos() << Math.clamp(cuts - 1, 0, 20));
    return Duration.ofNanos(most / 2 + random.nextLong(most / 2 + 1));
  }
}
