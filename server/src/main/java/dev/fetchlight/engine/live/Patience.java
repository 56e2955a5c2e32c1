package dev.fetchlight.engine.live;

import java.time.Duration;

/**
 * How long a recording waits for what.
 *
 * @param answer for the head of an answer, and for all of a segment beyond its own length
 * @param away for something new, before the recording ends with what it has
 * @param quiet for something new, before people hear of it and the site is asked anew
 * @param least between two looks at a list
 * @param most between two looks at a list
 */
public record Patience(
    Duration answer, Duration away, Duration quiet, Duration least, Duration most) {

  /** The usual one, with that for an answer. */
  public static Patience usual(Duration answer) {
    return new Patience(
        answer,
        answer.multipliedBy(5),
        answer.dividedBy(3),
        Duration.ofMillis(500),
        Duration.ofSeconds(10));
  }

  /** How long to wait before a list is looked at again, which is to get segments of that length. */
  Duration pace(double target, boolean grown) {
    Duration wish = Duration.ofMillis((long) (target * (grown ? 1_000 : 500)));
    return wish.compareTo(least) < 0 ? least : wish.compareTo(most) > 0 ? most : wish;
  }
}
