package dev.fetchlight.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When something is looked for that is not there yet: at its start, then less and less often. */
public final class Premieres {
  /** Broadcasts begin late, and are listed where they never come. */
  private static final Duration AFTER_START = Duration.ofDays(1);

  /** For what tells no start, counted from when it was asked for. */
  private static final Duration WITHOUT_START = Duration.ofDays(7);

  private static final Duration LEAST = Duration.ofSeconds(20);
  private static final Duration MOST = Duration.ofMinutes(10);

  /** A start may be put forward. */
  private static final Duration FAR = Duration.ofDays(30);

  /** Of the time that something is late, before it is looked for again. */
  private static final int SHARE = 6;

  private Premieres() {}

  /**
   * When to look again; empty where there is no sense in it any more.
   *
   * @param start as far as it is told
   * @param asked when somebody asked for it
   */
  public static Optional<Instant> next(@Nullable Instant start, Instant asked, Instant now) {
    if (start != null && start.isAfter(now)) {
      Instant far = now.plus(FAR);
      return Optional.of(start.isAfter(far) ? far : start);
    }
    Duration late = Duration.between(start == null ? asked : start, now);
    if (late.compareTo(start == null ? WITHOUT_START : AFTER_START) >= 0) {
      return Optional.empty();
    }
    Duration pause = late.dividedBy(SHARE);
    Duration within = pause.compareTo(LEAST) < 0 ? LEAST : pause.compareTo(MOST) > 0 ? MOST : pause;
    return Optional.of(now.plus(within));
  }
}
