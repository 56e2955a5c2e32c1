package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
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
  @CsvFileSource(resources = "address-tricks.csv", delimiter = '|', quoteCharacter = '"')
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
