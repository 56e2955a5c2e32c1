package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ways to write an address so that somebody takes it for another one. Each is tried as a link that
 * a person submits, as what a program asks the proxy for, and as where a site redirects to.
 */
class AddressTricksTest {
  private static final Vertx VERTX = Vertx.vertx();
  private final Tricks tricks;

  AddressTricksTest() throws IOException {
    tricks = new Tricks(VERTX);
  }

  @AfterEach
  void close() throws IOException {
    tricks.close();
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().await();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          plain                        | 127.0.0.1#                  | a loopback address
          plain, another one           | 127.255.255.254             | a loopback address
          two parts                    | 127.1#                      | a loopback address
          three parts                  | 127.0.1#                    | a loopback address
          a large second part          | 127.65535                   | a loopback address
          one decimal number           | 2130706433#                 | a loopback address
          one octal number             | 017700000001#               | a loopback address
          one hex number               | 0x7f000001#                 | a loopback address
          octal parts                  | 0177.0.0.01#                | a loopback address
          hex parts                    | 0x7f.0x0.0x0.0x1#           | a loopback address
          hex in upper case            | 0X7F.0X1#                   | a loopback address
          octal, hex and decimal       | 0177.0x0.1#                 | a loopback address
          many leading zeros           | 0000000177.0.0.1#           | a loopback address
          zeros in every part          | 127.000.000.001#            | a loopback address
          a trailing dot               | 127.0.0.1.#                 | a loopback address
          a number and a dot           | 2130706433.#                | a loopback address
          nothing but zero             | 0#                          | an unspecified address
          hex zero                     | 0x0#                        | an unspecified address
          this network                 | 0.1.2.3                     | a reserved address
          ten                          | 10.0.0.1                    | a private address
          ten in octal                 | 012.1                       | a private address
          ten as one number            | 167772161                   | a private address
          a home network               | 192.168.1.1                 | a private address
          a home network in octal      | 0300.0250.1.1               | a private address
          the private middle           | 172.16.0.1                  | a private address
          a carrier's network          | 100.64.0.1                  | a carrier's address
          link-local                   | 169.254.1.1                 | a link-local address
          metadata                     | 169.254.169.254             | a cloud metadata address
          metadata as one number       | 2852039166                  | a cloud metadata address
          metadata in hex              | 0xa9fea9fe                  | a cloud metadata address
          metadata in octal            | 0251.0376.0251.0376         | a cloud metadata address
          metadata in three parts      | 169.254.43518               | a cloud metadata address
          metadata of containers       | 169.254.170.2               | a cloud metadata address
          metadata elsewhere           | 100.100.100.200             | a cloud metadata address
          the wire server              | 168.63.129.16               | a cloud metadata address
          benchmarks                   | 198.18.0.1                  | a benchmarking address
          documentation                | 203.0.113.7                 | a documentation address
          6to4 relays                  | 192.88.99.1                 | a 6to4 relay address
          multicast                    | 224.0.0.251                 | a multicast address
          reserved                     | 240.0.0.1                   | a reserved address
          broadcast                    | 255.255.255.255             | a broadcast address
          IPv6                         | [::1]#                      | a loopback address
          IPv6 in full                 | [0:0:0:0:0:0:0:1]#          | a loopback address
          IPv6 unspecified             | [::]#                       | an unspecified address
          mapped                       | [::ffff:127.0.0.1]#         | a loopback address
          mapped in hex                | [::FFFF:7f00:1]#            | a loopback address
          mapped in full               | [0:0:0:0:0:ffff:7f00:1]#    | a loopback address
          translated                   | [::ffff:0:127.0.0.1]#       | a loopback address hidden in an IPv6 address
          compatible                   | [::127.0.0.1]#              | a loopback address hidden in an IPv6 address
          NAT64                        | [64:ff9b::127.0.0.1]#       | a loopback address hidden in an IPv6 address
          NAT64 to metadata            | [64:ff9b::a9fe:a9fe]        | a cloud metadata address hidden in an IPv6 address
          local NAT64                  | [64:ff9b:1::10.0.0.1]       | a private address hidden in an IPv6 address
          local NAT64, short prefix    | [64:ff9b:1:7f00:0:100::]    | a loopback address hidden in an IPv6 address
          6to4                         | [2002:7f00:1::]#            | a loopback address hidden in an IPv6 address
          Teredo's server              | [2001:0:7f00:1::]#          | a loopback address hidden in an IPv6 address
          Teredo's client              | [2001:0:808:808::80ff:fffe] | a loopback address hidden in an IPv6 address
          ISATAP                       | [2600::5efe:127.0.0.1]#     | a loopback address hidden in an IPv6 address
          ISATAP of a local kind       | [2600::200:5efe:10.0.0.1]   | a private address hidden in an IPv6 address
          link-local IPv6              | [fe80::1]                   | a link-local address
          site-local IPv6              | [fec0::1]                   | a site-local address
          unique-local IPv6            | [fc00::1]                   | a unique-local address
          metadata by IPv6             | [fd00:ec2::254]             | a cloud metadata address
          multicast IPv6               | [ff02::1]                   | a multicast address
          documentation IPv6           | [2001:db8::1]               | a documentation address
          discarded IPv6               | [100::1]                    | a discard address
          IPv6 that nobody has         | [4000::1]                   | a reserved address
          fullwidth digits and dots    | １２７．０．０．１#         | a loopback address
          circled digits               | ①②⑦.⓪.⓪.①#             | a loopback address
          superscript digits           | ¹²⁷.⁰.⁰.¹#                  | a loopback address
          ideographic dots             | 127。0｡0。1#                | a loopback address
          bold digits                  | 𝟭𝟮𝟳.𝟬.𝟬.𝟭#                | a loopback address
          a dot leader                 | 127․0․0․1#                  | a loopback address
          a soft hyphen inside         | 127.0.0.SHY1#               | a loopback address
          a zero-width space inside    | 127.0ZWSP.0.1#              | a loopback address
          """)
  void anAddressInsideIsRefusedHoweverItIsWritten(String what, String host, String reason)
      throws Exception {
    String sentence = " is " + reason + ".";
    assertThat(tricks.submitted(tricks.authority(host))).as(what).endsWith(sentence);
    assertThat(tricks.asked("http://" + tricks.authority(host) + "/x")).endsWith(sentence);
    assertThat(tricks.redirected("http://" + tricks.authority(host) + "/x")).endsWith(sentence);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the usual name           | localhost#                | a loopback address
          in upper case            | LOCALHOST#                | a loopback address
          with a trailing dot      | localhost.#               | a loopback address
          circled                  | ⓛocalhost#                | a loopback address
          fullwidth                | ｌｏｃａｌｈｏｓｔ#        | a loopback address
          a name of one's own      | inside.example#           | a loopback address
          by IPv6                  | inside6.example#          | a loopback address
          mapped                   | mapped.example            | a private address
          an address in the name   | 127.0.0.1.nip.example#    | a loopback address
          a cloud's own name       | metadata.google.internal  | a cloud metadata address
          one of several addresses | several.example           | a private address
          """)
  void aNameThatLeadsInsideIsRefused(String what, String host, String reason) throws Exception {
    String sentence = " leads to " + reason + ".";
    assertThat(tricks.submitted(tricks.authority(host))).as(what).endsWith(sentence);
    assertThat(tricks.asked("http://" + tricks.authority(host) + "/x")).endsWith(sentence);
    assertThat(tricks.redirected("http://" + tricks.authority(host) + "/x")).endsWith(sentence);
  }

