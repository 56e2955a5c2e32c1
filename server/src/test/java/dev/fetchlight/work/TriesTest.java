package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.outcome.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which failures are tried again, and when. */
class TriesTest {
  private static final Failure BROKEN = new Failure(Failure.Code.NETWORK, "It broke off.");

  private static Job failedBefore(int times) {
    Job job = Jobs.queued("a", Jobs.NOON);
    for (int each = 0; each < times; each++) {
      job = Jobs.after(job, new Change.Claimed(), new Change.Postponed(BROKEN, Jobs.NOON));
    }
    return Jobs.after(job, new Change.Claimed());
  }

  @Test
  void waitsGrowAndNoTwoAreTheSame() {
    Tries tries = new Tries(5, new Random(7));
    List<Duration> waits = new ArrayList<>();
    for (int failed = 0; failed < 4; failed++) {
      Duration wait = tries.after(failedBefore(failed), BROKEN).orElseThrow();
      double usual = 5_000 * Math.pow(4, failed);
      assertThat((double) wait.toMillis()).isBetween(usual * 0.8, usual * 1.2);
      waits.add(wait);
    }
    assertThat(waits).isSorted();
    assertThat(tries.after(failedBefore(1), BROKEN)).isNotEqualTo(Optional.of(waits.get(1)));
  }

  @Test
  void theLastTryIsTheLast() {
    Tries tries = new Tries(3, RandomGenerator.getDefault());

    assertThat(tries.after(failedBefore(1), BROKEN)).isPresent();
    assertThat(tries.after(failedBefore(2), BROKEN)).isEmpty();
    assertThat(new Tries(1, RandomGenerator.getDefault()).after(failedBefore(0), BROKEN)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatCanPassIsTriedAgain(Failure.Code code) {
    boolean passing =
        List.of(
                "rate_limited",
                "network",
                "stalled",
                "no_space",
                "disk_failed",
                "timeout",
                "interrupted",
                "engine_outdated")
            .contains(code.wire());

    assertThat(
            new Tries(5, RandomGenerator.getDefault())
                .after(failedBefore(0), new Failure(code, "No."))
                .isPresent())
        .isEqualTo(passing);
  }

  @Test
  void whoAsksAgainGetsAllTriesAgain() {
    Job asked = Jobs.after(failedBefore(2), new Change.Failing(BROKEN), new Change.Retrying());

    assertThat(new Tries(3, RandomGenerator.getDefault()).after(asked, BROKEN)).isPresent();
  }
}
