package dev.fetchlight.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recorder makes of first bytes and of lengths. */
class MediumTest {
  static Stream<Arguments> media() {
    return Stream.of(
        Arguments.of("G" + "x".repeat(187) + "G" + "x".repeat(187), Medium.PACKETS),
        Arguments.of("G" + "x".repeat(100), Medium.PACKETS),
        Arguments.of("\0\0\0\u0018ftypiso5", Medium.FRAGMENTS),
        Arguments.of("\0\0\0\u0018stypmsdh", Medium.FRAGMENTS),
        Arguments.of("\0\0\0\u0018moof1234", Medium.FRAGMENTS),
        Arguments.of("ID3\u0004\0\0\0\0\0\0", Medium.SOUND),
        Arguments.of("\u00ff\u00f1P\u0080", Medium.SOUND),
        Arguments.of("\u000bw..", Medium.SOUND),
        Arguments.of("OggS\0\u0002", Medium.PAGES));
  }

  @ParameterizedTest
  @MethodSource("media")
  void isKnownByItsFirstBytes(String start, Medium medium) {
    assertThat(Medium.of(start.getBytes(StandardCharsets.ISO_8859_1))).contains(medium);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "#EXTM3U\n",
        "WEBVTT\n",
        "{\"error\": 1}",
        "\u0089PNG\r\n",
        "\u00ff\u00d8\u00ff\u00e0",
        "Go away: this is a page that begins with a G and goes on and on, so that it is longer than"
            + " a packet, and there is no other G where there should be one, since packets of that"
            + " kind are 188 bytes long"
      })
  void isNothingElse(String start) {
    assertThat(Medium.of(start.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
  }

  /** As ffmpeg writes them: 128 kbit/s at 44.1 and 48 kHz, 64 at 22.05, and ADTS. */
  @ParameterizedTest
  @CsvSource({
    "FFFB9064000000, 417",
    "FFFB9264000000, 418",
    "FFFB9464000000, 384",
    "FFF38064000000, 208",
    "FFF15080025FFC, 18",
    "FFFBF064000000, 0",
    "FFFB0064000000, 0",
    "FFFB9C64000000, 0",
    "FFE39064000000, 417",
    "FFEB9064000000, 0",
    "00FB9064000000, 0",
    "FFF15080001FFC, 0"
  })
  void knowsTheLengthOfAFrame(String head, int length) {
    byte[] bytes = HexFormat.of().parseHex(head);
    int found = Frames.length(Arrays.copyOf(bytes, 7));
    assertThat(found > 0).isEqualTo(length > 0);
    if (head.startsWith("FFFB")) {
      assertThat(found).isEqualTo(length);
    }
  }

  @Test
  void looksAtAListAsOftenAsItGrows() {
    Patience patience = Patience.usual(Duration.ofSeconds(60));
    assertThat(patience.pace(4, true)).isEqualTo(Duration.ofSeconds(4));
    assertThat(patience.pace(4, false)).isEqualTo(Duration.ofSeconds(2));
    assertThat(patience.pace(0, true)).isEqualTo(Duration.ofMillis(500));
    assertThat(patience.pace(3_600, true)).isEqualTo(Duration.ofSeconds(10));
    assertThat(patience.away()).isEqualTo(Duration.ofMinutes(5));
  }
}