  /** No reader is to be given the choice between two meanings. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no host                     | EMPTY
          a port alone                | #
          a dot alone                 | .
          two trailing dots           | 127.0.0.1..#
          an empty part               | 127..0.1#
          a part that is too large    | 256.0.0.1
          five parts                  | 127.0.0.0.1
          a number that is too large  | 4294967297
          no octal number             | 127.0.0.09
          hex without digits          | 0x#
          a name that ends in hex     | good.example.0x7f000001
          port zero                   | 127.0.0.1:0
          a port that is too large    | 127.0.0.1:65536
          a port that wraps around    | 127.0.0.1:4294967376
          a port of letters           | 127.0.0.1:8o
          two ports                   | 127.0.0.1:80:80
          a zone                      | [::1%lo]#
          a zone, escaped             | [fe80::1%25eth0]
          IPv4 in brackets            | [127.0.0.1]#
          a bracket that stays open   | [::1
          no brackets                 | ::1
          an address of the future    | [v1.127.0.0.1]
          a space                     | 127.0.0.1\\040.good.example
          a control character         | 127.0.0.1\\001
          a NUL                       | 127.0.0.1\\000.good.example
          a backslash                 | 127.0.0.1\\\\.good.example
          a comma                     | 127.0.0.1,good.example
          a NUL, escaped              | 127.0.0.1%00.good.example
          a slash, escaped            | 127.0.0.1%2f.good.example
          an at-sign, escaped         | good.example%40127.0.0.1#
          a line break, escaped       | good.example%0d%0aHost:127.0.0.1
          """)
  void whatIsNoHostIsNoLink(String what, String host) throws Exception {
    assertThat(tricks.submitted(tricks.authority(host)))
        .as(what)
        .matches("400 .*|The link names no host and port that can be reached\\.");
    assertThat(tricks.asked("http://" + tricks.authority(host) + "/x")).startsWith("HTTP/1.1 400 ");
    assertThat(tricks.redirected("http://" + tricks.authority(host) + "/x"))
        .isIn(
            "The link names no host and port that can be reached.",
            "The site redirects to something that is not a link.");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a user                    | good.example@127.0.0.1#
          a user with a password    | good.example:80@127.0.0.1#
          two users                 | good.example@good.example@127.0.0.1#
          a user with a slash       | good.example%2f@127.0.0.1#
          an empty user             | @127.0.0.1#
          a user with a hash        | good.example%23@127.0.0.1#
          """)
  void aUserIsNoHost(String what, String host) throws Exception {
    assertThat(tricks.submitted(tricks.authority(host)))
        .as(what)
        .startsWith("400 Remove the user name");
    assertThat(tricks.asked("http://" + tricks.authority(host) + "/x"))
        .endsWith(" is a loopback address.");
    assertThat(tricks.redirected("http://" + tricks.authority(host) + "/x"))
        .endsWith(" is a loopback address.");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          escaped digits      | %31%32%37.0.0.1#   | 127.0.0.1 is a loopback address.
          an escaped dot      | 127%2e0.0.1#       | 127.0.0.1 is a loopback address.
          an escaped letter   | loc%61lhost#       | localhost leads to a loopback address.
          escaped fullwidth   | %EF%BC%91%EF%BC%92%EF%BC%97.1# | 127.0.0.1 is a loopback address.
          """)
  void anEscapedHostIsReadOnceAndNeverTwice(String what, String host, String sentence)
      throws Exception {
    assertThat(tricks.submitted(tricks.authority(host))).as(what).isEqualTo(sentence);
    assertThat(tricks.asked("http://" + tricks.authority(host) + "/x")).startsWith("HTTP/1.1 400 ");
    assertThat(tricks.submitted(tricks.authority(host.replace("%", "%25")))).startsWith("400 ");
  }

  /** Whoever refuses everything passes all of the above. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.2",
        "127.2",
        "0x7f000002",
        "[::ffff:127.0.0.2]",
        "good.example",
        "GOOD.Example.",
        "ｇｏｏｄ.example",
        "127．0．0．2"
      })
  void whatIsOutsideIsReachedHoweverItIsWritten(String host) throws Exception {
    String authority = host + ":" + tricks.outside.port();
    assertThat(tricks.submitted(authority)).isEqualTo("answered 200");
    assertThat(tricks.asked("http://" + authority + "/x")).startsWith("HTTP/1.1 200 ");
    assertThat(tricks.redirected("http://" + authority + "/x")).isEqualTo("answered 200");
  }
}
