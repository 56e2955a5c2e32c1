package dev.fetchlight.engine.live.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.live.list.SegmentList.Read;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentListTest {
  private static final URI FROM = URI.create("https://example.com/a/b/list.m3u8?token=1");
  private static final String HEAD = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n";
  private static final String ONE = "#EXTINF:3.5,title\none.ts\n";

  @Test
  void readsWhatAListSays() {
    SegmentList list =
        listed(
            HEAD
                + "#EXT-X-MEDIA-SEQUENCE:41\n#EXT-X-MAP:URI=\"init.mp4\",BYTERANGE=\"10@2\"\n"
                + "#EXT-X-KEY:METHOD=AES-128,URI=\"../key?x=1,2\",IV=0xAB\n"
                + "#EXTINF:3.5,\n#EXT-X-BYTERANGE:100@7\n/one.ts\n"
                + "#EXT-X-KEY:METHOD=NONE\n#EXT-X-DISCONTINUITY\n#EXTINF:2,\n"
                + "#EXT-X-BYTERANGE:50\n/one.ts\n"
                + "#EXT-X-GAP\n#EXTINF:1,\nhttps://cdn.example/two words.ts\n#EXT-X-ENDLIST\n");

    assertThat(list.target()).isEqualTo(4);
    assertThat(list.first()).isEqualTo(41);
    assertThat(list.end()).isEqualTo(44);
    assertThat(list.ended()).isTrue();
    Segment first = list.segments().getFirst();
    assertThat(first.number()).isEqualTo(41);
    assertThat(first.piece())
        .isEqualTo(new Piece(URI.create("https://example.com/one.ts"), 7, 100));
    assertThat(first.head())
        .isEqualTo(new Piece(URI.create("https://example.com/a/b/init.mp4"), 2, 10));
    assertThat(first.lock())
        .isEqualTo(
            new Segment.Lock(URI.create("https://example.com/a/key?x=1,2"), "0".repeat(30) + "AB"));
    assertThat(first.cut()).isFalse();
    Segment second = list.segments().get(1);
    assertThat(second.piece().from()).isEqualTo(107);
    assertThat(second.piece().range()).isEqualTo("bytes=107-156");
    assertThat(second.lock()).isNull();
    assertThat(second.cut()).isTrue();
    Segment third = list.segments().get(2);
    assertThat(third.missing()).isTrue();
    assertThat(third.piece())
        .isEqualTo(Piece.whole(URI.create("https://cdn.example/two%20words.ts")));
  }

  @Test
  void hasANumberThoughItIsEmpty() {
    SegmentList list = listed(HEAD + "#EXT-X-MEDIA-SEQUENCE:7\n");

    assertThat(list.first()).isEqualTo(7);
    assertThat(list.end()).isEqualTo(7);
    assertThat(list.ended()).isFalse();
  }

  @Test
  void believesNoLength() {
    assertThat(listed("#EXTM3U\n#EXT-X-TARGETDURATION:999999999\n" + ONE).target())
        .isEqualTo(3_600);
    assertThat(listed(HEAD + "#EXTINF:-5,\nx.ts\n").segments().getFirst().seconds()).isEqualTo(4);
    assertThat(listed(HEAD + "#EXTINF:NaN,\nx.ts\n").segments().getFirst().seconds()).isEqualTo(4);
    assertThat(listed(HEAD + "#EXTINF:1e9,\nx.ts\n").segments().getFirst().seconds()).isEqualTo(4);
    assertThat(listed("#EXTM3U\n" + ONE).target()).isZero();
  }

  static Stream<String> nonsense() {
    return Stream.of(
        "",
        "<html>#EXTM3U</html>",
        "#EXTM3U\n",
        HEAD + "#EXT-X-STREAM-INF:BANDWIDTH=1\n" + ONE,
        HEAD + "#EXT-X-MEDIA-SEQUENCE:-1\n" + ONE,
        HEAD + "#EXT-X-MEDIA-SEQUENCE:99999999999999999999\n" + ONE,
        HEAD + "#EXT-X-MEDIA-SEQUENCE:9223372036854775800\n" + ONE,
        HEAD + ONE + "#EXT-X-MEDIA-SEQUENCE:9\n" + ONE,
        HEAD + "#EXTINF:1,\nfile:///etc/passwd\n",
        HEAD + "#EXTINF:1,\nftp://example.com/x.ts\n",
        HEAD + "#EXTINF:1,\ndata:video/mp2t;base64,AAAA\n",
        HEAD + "#EXTINF:1,\nhttp://exa mple.com:port/[x\n",
        HEAD + "#EXT-X-MAP:URI=\"file:///etc/passwd\"\n" + ONE,
        HEAD + "#EXT-X-KEY:METHOD=AES-128,URI=\"file:///etc/passwd\"\n" + ONE,
        HEAD + "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0xZZ\n" + ONE,
        HEAD + "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x" + "0".repeat(33) + "\n" + ONE,
        HEAD + "#EXT-X-BYTERANGE:0@5\n" + ONE,
        HEAD + "#EXT-X-BYTERANGE:99999999999999999999\n" + ONE,
        HEAD + "#EXT-X-BYTERANGE:-1@-1\n" + ONE,
        HEAD + "#EXT-X-I-FRAMES-ONLY\n" + ONE,
        HEAD + "#EXT-X-SKIP:SKIPPED-SEGMENTS=3\n" + ONE,
        HEAD + "#EXT-X-PLAYLIST-TYPE:VOD\n" + ONE,
        HEAD + "#EXTINF:1,\n" + "x".repeat(20_000) + "\n",
        HEAD + ONE.repeat(100_002));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void makesNothingOfNonsense(String text) {
    assertThat(SegmentList.read(text, FROM)).isEqualTo(new Read.Nonsense());
  }

  static Stream<String> sealed() {
    return Stream.of(
        "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\"",
        "#EXT-X-KEY:URI=\"k\"",
        "#EXT-X-KEY:METHOD=AES-128,URI=\"skd://k\",KEYFORMAT=\"com.apple.streamingkeydelivery\"");
  }

  @ParameterizedTest
  @MethodSource("sealed")
  void knowsOneWayToDecrypt(String key) {
    assertThat(SegmentList.read(HEAD + key + "\n" + ONE, FROM)).isEqualTo(new Read.Sealed());
  }

  private static SegmentList listed(String text) {
    assertThat(SegmentList.read(text, FROM)).isInstanceOf(Read.Listed.class);
    return ((Read.Listed) SegmentList.read(text, FROM)).list();
  }
}
