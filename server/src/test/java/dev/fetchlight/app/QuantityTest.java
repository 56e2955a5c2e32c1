package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1048576, 1048576",
    "500MB, 500000000",
    "16 GiB, 17179869184",
    "1.5kib, 1536",
    "2TB, 2000000000000"
  })
  void sizes(String text, long bytes) {
    assertThat(Quantity.bytes(text)).contains(bytes);
  }

  @ParameterizedTest
  @CsvSource({"90s, PT1M30S", "30m, PT30M", "6h, PT6H", "30d, PT720H", "1w, PT168H", "0.5h, PT30M"})
  void times(String text, String duration) {
    assertThat(Quantity.duration(text)).contains(Duration.parse(duration));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1e9", "GB", "5 parsecs", "1,5GB", "99999999999999TiB"})
  void whatIsNoSize(String text) {
    assertThat(Quantity.bytes(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "0s", "-5m", "for ever", "5 gb"})
  void whatIsNoTime(String text) {
    assertThat(Quantity.duration(text)).isEmpty();
  }
}
