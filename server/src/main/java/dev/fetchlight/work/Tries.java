package dev.fetchlight.work;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.outcome.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether and when a job is tried again: only after what can pass by itself, with waits that grow
 * and differ, so that many that failed together do not come back together.
 *
 * @param most tries in all, since somebody asked for the job
 */
record Tries(int most, RandomGenerator random) {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int GROWTH = 4;

  /** How long to wait, or empty where this was the last try. */
  Optional<Duration> after(Job job, Failure failure) {
    int failed = job.ticket().tries();
    if (!failure.passing() || failed + 1 >= most) {
      return Optional.empty();
    }
    double seconds =
        Math.min((double) LONGEST.toSeconds(), FIRST.toSeconds() * Math.pow(GROWTH, failed));
    return Optional.of(Duration.ofMillis((long) (seconds * 1_000 * random.nextDouble(0.8, 1.2))));
  }
}
