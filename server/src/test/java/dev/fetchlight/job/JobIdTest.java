package dev.fetchlight.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {
  private final SettableClock clock = new SettableClock(Jobs.NOON);

  @Test
  void isAUuidOfVersion7WithTheClocksMilliseconds() {
    JobId id = JobId.next(clock);

    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
    assertThat(JobId.parse(id.toString())).contains(id);
  }

  @Test
  void idsSortByTimeAsTextAndAsValues() {
    List<JobId> made = new ArrayList<>();
    for (int n = 0; n < 1_000; n++) {
      clock.advance(Duration.ofNanos(n % 2 == 0 ? 1_000 : 700_000));
      made.add(JobId.next(clock));
    }

    assertThat(made).isSorted();
    assertThat(made).isSortedAccordingTo(Comparator.comparing(JobId::toString));
  }

  @Test
  void manyOfOneInstantAreAllDifferent() {
    assertThat(new HashSet<>(Stream.generate(() -> JobId.next(clock)).limit(10_000).toList()))
        .hasSize(10_000);
  }

  @Test
  void comparesWithoutSigns() {
    JobId low = new JobId(new UUID(0x7fff_0000_0000_7000L, 0x8000_0000_0000_0000L));
    JobId high = new JobId(new UUID(0x8000_0000_0000_7000L, 0x8000_0000_0000_0000L));

    assertThat(low).isLessThan(high);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "0193e5a0-0000-7000-8000-00000000000",
        "0193e5a0-0000-7000-8000-0000000000000",
        "0193E5A0-0000-7000-8000-000000000000",
        "0193e5a0-0000-4000-8000-000000000000",
        "0193e5a0-0000-7000-c000-000000000000",
        "0193e5a0-0000-7000-8000-00000000000g",
        "../../../../../../../../../etc/passwd",
        "0193e5a0-0000-7000-8000-000000000000\n"
      })
  void refusesEveryOtherSpelling(String text) {
    assertThat(JobId.parse(text)).isEmpty();
  }
}
