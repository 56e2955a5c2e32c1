package dev.fetchlight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fetchlight.job.Progress;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** What people see of the time left while a line is as uneven as lines are. */
class TimeLeftTest {
  private static final double RATE = 1_000_000;
  private static final long TOTAL = 300_000_000;

  /** A clock that runs down may be off by little from one report to the next. */
  @Test
  void doesNotJumpOnAnUnevenLine() {
    for (long seed = 1; seed <= 300; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      Meter meter = new Meter(List.of(new Planned(TOTAL, null, null)), null);
      double now = 0;
      double bytes = 0;
      Double shown = null;
      while (bytes < TOTAL * 0.97) {
        double step = random.nextDouble(0.1, 1.5);
        now += step;
        bytes += RATE * step * random.nextDouble(0.4, 1.6);
        Long eta = report(meter, bytes, now).eta();
        if (shown != null && eta != null && now > 20) {
          double expected = Math.max(0, shown - step);
          assertThat(Math.abs(eta - expected))
              .as("seed %d at %.1f s: %.0f, then %d", seed, now, shown, eta)
              .isLessThanOrEqualTo(Math.max(2.5, 0.06 * expected));
        }
        if (eta != null && now > 30) {
          assertThat((double) eta)
              .as("seed %d at %.1f s", seed, now)
              .isCloseTo((TOTAL - bytes) / RATE, within(6 + 0.35 * (TOTAL - bytes) / RATE));
        }
        shown = eta == null ? null : (Double) (double) eta;
      }
    }
  }

  @Test
  void followsALineThatBecomesSlow() {
    Meter meter = new Meter(List.of(new Planned(TOTAL, null, null)), null);
    double bytes = 0;
    for (int second = 0; second <= 60; second++) {
      bytes += RATE;
      Progress _ = report(meter, bytes, second);
    }
    Progress late = Progress.NONE;
    for (int second = 61; second <= 120; second++) {
      bytes += RATE / 4;
      late = report(meter, bytes, second);
    }

    double truth = (TOTAL - bytes) / (RATE / 4);
    assertThat((double) java.util.Objects.requireNonNull(late.eta()))
        .isCloseTo(truth, within(0.2 * truth));
  }

  /** The line is as fast as before; only nobody sent. */
  @Test
  void doesNotTakeAStallForASlowLine() {
    Meter meter = new Meter(List.of(new Planned(TOTAL, null, null)), null);
    double bytes = 0;
    Progress before = Progress.NONE;
    for (int second = 0; second <= 60; second++) {
      bytes += RATE;
      before = report(meter, bytes, second);
    }
    Progress after = report(meter, bytes + RATE, 100);

    assertThat(after.speed()).isNotNull().isCloseTo(RATE, within(0.1 * RATE));
    assertThat(after.eta()).isNotNull().isLessThanOrEqualTo(before.eta());
  }

  private static Progress report(Meter meter, double bytes, double seconds) {
    return meter.heard(
        new Advance("v", false, (long) bytes, TOTAL, null, null), (long) (seconds * 1e9));
  }
}
