package dev.fetchlight.egress.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.address.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to a proxy byte by byte, and what its answers mean, lies included. */
class HandshakeTest {
  private static final HexFormat HEX = HexFormat.of();

  /** What comes of an answer: a reason, or {@code through} with how many bytes were left. */
  private static String heard(Proxy proxy, Target to, byte[] answer) {
    Handshake handshake = proxy.handshake(to);
    ByteBuffer left = ByteBuffer.wrap(answer);
    StringBuilder said = new StringBuilder(words(handshake.hello()));
    while (left.remaining() >= handshake.wanted()) {
      byte[] piece = new byte[handshake.wanted()];
      left.get(piece);
      switch (handshake.hear(piece)) {
        case Handshake.Turn.Say(ByteBuffer more) -> said.append(words(more));
        case Handshake.Turn.Through() -> {
          return said + " through " + left.remaining();
        }
        case Handshake.Turn.Failed(Snag.Why why) -> {
          return said + " " + why;
        }
      }
    }
    return said + " more";
  }

  private static String words(ByteBuffer words) {
    byte[] bytes = new byte[words.remaining()];
    words.duplicate().get(bytes);
    return HEX.formatHex(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "0500 0500 0001 7f000001 0000, through 0",
    "0500 0500 0004 00000000000000000000000000000000 0000, through 0",
    "0500 0500 0003 02 6162 0000 aabb, through 2",
    "0500 0500 0003 00 0000, through 0",
    "0500 0500 0002 00, NO_PROXY",
    "0500 0501, NO_SITE",
    "0500 0502, REFUSES",
    "0500 0503, NO_SITE",
    "0500 0504, NO_SITE",
    "0500 0505, NO_SITE",
    "0500 0506, NO_SITE",
    "0500 0507, NO_PROXY",
    "0500 0508, NO_SITE",
    "0500 05ee, NO_PROXY",
    "0500 0400, NO_PROXY",
    "05ff, LOGIN",
    "0502, NO_PROXY",
    "0501, NO_PROXY",
    "0400, NO_PROXY",
    "4854, NO_PROXY",
    "05, more",
    "0500 0500 0001 7f000001 00, more",
  })
  void understandsSocks(String answer, String outcome) {
    Proxy proxy = Proxy.parse("socks5://p:1");
    String to = "0501000104050607" + "01bb";
    assertThat(heard(proxy, Target.parse("4.5.6.7:443", 0).orElseThrow(), bytes(answer)))
        .startsWith("050100")
        .matches("050100(" + to + ")? " + outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "0502 0100 0500 0001 7f000001 0000, through 0",
    "0500 0500 0001 7f000001 0000, through 0",
    "0502 0101, LOGIN",
    "0502 05ff, LOGIN",
    "05ff, LOGIN",
  })
  void showsALoginWhereItIsWanted(String answer, String outcome) {
    String said =
        heard(
            Proxy.parse("socks5h://me:pass@p:1"),
            Target.parse("site.example:80", 0).orElseThrow(),
            bytes(answer));
    assertThat(said).startsWith("05020002").endsWith(" " + outcome);
    assertThat(said.contains("01026d650470617373")).isEqualTo(answer.startsWith("0502"));
    if (outcome.startsWith("through")) {
      assertThat(said).contains("050100030c736974652e6578616d706c650050");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK\r\n\r\nrest', through 4",
    "'HTTP/1.0 200\n\n', through 0",
    "'HTTP/1.1 299 Fine\r\nContent-Length: 5\r\n\r\n', through 0",
    "'HTTP/1.1 100 Go\r\n\r\nHTTP/1.1 200 OK\r\n\r\n', through 0",
    "'HTTP/1.1 407 No\r\n\r\n', LOGIN",
    "'HTTP/1.1 401 No\r\n\r\n', LOGIN",
    "'HTTP/1.1 403 No\r\n\r\n', REFUSES",
    "'HTTP/1.1 302 There\r\nLocation: http://x/\r\n\r\n', REFUSES",
    "'HTTP/1.1 101 Up\r\n\r\n', REFUSES",
    "'HTTP/1.1 502 No\r\n\r\n', NO_SITE",
    "'HTTP/1.1 OK\r\n\r\n', NO_PROXY",
    "'HTTP/2 200\r\n\r\n', NO_PROXY",
    "'SSH-2.0-OpenSSH', NO_PROXY",
    "'HTTP/1.1 200 OK\r\n', more",
  })
  void understandsHttp(String answer, String outcome) {
    String hello =
        String.join(
            "\r\n",
            "CONNECT [::1]:443 HTTP/1.1",
            "Host: [::1]:443",
            "Proxy-Authorization: Basic bWU6cGFzcw==",
            "",
            "");
    assertThat(
            heard(
                Proxy.parse("http://me:pass@p:1"),
                Target.parse("[::1]:443", 0).orElseThrow(),
                answer.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(HEX.formatHex(hello.getBytes(StandardCharsets.US_ASCII)) + " " + outcome);
  }

  @Test
  void readsNoEndlessHead() {
    String head = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(10_000);
    assertThat(
            heard(
                Proxy.parse("http://p:1"),
                Target.parse("site.example:80", 0).orElseThrow(),
                head.getBytes(StandardCharsets.US_ASCII)))
        .endsWith(" NO_PROXY");
  }

  private static byte[] bytes(String hex) {
    return HEX.parseHex(hex.replace(" ", ""));
  }
}
