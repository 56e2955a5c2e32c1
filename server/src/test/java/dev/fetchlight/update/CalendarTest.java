package dev.fetchlight.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CalendarTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  @Test
  void asksOnceADayAtAMomentOfItsOwn() {
    Instant early = new Calendar(() -> 0).after(NOW, false);
    Instant late = new Calendar(() -> 1).after(NOW, false);
    assertThat(Duration.between(NOW, early)).isBetween(Duration.ofHours(21), Duration.ofHours(22));
    assertThat(Duration.between(NOW, late)).isBetween(Duration.ofHours(26), Duration.ofHours(27));
  }

  @Test
  void asksSoonWhereNobodyAnswered() {
    assertThat(new Calendar(() -> 0.5).after(NOW, true)).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void asksAtOnceAfterAStartWhereItIsDue() {
    Calendar calendar = new Calendar(() -> 0.5);
    assertThat(calendar.first(NOW, null)).isBefore(NOW.plusSeconds(10));
    assertThat(calendar.first(NOW, NOW.minus(Duration.ofDays(3)))).isBefore(NOW.plusSeconds(10));
    assertThat(calendar.first(NOW, NOW.plus(Duration.ofDays(3))))
        .as("a clock that was wrong")
        .isBefore(NOW.plusSeconds(10));
    assertThat(calendar.first(NOW, NOW.minus(Duration.ofHours(1))))
        .isEqualTo(NOW.plus(Duration.ofHours(23)));
  }

  @Test
  void threeLinksThatFailInAnHourAreAWave() {
    Calendar calendar = new Calendar(() -> 0.5);
    assertThat(calendar.failed(NOW, 1, null)).isFalse();
    assertThat(calendar.failed(NOW, 1, null)).as("the same again").isFalse();
    assertThat(calendar.failed(NOW, 2, null)).isFalse();
    assertThat(calendar.failed(NOW, 3, null)).isTrue();
    assertThat(calendar.failed(NOW, 4, null)).as("a new count").isFalse();
  }

  @Test
  void fewThatFailAmongManyAreNone() {
    Calendar calendar = new Calendar(() -> 0.5);
    for (int link = 0; link < 20; link++) {
      assertThat(calendar.failed(NOW, link, null)).isFalse();
      calendar.worked();
    }
    assertThat(calendar.failed(NOW, 100, null)).isFalse();
    assertThat(calendar.failed(NOW.plus(Duration.ofMinutes(59)), 101, null)).isFalse();
    assertThat(calendar.failed(NOW.plus(Duration.ofMinutes(61)), 102, null))
        .as("the first is too long ago")
        .isFalse();
  }

  @Test
  void aWaveThatGoesOnIsNoReasonToAskAllTheTime() {
    Calendar calendar = new Calendar(() -> 0.5);
    int asked = 0;
    for (int link = 0; link < 100; link++) {
      asked += calendar.failed(NOW, link, NOW.minus(Duration.ofMinutes(5))) ? 1 : 0;
    }
    assertThat(asked).isZero();
    assertThat(calendar.failed(NOW, 200, NOW.minus(Duration.ofMinutes(31)))).isTrue();
  }
}
