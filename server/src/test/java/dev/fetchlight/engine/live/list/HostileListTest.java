package dev.fetchlight.engine.live.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.live.list.SegmentList.Read;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that were made to hurt: they are read as nonsense, or as no more than they are. */
class HostileListTest {
  private static final URI FROM = URI.create("https://example.com/live/list.m3u8");
  private static final String HEAD = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n";
  private static final String ONE = "#EXTINF:4,\none.ts\n";

  private static Read read(String text) {
    return SegmentList.read(text, FROM);
  }

  private static SegmentList listed(String text) {
    return ((Read.Listed) read(text)).list();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "data:video/mp2t;base64,R0c=",
        "ftp://example.com/one.ts",
        "concat:one.ts",
        "javascript:alert(1)",
        "http:",
        "https://[::1",
        "one.ts\u0000",
        "%zz.ts",
      })
  void aSegmentThatIsNoLink(String segment) {
    assertThat(read(HEAD + "#EXTINF:4,\n" + segment + "\n")).isInstanceOf(Read.Nonsense.class);
    assertThat(read(HEAD + "#EXT-X-MAP:URI=\"" + segment + "\"\n" + ONE))
        .isInstanceOf(Read.Nonsense.class);
    assertThat(read(HEAD + "#EXT-X-KEY:METHOD=AES-128,URI=\"" + segment + "\"\n" + ONE))
        .isInstanceOf(Read.Nonsense.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, Nonsense",
    "0@0, Nonsense",
    "-5@0, Nonsense",
    "5@-1, Nonsense",
    "999999999999999999@0, Nonsense",
    "5@999999999999999999, Nonsense",
    "x, Nonsense",
    "5@, Nonsense",
    "@5, Nonsense",
    "5@1@2, Nonsense",
    "1, Listed",
    "99999999999999999@99999999999999999, Listed",
  })
  void stretchesOfFiles(String range, String read) {
    assertThat(read(HEAD + "#EXTINF:4,\n#EXT-X-BYTERANGE:" + range + "\none.ts\n"))
        .extracting(it -> it.getClass().getSimpleName())
        .isEqualTo(read);
  }

  @Test
  void aStretchWithoutAPlaceOfAnotherFileBeginsAtItsStart() {
    SegmentList list =
        listed(
            HEAD
                + "#EXT-X-BYTERANGE:10@90\n#EXTINF:4,\none.ts\n"
                + "#EXT-X-BYTERANGE:10\n#EXTINF:4,\ntwo.ts\n"
                + "#EXT-X-BYTERANGE:7\n#EXTINF:4,\ntwo.ts\n");
    assertThat(list.segments())
        .extracting(each -> each.piece().from())
        .containsExactly(90L, 0L, 10L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "METHOD=SAMPLE-AES,URI=\"k\"",
        "METHOD=SAMPLE-AES-CTR",
        "METHOD=none",
        "METHOD=",
        "",
        "METHOD=AES-128,URI=\"k\",KEYFORMAT=\"com.apple.streamingkeydelivery\"",
      })
  void aKeyThatIsNotKnown(String key) {
    assertThat(read(HEAD + "#EXT-X-KEY:" + key + "\n" + ONE)).isInstanceOf(Read.Sealed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IV=12", "IV=0x", "IV=0xZZ", "IV=0x123456789012345678901234567890123"})
  void aVectorThatIsNone(String vector) {
    String key = "#EXT-X-KEY:METHOD=AES-128,URI=\"k\"," + vector + "\n";

    assertThat(read(HEAD + key + ONE)).isInstanceOf(Read.Nonsense.class);
  }

  @Test
  void anEndlessLineAndEndlessLinesAreNonsense() {
    assertThat(read(HEAD + "#EXTINF:4," + "x".repeat(20_000) + "\none.ts\n"))
        .isInstanceOf(Read.Nonsense.class);
    assertThat(read(HEAD + "a\n".repeat(150_000))).isInstanceOf(Read.Nonsense.class);
  }

  @Test
  void aNumberInTheMiddleIsNonsense() {
    assertThat(read(HEAD + ONE + "#EXT-X-MEDIA-SEQUENCE:9\n" + ONE))
        .isInstanceOf(Read.Nonsense.class);
  }

  @Test
  void aFilmWithoutAnEndWasCut() {
    assertThat(read(HEAD + "#EXT-X-PLAYLIST-TYPE:VOD\n" + ONE)).isInstanceOf(Read.Nonsense.class);
    assertThat(listed(HEAD + "#EXT-X-PLAYLIST-TYPE:VOD\n" + ONE + "#EXT-X-ENDLIST\n").ended())
        .isTrue();
    assertThat(listed(HEAD + "#EXT-X-PLAYLIST-TYPE:EVENT\n" + ONE).ended()).isFalse();
  }

  /** Whatever a list is cut or bent to, reading it ends, and no segment leaves http. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void bentListsAreReadWithoutHarm(long seed) {
    Random random = new Random(seed);
    String whole =
        HEAD
            + "#EXT-X-MEDIA-SEQUENCE:41\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x1\n"
            + "#EXT-X-MAP:URI=\"h.mp4\",BYTERANGE=\"9@1\"\n"
            + ("#EXT-X-DISCONTINUITY\n#EXT-X-GAP\n#EXT-X-BYTERANGE:9@1\n" + ONE).repeat(3)
            + "#EXT-X-ENDLIST\n";
    for (int each = 0; each < 2_000; each++) {
      StringBuilder bent = new StringBuilder(whole);
      for (int change = random.nextInt(1, 6); change > 0; change--) {
        int at = random.nextInt(bent.length());
        switch (random.nextInt(3)) {
          case 0 -> bent.setCharAt(at, (char) random.nextInt(1, 0x250));
          case 1 -> bent.delete(at, Math.min(bent.length(), at + random.nextInt(1, 40)));
          default -> bent.insert(at, whole, 0, random.nextInt(whole.length()));
        }
      }
      if (read(bent.toString()) instanceof Read.Listed(SegmentList list)) {
        assertThat(list.target()).as("seed %s", seed).isBetween(0.0, 3_600.0);
        assertThat(list.segments())
            .as("seed %s, %s", seed, bent)
            .allSatisfy(segment -> {
              assertThat(segment.piece().uri().getScheme()).startsWithIgnoringCase("http");
              assertThat(segment.seconds()).isBetween(0.0, 3_600.0);
              assertThat(segment.number()).isNotNegative();
            });
      }
    }
  }
}
