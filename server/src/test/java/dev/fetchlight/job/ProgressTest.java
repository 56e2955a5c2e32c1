package dev.fetchlight.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "42.3, 42.3",
    "42.39, 42.3",
    "99.99, 99.9",
    "100, 100",
    "100.1, 100",
    "-1, 0",
    "NaN, 0",
    "Infinity, 100",
    "0.1, 0.1",
    "0.7, 0.7",
    "57.1, 57.1"
  })
  void percentIsWithinBoundsWithOneDecimal(double given, double kept) {
    assertThat(at(given).percent()).isEqualTo(kept);
  }

  @Test
  void everyTenthSurvivesAsItIs() {
    for (int tenths = 0; tenths <= 1000; tenths++) {
      assertThat(at(tenths / 10.0).percent()).isEqualTo(tenths / 10.0);
    }
  }

  @Test
  void ticksNeverGoBackAndNeverReachAHundred() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Job job = Jobs.processing(Stage.DOWNLOADING);
    for (int n = 0; n < 10_000; n++) {
      Job next = job.ticked(at(random.nextDouble() * 110), Instant.EPOCH);
      assertThat(next.progress().percent())
          .as("seed %d", seed)
          .isBetween(job.progress().percent(), 99.9);
      job = next;
    }
  }

  @Test
  void restingForgetsSpeedAndTimeLeft() {
    assertThat(Jobs.HALFWAY.resting())
        .isEqualTo(new Progress(42.3, 1_048_576L, 4_594_135L, null, null));
  }

  private static Progress at(double percent) {
    return new Progress(percent, null, null, null, null);
  }
}
