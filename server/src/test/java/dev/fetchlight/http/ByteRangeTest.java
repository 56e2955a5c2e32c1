package dev.fetchlight.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-99, 0, 100",
    "bytes=0-, 0, 100",
    "bytes=10-19, 10, 10",
    "bytes=90-1000, 90, 10",
    "bytes=-1, 99, 1",
    "bytes=-100, 0, 100",
    "bytes=-1000, 0, 100",
    "bytes= 5 - 6, 5, 2"
  })
  void aSingleRangeIsTaken(String header, long offset, long length) {
    assertThat(ByteRange.of(header, 100))
        .isEqualTo(new ByteRange.Part(new ByteRange(offset, length)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=0-1,5-6", "bytes=5-4", "items=0-1", "bytes=-", "bytes=a-b", "bytes=1", ""})
  void whatIsNoSingleRangeGivesAll(String header) {
    assertThat(ByteRange.of(header, 100)).isEqualTo(new ByteRange.Whole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
  void aRangeAfterTheEndCannotBeMet(String header) {
    assertThat(ByteRange.of(header, 100)).isEqualTo(new ByteRange.Unsatisfiable());
  }

  @Test
  void anEmptyFileHasNoRange() {
    assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new ByteRange.Unsatisfiable());
    assertThat(ByteRange.of("bytes=-5", 0)).isEqualTo(new ByteRange.Unsatisfiable());
    assertThat(ByteRange.of(null, 0)).isEqualTo(new ByteRange.Whole());
  }

  @Test
  void contentRangeCountsFromZeroAndIncludesItsEnd() {
    assertThat(new ByteRange(10, 5).contentRange(100)).isEqualTo("bytes 10-14/100");
  }
}
