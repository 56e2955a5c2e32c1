package dev.fetchlight.work;

import dev.fetchlight.job.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets progress through at most once an interval: the first at once, the newest when the interval
 * is over, so that the last of a burst always comes. Its one owner keeps threads apart.
 */
final class TickGate {
  private final Duration interval;
  private final Consumer<Progress> told;
  private final BiConsumer<Runnable, Duration> later;
  private final InstantSource clock;
  private @Nullable Instant last;
  private @Nullable Progress waiting;

  /**
   * @param later runs something after a while, under the owner's guard
   */
  TickGate(
      Duration interval,
      Consumer<Progress> told,
      BiConsumer<Runnable, Duration> later,
      InstantSource clock) {
    this.interval = interval;
    this.told = told;
    this.later = later;
    this.clock = clock;
  }

  void offer(Progress progress) {
    boolean scheduled = waiting != null;
    waiting = progress;
    if (!scheduled) {
      tellOrWait();
    }
  }

  /** Takes what waits, for whoever tells it in another way. */
  Optional<Progress> take() {
    Optional<Progress> taken = Optional.ofNullable(waiting);
    waiting = null;
    return taken;
  }

  private void tellOrWait() {
    if (waiting == null) {
      return;
    }
    Instant now = clock.instant();
    Duration left = last == null ? Duration.ZERO : interval.minus(Duration.between(last, now));
    // More than a whole interval left means that the clock was set back.
    if (left.isPositive() && left.compareTo(interval) <= 0) {
      later.accept(this::tellOrWait, left);
      return;
    }
    last = now;
    take().ifPresent(told);
  }
}
