package dev.fetchlight.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list is looked at as often as its segments come, and no list can change that much. */
class PatienceTest {
  private static final Patience USUAL = Patience.usual(Duration.ofSeconds(60));

  @ParameterizedTest
  @CsvSource({
    "4, true, 4000",
    "4, false, 2000",
    "1, true, 1000",
    "1, false, 500",
    "0.2, true, 500",
    "0, true, 500",
    "0, false, 500",
    "10, true, 10000",
    "3600, true, 10000",
    "3600, false, 10000",
  })
  void pace(double target, boolean grown, long milliseconds) {
    assertThat(USUAL.pace(target, grown)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @Test
  void peopleHearOfSilenceLongBeforeTheEnd() {
    assertThat(USUAL.quiet()).isEqualTo(Duration.ofSeconds(20));
    assertThat(USUAL.away()).isEqualTo(Duration.ofMinutes(5));
    assertThat(USUAL.quiet()).isLessThan(USUAL.answer());
    assertThat(USUAL.away()).isGreaterThan(USUAL.answer());
  }
}
