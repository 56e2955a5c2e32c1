package dev.fetchlight.update;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When to ask for a release: every day, at a moment that is not everybody's (jitter); sooner where
 * nothing was answered, and after several links in a row failed as if yt-dlp were too old.
 */
final class Calendar {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration SOON = Duration.ofHours(1);

  /** After a start, so that it is over before anything else is asked. */
  private static final Duration START = Duration.ofSeconds(2);

  /** Between two askings that failures bring about. */
  private static final Duration REST = Duration.ofMinutes(30);

  private static final Duration WAVE_WITHIN = Duration.ofHours(1);
  private static final int WAVE = 3;
  private static final int MOST_SIGNS = 50;

  private final DoubleSupplier random;
  private final Deque<Sign> signs = new ArrayDeque<>();

  /** A link that failed as if yt-dlp were too old. */
  private record Sign(Instant at, int link) {}

  /**
   * @param random from 0 to 1
   */
  Calendar(DoubleSupplier random) {
    this.random = random;
  }

  /** The first moment of this life of the program, with what an earlier one remembered. */
  Instant first(Instant now, @Nullable Instant asked) {
    Instant soonest = now.plus(START);
    if (asked == null || asked.isAfter(now)) {
      return soonest;
    }
    Instant due = after(asked, false);
    return due.isBefore(soonest) ? soonest : due;
  }

  /**
   * The next after one.
   *
   * @param unanswered whether nothing came that could be judged
   */
  Instant after(Instant asked, boolean unanswered) {
    Duration wait = unanswered ? SOON : DAY;
    double factor = 0.9 + 0.2 * random.getAsDouble();
    return asked.plusMillis((long) (wait.toMillis() * factor));
  }

  /** Takes in a failure; whether it is one too many, so that it is time to ask. */
  synchronized boolean failed(Instant now, int link, @Nullable Instant asked) {
    signs.removeIf(sign -> sign.link() == link || sign.at().isBefore(now.minus(WAVE_WITHIN)));
    signs.addLast(new Sign(now, link));
    if (signs.size() > MOST_SIGNS) {
      signs.removeFirst();
    }
    if (signs.size() < WAVE || !rested(now, asked)) {
      return false;
    }
    signs.clear();
    return true;
  }

  /** Whether it was not asked so lately that to ask again would be in vain. */
  static boolean rested(Instant now, @Nullable Instant asked) {
    return asked == null || !now.isBefore(asked.plus(REST));
  }

  /** Something was brought: what failed before it was no wave. */
  synchronized void worked() {
    signs.pollFirst();
  }
}
