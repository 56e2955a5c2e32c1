package dev.fetchlight.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {
  @Test
  void quantilesAreExactToAFewPercent() {
    Histogram histogram = new Histogram();
    for (int micros = 1; micros <= 10_000; micros++) {
      histogram.add(micros * 1_000L);
    }
    assertThat(histogram.quantile(0.5)).isCloseTo(5_000_000L, Percentage.withPercentage(3));
    assertThat(histogram.quantile(0.99)).isCloseTo(9_900_000L, Percentage.withPercentage(3));
    assertThat(histogram.total()).isEqualTo(10_000);
  }

  @Test
  void aHistogramTakesAnyLongAndNone() {
    Histogram histogram = new Histogram();
    assertThat(histogram.quantile(0.5)).isZero();
    histogram.add(-1);
    histogram.add(Long.MAX_VALUE);
    assertThat(histogram.quantile(0.1)).isZero();
    assertThat(histogram.quantile(1)).isCloseTo(Long.MAX_VALUE, Percentage.withPercentage(3));
  }

  @Test
  void aSpreadIsFromTheFirstToTheLast() {
    Spreads spreads = new Spreads();
    spreads.add(1, 1_000_000);
    spreads.add(2, 1_500_000);
    spreads.add(1, 3_000_000);
    Histogram durations = spreads.durations();
    assertThat(durations.total()).as("one client alone has no spread").isEqualTo(1);
    assertThat(durations.quantile(1)).isCloseTo(2_000_000L, Percentage.withPercentage(3));
    spreads.clear();
    assertThat(spreads.durations().total()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"version\":7340051,\"x\":1}', 7340051",
    "'{\"version\": 12}', 12",
    "'{\"conversion\":1,\"version\":2}', 2",
    "'{\"url\":\"\\\"version\\\":9\",\"version\":3}', 3",
    "'{\"version\":null}', -1",
    "'{\"version\":', -1",
    "'{}', -1",
  })
  void aNumberIsFoundByItsName(String json, long number) {
    byte[] bytes = Frames.utf8(json);
    assertThat(new Field("version").find(ByteBuffer.wrap(bytes), 0, bytes.length))
        .isEqualTo(number);
  }
}
