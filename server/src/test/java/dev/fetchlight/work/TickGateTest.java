package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TickGateTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final SettableClock clock = new SettableClock(Jobs.NOON);
  private final List<Double> told = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();
  private final TreeMap<Instant, Runnable> later = new TreeMap<>();
  private final TickGate gate =
      new TickGate(
          INTERVAL,
          progress -> {
            told.add(progress.percent());
            times.add(clock.instant());
          },
          (task, after) -> later.put(clock.instant().plus(after), task),
          clock);

  @Test
  void theFirstComesAtOnceAndTheLastAlways() {
    offer(1);
    offer(2);
    offer(3);
    assertThat(told).containsExactly(1.0);

    pass(INTERVAL);
    assertThat(told).containsExactly(1.0, 3.0);
    pass(Duration.ofSeconds(5));
    assertThat(told).hasSize(2);
  }

  @Test
  void whatIsTakenIsNotToldAgain() {
    offer(1);
    offer(2);

    assertThat(gate.take()).contains(progress(2));
    assertThat(gate.take()).isEmpty();
    pass(INTERVAL);
    assertThat(told).containsExactly(1.0);
  }

  @Test
  void aClockSetBackHoldsNothingUp() {
    offer(1);
    clock.advance(Duration.ofHours(-1));
    offer(2);

    assertThat(told).containsExactly(1.0, 2.0);
  }

  @Test
  void neverMoreThanTenASecondWhateverComes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    double newest = 0;
    for (int n = 0; n < 20_000; n++) {
      newest = n / 250.0;
      offer(newest);
      if (random.nextInt(50) == 0) {
        gate.take();
      }
      pass(Duration.ofMillis(random.nextInt(20)));
    }
    offer(99);
    pass(INTERVAL);

    assertThat(told).last().isEqualTo(99.0);
    assertThat(told).isSorted();
    for (int n = 1; n < times.size(); n++) {
      assertThat(Duration.between(times.get(n - 1), times.get(n)))
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(INTERVAL);
    }
  }

  private void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    while (!later.isEmpty() && !later.firstKey().isAfter(end)) {
      var next = later.pollFirstEntry();
      clock.advance(Duration.between(clock.instant(), next.getKey()));
      next.getValue().run();
    }
    clock.advance(Duration.between(clock.instant(), end));
  }

  private void offer(double percent) {
    gate.offer(progress(percent));
  }

  private static Progress progress(double percent) {
    return new Progress(percent, null, null, null, null);
  }
}
