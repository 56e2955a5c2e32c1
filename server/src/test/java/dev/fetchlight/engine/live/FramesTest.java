package dev.fetchlight.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths of frames as the standards of MP3 and ADTS have them. */
class FramesTest {
  private static int length(String head) {
    return Frames.length(HexFormat.of().parseHex(head));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "fffb9000000000, 417, MPEG 1 at 128 kbit/s and 44.1 kHz",
    "fffb9200000000, 418, the same with a byte more",
    "fffb9400000000, 384, MPEG 1 at 128 kbit/s and 48 kHz",
    "fffbe000000000, 1044, MPEG 1 at 320 kbit/s and 44.1 kHz",
    "fff38000000000, 208, MPEG 2 at 64 kbit/s and 22.05 kHz",
    "ffe38000000000, 417, MPEG 2.5 at 64 kbit/s and 11.025 kHz",
    "fff15080177ffc, 187, AAC of 187 bytes",
    "fff95080177ffc, 187, AAC of MPEG 2",
    "fff15083fffffc, 8191, the longest of AAC",
  })
  void frames(String head, int length, String what) {
    assertThat(length(head)).as(what).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000", // nothing
        "4944330300000f", // a tag
        "ff7b9000000000", // no beginning
        "fffbf000000000", // a rate that is not to be used
        "fffb0000000000", // a rate of its own
        "fffb9c00000000", // no such sampling
        "ffeb9000000000", // a version that there is not
        "fffd9000000000", // another layer
        "ffff9000000000", // the first layer
        "fff15080001ffc", // AAC without a length
        "fff1508000fffc", // AAC that is its own head alone
      })
  void noFrames(String head) {
    assertThat(length(head)).isZero();
  }
}
