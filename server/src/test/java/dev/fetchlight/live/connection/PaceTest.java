package dev.fetchlight.live.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void aShortBurstGoesAtOnce() {
    Pace pace = new Pace();
    for (int frame = 0; frame < 10; frame++) {
      assertThat(pace.delay(frame)).isZero();
      pace.sent(frame);
    }
    assertThat(pace.delay(10)).isPositive().isLessThan(2 * SECOND);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noSecondEverHasMoreThanTen(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Pace pace = new Pace();
    List<Long> sent = new ArrayList<>();
    long now = random.nextLong() >> 2;
    for (int change = 0; change < 20_000; change++) {
      now += random.nextLong(SECOND / 5);
      long at = now + pace.delay(now);
      // A frame that waits goes at its time; what comes in between takes its place.
      now = at;
      pace.sent(at);
      sent.add(at);
    }
    for (int frame = 10; frame < sent.size(); frame++) {
      assertThat(sent.get(frame) - sent.get(frame - 10))
          .as("seed %s, frame %s", seed, frame)
          .isGreaterThanOrEqualTo(SECOND);
    }
  }

  @Test
  void afterRestABurstGoesAtOnceAgain() {
    Pace pace = new Pace();
    for (int frame = 0; frame < 35; frame++) {
      long at = frame * SECOND / 20;
      pace.sent(at + pace.delay(at));
    }
    assertThat(pace.delay(100 * SECOND)).isZero();
  }
}
