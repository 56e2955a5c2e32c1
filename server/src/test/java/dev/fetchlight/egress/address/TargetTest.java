package dev.fetchlight.egress.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many spellings, one meaning. */
class TargetTest {

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "127.0.0.1., 127.0.0.1",
    "127.1, 127.0.0.1",
    "127.0.1, 127.0.0.1",
    "2130706433, 127.0.0.1",
    "0177.0.0.1, 127.0.0.1",
    "017700000001, 127.0.0.1",
    "0x7f.0.0.1, 127.0.0.1",
    "0X7F.1, 127.0.0.1",
    "0x7f000001, 127.0.0.1",
    "00000177.0.0.1, 127.0.0.1",
    "0, 0.0.0.0",
    "0xa9fea9fe, 169.254.169.254",
    "169.254.43518, 169.254.169.254",
    "[::1], 0:0:0:0:0:0:0:1",
    "[::ffff:127.0.0.1], 127.0.0.1",
    "[::ffff:7f00:1], 127.0.0.1",
    "[0:0:0:0:0:ffff:7f00:0001], 127.0.0.1",
    "user@127.0.0.1, 127.0.0.1",
    "example.com@127.0.0.1, 127.0.0.1",
    "example.com:80@127.0.0.1, 127.0.0.1",
  })
  void readsAnAddress(String host, String address) {
    Target target = Target.parse(host, 80).orElseThrow();
    assertThat(target.address()).isEqualTo(InetAddress.ofLiteral(address));
    assertThat(target.port()).isEqualTo(80);
  }

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource({
    "１２７。０。０。１, 127.0.0.1",
    "①②⑦.0.0.1, 127.0.0.1",
    "BÜCHER.example, xn--bcher-kva.example",
    "ｅｘａｍｐｌｅ．com, example.com",
    "ⓛocalhost, localhost",
  })
  void readsUnicode(String host, String ascii) {
    byte[] octets = host.getBytes(StandardCharsets.UTF_8);
    String bytes = new String(octets, StandardCharsets.ISO_8859_1);
    assertThat(Target.parse(bytes, 80).orElseThrow().host()).isEqualTo(ascii);
  }

  @Test
  void readsNamesAndPorts() {
    assertThat(Target.parse("Example.COM.:8080", 80))
        .contains(new Target("example.com", 8080, null));
    assertThat(Target.parse("foo_bar.example", 443))
        .contains(new Target("foo_bar.example", 443, null));
    assertThat(Target.parse("example.com:", 80)).contains(new Target("example.com", 80, null));
    assertThat(Target.parse("127-0-0-1.example", 80).orElseThrow().address()).isNull();
    assertThat(Target.parse("[::1]:65535", 80).orElseThrow()).hasToString("[::1]:65535");
    assertThat(Target.parse("a.example:81", 80).orElseThrow().hostHeader(80))
        .isEqualTo("a.example:81");
    assertThat(Target.parse("a.example:80", 80).orElseThrow().hostHeader(80))
        .isEqualTo("a.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a..b",
        "127.0.0.1..",
        "example.com:0",
        "example.com:65536",
        "example.com:-1",
        "example.com:8o",
        "example.com:99999999999",
        "256.1.1.1",
        "1.2.3.4.5",
        "4294967296",
        "1.2.3.08",
        "0x",
        "a.0x7g.1",
        "[::1",
        "::1",
        "[::1%lo]",
        "[fe80::1%25eth0]",
        "[]",
        "[127.0.0.1]",
        "[::1]x:80",
        "exa mple.com",
        "example.com\u0000.evil.example",
        "example.com/evil",
        "example.com#",
        "a%2eb",
        "127.0.0.1%00",
        "exa\\mple.com",
        "user@",
        "[v1.fe]",
        "\u00ff\u00fe.example\u0001",
      })
  void readsNothingElse(String authority) {
    assertThat(Target.parse(authority, 80)).isEmpty();
  }

  @Test
  void wantsAPortWhereThereIsNoDefault() {
    assertThat(Target.parse("example.com", 0)).isEmpty();
    assertThat(Target.parse("example.com:443", 0)).isPresent();
  }

  @Test
  void takesNoLabelOrNameThatIsTooLong() {
    assertThat(Target.parse("a".repeat(64) + ".example", 80)).isEmpty();
    assertThat(Target.parse("a.".repeat(126) + "a", 80)).isPresent();
    assertThat(Target.parse("a.".repeat(127) + "a", 80)).isEmpty();
  }
}
