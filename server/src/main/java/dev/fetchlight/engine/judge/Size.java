package dev.fetchlight.engine.judge;

import dev.fetchlight.job.spec.Format;
import java.util.Optional;

/** How large a picture is, in pixels (its resolution). */
record Size(int width, int height) {
  /** So many of a hundred lines are as good as all: encoders round. */
  private static final int ENOUGH_PERCENT = 95;

  /** What to say where a larger picture was asked for. */
  Optional<String> smallerThan(Format asked) {
    int limit = asked.lines();
    return lines() * 100 < limit * ENOUGH_PERCENT
        ? Optional.of("It came in " + lines() + "p, " + limit + "p was asked for.")
        : Optional.empty();
  }

  /** A wide picture has fewer lines than others of its size, so both of its sides count. */
  private int lines() {
    return Math.max(Math.min(width, height), Math.max(width, height) * 9 / 16);
  }
}
