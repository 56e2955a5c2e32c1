package dev.fetchlight.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PremieresTest {
  private static final Instant ASKED = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant START = ASKED.plus(Duration.ofHours(2));

  @Test
  void waitsForTheStart() {
    assertThat(Premieres.next(START, ASKED, ASKED)).contains(START);
    Instant far = ASKED.plus(Duration.ofDays(4_000));
    assertThat(Premieres.next(far, ASKED, ASKED)).contains(ASKED.plus(Duration.ofDays(30)));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT20S",
    "PT1M, PT20S",
    "PT6M, PT1M",
    "PT3H, PT10M",
    "PT23H59M, PT10M",
    "PT24H, ",
    "PT900H, "
  })
  void looksLessAndLessOftenAndADayAtMost(Duration late, Duration pause) {
    Instant now = START.plus(late);
    assertThat(Premieres.next(START, ASKED, now))
        .isEqualTo(Optional.ofNullable(pause).map(now::plus));
  }

  @Test
  void looksAWeekForWhatTellsNoStart() {
    Instant soon = ASKED.plusSeconds(5);
    assertThat(Premieres.next(null, ASKED, soon)).contains(soon.plusSeconds(20));
    Instant late = ASKED.plus(Duration.ofDays(6));
    assertThat(Premieres.next(null, ASKED, late)).contains(late.plus(Duration.ofMinutes(10)));
    assertThat(Premieres.next(null, ASKED, ASKED.plus(Duration.ofDays(7)))).isEmpty();
  }
}
