package dev.fetchlight.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void packsRevisionAndTickInOneNumber() {
    Version version = new Version(7, 11);

    assertThat(version.value()).isEqualTo(7 * 1_048_576L + 11);
    assertThat(Version.unpack(version.value())).isEqualTo(version);
  }

  @Test
  void growsWithEveryTickAndEveryFact() {
    Version first = Version.FIRST;

    assertThat(first.nextTick()).isGreaterThan(first);
    assertThat(first.nextFact()).isGreaterThan(first.nextTick().nextTick());
    assertThat(first.nextTick().nextFact()).isEqualTo(new Version(2, 0));
  }

  @Test
  void ticksNeverRunIntoTheNextRevision() {
    Version last = new Version(1, (1 << 20) - 1);

    assertThat(last.nextTick()).isEqualTo(last);
    assertThat(last.nextFact()).isGreaterThan(last);
  }

  @Test
  void staysUnder2To53ForEightBillionFacts() {
    assertThat(new Version((1L << 33) - 1, (1 << 20) - 1).value()).isLessThan(1L << 53);
  }
}
