package dev.fetchlight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void fillsOneBarOverVideoAndSound() {
    Meter meter = new Meter(List.of(sized(900), sized(100)), null);

    assertThat(meter.heard(at("v", 450L, 900L), 0).percent()).isEqualTo(43.2); // 45 % of 96
    assertThat(meter.heard(done("v", 900), SECOND).percent()).isEqualTo(86.4);
    assertThat(meter.heard(at("a", 50L, 100L), 2 * SECOND).percent()).isEqualTo(91.2);
    Progress all = meter.heard(done("a", 100), 3 * SECOND);
    assertThat(all.percent()).isEqualTo(96);
    assertThat(all.downloadedBytes()).isEqualTo(1_000);
    assertThat(all.totalBytes()).isEqualTo(1_000);
    assertThat(meter.complete()).isTrue();
    assertThat(meter.merging().percent()).isEqualTo(96);
    assertThat(meter.whole().percent()).isEqualTo(99);
  }

  @Test
  void keepsNoRoomForAMergeThatIsNotToCome() {
    Meter meter = new Meter(List.of(), null);

    assertThat(meter.heard(at("v", 50L, 100L), 0).percent()).isEqualTo(49.5);
    assertThat(meter.heard(done("v", 100), 1).percent()).isEqualTo(99);
    assertThat(meter.merges()).isFalse();
  }

  @Test
  void weighsStreamsByTheirRatesWhereSizesAreNotTold() {
    Meter meter =
        new Meter(List.of(new Planned(null, null, 900.0), new Planned(null, null, 100.0)), null);

    Progress video = meter.heard(done("v", 9_000), 0);

    assertThat(video.percent()).isEqualTo(86.4);
    assertThat(video.totalBytes()).as("the sound's size is only a guess").isNull();
  }

  @Test
  void restsWhereTheSizeIsUnknownAndCountsOn() {
    Meter meter = new Meter(List.of(), null);

    meter.heard(at("v", 0L, null), 0);
    Progress later = meter.heard(at("v", 5_000L, null), SECOND);

    assertThat(later.percent()).isZero();
    assertThat(later.downloadedBytes()).isEqualTo(5_000);
    assertThat(later.speed()).isEqualTo(5_000);
    assertThat(later.totalBytes()).isNull();
    assertThat(later.eta()).isNull();
  }

  @Test
  void goesByPartsWhereBytesAreUnknown() {
    Meter meter = new Meter(List.of(), Duration.ofSeconds(10));

    assertThat(meter.heard(part(0, 10, 10), 0).percent()).isZero();
    assertThat(meter.heard(part(5, 10, 500), SECOND).percent()).isEqualTo(49.5);
    assertThat(meter.heard(part(9, 10, 900), 2 * SECOND).eta()).isNotNull().isPositive();
  }

  @Test
  void doesNotCountAnEarlierRunAsSpeed() {
    Meter meter = new Meter(List.of(), null);

    Progress first = meter.heard(at("v", 9_000_000L, 10_000_000L), 0);
    assertThat(first.speed()).isNull();
    assertThat(first.eta()).isNull();
    Progress second = meter.heard(at("v", 9_100_000L, 10_000_000L), SECOND);
    assertThat(second.speed()).isEqualTo(100_000);
    assertThat(second.eta()).isEqualTo(9);
  }

  @Test
  void smoothsABurst() {
    Meter meter = new Meter(List.of(), null);
    for (int second = 0; second <= 20; second++) {
      meter.heard(at("v", second * 1_000L, 1_000_000L), second * SECOND);
    }

    Progress burst = meter.heard(at("v", 120_000L, 1_000_000L), 21 * SECOND);

    assertThat(burst.speed()).isBetween(1_000.0, 50_000.0);
  }

  @Test
  void tellsTheLeastThatIsToComeForTheLimit() {
    Meter meter = new Meter(List.of(sized(900), Planned.UNKNOWN), null);

    assertThat(meter.leastBytes()).isEqualTo(900);
    meter.heard(at("v", 100L, 2_000L), 0);
    assertThat(meter.leastBytes()).isEqualTo(2_000);
    meter.heard(done("v", 2_000), 0);
    meter.heard(at("a", 70L, null), 0);
    assertThat(meter.leastBytes()).isEqualTo(2_070);
  }

  /** Whatever a downloader says, in whatever order, the bar keeps its promises. */
  @Test
  void neverGoesBackNorPastTheEnd() {
    for (long seed = 1; seed <= 5_000; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      List<Planned> planned = new ArrayList<>();
      for (int stream = random.nextInt(4); stream > 0; stream--) {
        planned.add(
            new Planned(
                maybe(random, 1L << random.nextInt(40)),
                maybe(random, random.nextLong(1, 1L << 30)),
                random.nextBoolean() ? random.nextDouble(0.1, 9_000) : null));
      }
      Meter meter = new Meter(planned, random.nextBoolean() ? Duration.ofSeconds(60) : null);
      double before = 0;
      long nanos = random.nextLong();
      for (int step = 0; step < 60; step++) {
        nanos += random.nextLong(2 * SECOND);
        Progress now = meter.heard(anything(random), nanos);
        assertSound(seed, before, now);
        before = now.percent();
      }
      Progress merging = meter.merging();
      assertSound(seed, before, merging);
      Progress whole = meter.whole();
      assertSound(seed, merging.percent(), whole);
      assertThat(whole.percent()).as("seed %d", seed).isEqualTo(99);
    }
  }

  private static void assertSound(long seed, double before, Progress now) {
    assertThat(now.percent()).as("seed %d: %s", seed, now).isBetween(before, 99.9);
    assertThat(now.speed() == null || now.speed() > 0).as("seed %d: %s", seed, now).isTrue();
    assertThat(now.totalBytes() == null || now.totalBytes() > 0).as("seed %d", seed).isTrue();
    assertThat(now.eta() == null || now.eta() >= 0).as("seed %d: %s", seed, now).isTrue();
  }

  private static Advance anything(RandomGenerator random) {
    int parts = random.nextInt(0, 30);
    return new Advance(
        "stream" + random.nextInt(5),
        random.nextInt(10) == 0,
        maybe(random, random.nextLong(1L << 34)),
        maybe(random, random.nextLong(1, 1L << 34)),
        random.nextBoolean() ? random.nextInt(0, 40) : null,
        random.nextBoolean() ? parts : null);
  }

  private static @Nullable Long maybe(RandomGenerator random, long value) {
    return random.nextBoolean() ? value : null;
  }

  private static Planned sized(long bytes) {
    return new Planned(bytes, null, null);
  }

  private static Advance at(String stream, Long bytes, @Nullable Long total) {
    return new Advance(stream, false, bytes, total, null, null);
  }

  private static Advance done(String stream, long total) {
    return new Advance(stream, true, null, total, null, null);
  }

  private static Advance part(int part, int parts, long bytes) {
    return new Advance("v", false, bytes, null, part, parts);
  }
}
