package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Link;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
  private static final Duration LONG = Duration.ofSeconds(60);

  /** 127.0.0.2 stands for the internet; everything else is what it is. */
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry("good.example", List.of("127.0.0.2")),
          Map.entry("localhost", List.of("127.0.0.1", "::1")),
          Map.entry("inside.example", List.of("127.0.0.1")),
          Map.entry("inside6.example", List.of("::1")),
          Map.entry("mapped.example", List.of("::ffff:10.0.0.1")),
          Map.entry("several.example", List.of("127.0.0.2", "8.8.8.8", "10.0.0.1")),
          Map.entry("metadata.google.internal", List.of("169.254.169.254")),
          Map.entry("127.0.0.1.nip.example", List.of("127.0.0.1")),
          Map.entry("xn--lcalhost-e1a.example", List.of("127.0.0.1")));

  private final AtomicInteger fickleLookups = new AtomicInteger();
  private final Egress egress = Doors.open(VERTX, "127.0.0.2/32", this::lookUp);
  private final Gate gate = egress.open();
  private String location = "";
  private Site outside;
  private Site inside;

  private List<InetAddress> lookUp(String name) {
    return name.equals("fickle.example")
        ? Doors.addresses(fickleLookups.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1")
        : Doors.addresses(NAMES.getOrDefault(name, List.of()).toArray(String[]::new));
  }

  @BeforeEach
  void serve() throws IOException {
    inside = Site.saying("127.0.0.1", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
    outside =
        Site.on(
            "127.0.0.2",
            (head, socket) -> {
              String path = head.split(" ", 3)[1];
              String status = path.matches("/[0-9]{3}") ? path.substring(1) : "200";
              Site.send(
                  socket, "HTTP/1.1 " + status + " X\r\n" + location + "Content-Length: 0\r\n\r\n");
            });
  }

  @AfterEach
  void close() throws IOException {
    assertThat(inside.visits()).as("visits inside").isZero();
    outside.close();
    inside.close();
    egress.close();
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().await();
  }

  /** In the tables, # stands for the port on which somebody inside really listens. */
  private String authority(String host) {
    return host.translateEscapes()
        .replace("#", ":" + inside.port())
        .replace("EMPTY", "")
        .replace("SHY", "\u00ad")
        .replace("ZWSP", "\u200b");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(resources = "address-tricks.csv", delimiter = '|', quoteCharacter = '"')
  void anAddressInsideIsRefusedHoweverItIsWritten(String what, String host, String reason)
      throws Exception {
    String sentence = " is " + reason + ".";
    assertThat(submitted(authority(host))).as(what).endsWith(sentence);
    assertThat(asked("http://" + authority(host) + "/x")).endsWith(sentence);
    assertThat(redirected("http://" + authority(host) + "/x")).endsWith(sentence);
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
    assertThat(submitted(authority(host))).as(what).endsWith(sentence);
    assertThat(asked("http://" + authority(host) + "/x")).endsWith(sentence);
    assertThat(redirected("http://" + authority(host) + "/x")).endsWith(sentence);
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
    assertThat(submitted(authority(host)))
        .as(what)
        .matches("400 .*|The link names no host and port that can be reached\\.");
    assertThat(asked("http://" + authority(host) + "/x")).startsWith("HTTP/1.1 400 ");
    assertThat(redirected("http://" + authority(host) + "/x"))
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
    assertThat(submitted(authority(host))).as(what).startsWith("400 Remove the user name");
    assertThat(asked("http://" + authority(host) + "/x")).endsWith(" is a loopback address.");
    assertThat(redirected("http://" + authority(host) + "/x")).endsWith(" is a loopback address.");
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
    assertThat(submitted(authority(host))).as(what).isEqualTo(sentence);
    assertThat(asked("http://" + authority(host) + "/x")).startsWith("HTTP/1.1 400 ");
    assertThat(submitted(authority(host.replace("%", "%25")))).startsWith("400 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://127.0.0.1/x",
        "FTP://good.example/x",
        "rtmp://127.0.0.1/live",
        "rtmps://good.example/live",
        "rtsp://127.0.0.1/x",
        "mms://127.0.0.1/x",
        "gopher://127.0.0.1:70/_x",
        "dict://127.0.0.1:11211/stats",
        "ldap://127.0.0.1/x",
        "tftp://127.0.0.1/x",
        "smb://127.0.0.1/x",
        "ws://127.0.0.1/x",
        "file://127.0.0.1/etc/passwd",
      })
  void noOtherSchemeIsServed(String link) throws Exception {
    assertThat(Link.parse(link)).isInstanceOf(Link.Invalid.class);
    String scheme = link.substring(0, link.indexOf(':')).toLowerCase(Locale.ROOT);
    String sentence = "Only http and https addresses may be fetched, not " + scheme + ".";
    assertThat(asked(link)).endsWith(sentence);
    assertThat(redirected(link)).isEqualTo(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "data:text/html,x",
        "javascript:alert(1)",
        "jar:http://127.0.0.1!/x",
        "view-source:http://127.0.0.1/",
        "http:127.0.0.1/x",
        "http:/127.0.0.1/x",
        "https:\\\\127.0.0.1\\x",
        "about:blank",
        "concat:http://127.0.0.1/x|/etc/passwd",
      })
  void aLinkWithoutAHostLeadsNowhere(String link) throws Exception {
    assertThat(Link.parse(link)).isInstanceOf(Link.Invalid.class);
    assertThat(asked(link)).startsWith("HTTP/1.1 400 ");
    assertThat(redirected(link))
        .isIn(
            "The link names no host and port that can be reached.",
            "The site redirects to something that is not a link.");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void everyRedirectIsJudged(int status) throws Exception {
    for (String to :
        List.of(
            "http://127.0.0.1:" + inside.port() + "/",
            "HTTP://127.0.0.1:" + inside.port() + "/",
            "https://127.0.0.1:" + inside.port() + "/",
            "//127.0.0.1:" + inside.port() + "/")) {
      location = "Location: " + to + "\r\n";
      assertThat(fetched("http://good.example:" + outside.port() + "/" + status))
          .isEqualTo("127.0.0.1 is a loopback address.");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 Location: ",
        "201 Location: ",
        "300 Location: ",
        "304 Location: ",
        "305 Location: ",
        "200 Refresh: 0; url=",
        "302 Refresh: 0; url=",
        "200 Content-Location: ",
        "200 Link: rel=canonical; ",
        "302 URI: "
      })
  void nothingElseIsARedirect(String how) throws Exception {
    location = how.substring(4) + "http://127.0.0.1:" + inside.port() + "/\r\n";
    assertThat(fetched("http://good.example:" + outside.port() + "/" + how.substring(0, 3)))
        .isEqualTo("answered " + how.substring(0, 3));
  }

  @Test
  void aNameThatChangesItsMindIsJudgedEachTime() throws Exception {
    assertThat(fetched("http://fickle.example:" + outside.port() + "/200"))
        .isEqualTo("answered 200");
    assertThat(fickleLookups).hasValue(1);
    String sentence = "fickle.example leads to a loopback address.";
    assertThat(fetched("http://fickle.example:" + inside.port() + "/")).isEqualTo(sentence);
    assertThat(asked("http://fickle.example:" + inside.port() + "/")).endsWith(sentence);
  }

  @Test
  void aNameThatChangesItsMindBetweenHopsIsJudgedAgain() throws Exception {
    location = "Location: http://fickle.example:" + inside.port() + "/\r\n";
    assertThat(fetched("http://fickle.example:" + outside.port() + "/302"))
        .isEqualTo("fickle.example leads to a loopback address.");
    assertThat(fickleLookups).hasValue(2);
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
    String authority = host + ":" + outside.port();
    assertThat(submitted(authority)).isEqualTo("answered 200");
    assertThat(asked("http://" + authority + "/x")).startsWith("HTTP/1.1 200 ");
    assertThat(redirected("http://" + authority + "/x")).isEqualTo("answered 200");
  }

  /** As a person submits it. */
  private String submitted(String authority) throws InterruptedException {
    return switch (Link.parse("http://" + authority + "/x.mp4")) {
      case Link.Invalid(String sentence) -> "400 " + sentence;
      case Link.Valid(Link link) -> fetched(link.value());
    };
  }

  /** As a program asks the proxy for it, in bytes of UTF-8. */
  private String asked(String target) {
    byte[] octets = target.getBytes(StandardCharsets.UTF_8);
    String raw = new String(octets, StandardCharsets.ISO_8859_1);
    return Caller.get(gate, "GET " + raw + " HTTP/1.1", "").strip();
  }

  /** As a site redirects to it, in bytes of UTF-8. */
  private String redirected(String to) throws InterruptedException {
    byte[] octets = to.getBytes(StandardCharsets.UTF_8);
    location = "Location: " + new String(octets, StandardCharsets.ISO_8859_1) + "\r\n";
    return fetched("http://good.example:" + outside.port() + "/302");
  }

  private String fetched(String link) throws InterruptedException {
    return switch (egress.fetcher().open(URI.create(link), Map.of(), LONG)) {
      case Fetch.Refused(Refusal refusal) -> refusal.reason();
      case Fetch.Failed(String sentence, boolean _) -> sentence;
      case Fetch.Answered(Exchange exchange) -> {
        exchange.close();
        yield "answered " + exchange.status();
      }
    };
  }
}
