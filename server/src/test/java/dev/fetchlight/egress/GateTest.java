package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.egress.address.Refusal;
import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gate lets through, what it turns away, and what it says then. */
class GateTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  private final Map<String, List<String>> names = new ConcurrentHashMap<>();
  private final Egress egress =
      Doors.open(
          VERTX,
          "127.0.0.2/32",
          name -> Doors.addresses(names.getOrDefault(name, List.of()).toArray(String[]::new)));
  private final Gate gate = egress.open();

  @AfterEach
  void close() {
    egress.close();
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().await();
  }

  @Test
  void opensOnePlaceThatIsNamedAndNoOther() throws Exception {
    try (Site named = Site.saying("127.0.0.1", HELLO);
        Site other = Site.saying("127.0.0.1", HELLO)) {
      names.put("provider.example", List.of("127.0.0.1"));
      try (Gate opened = egress.open(URI.create("http://127.0.0.1:" + named.port()))) {
        assertThat(status(opened, "127.0.0.1:" + named.port())).isEqualTo("200");
        assertThat(status(opened, "127.0.0.1:" + other.port())).isEqualTo("403");
        assertThat(status(opened, "provider.example:" + named.port())).isEqualTo("403");
        assertThat(status(opened, "[::1]:" + named.port())).isEqualTo("403");
      }
      assertThat(status(gate, "127.0.0.1:" + named.port())).isEqualTo("403");
      try (Gate opened = egress.open(URI.create("http://provider.example:" + named.port()))) {
        assertThat(status(opened, "provider.example:" + named.port())).isEqualTo("200");
        assertThat(status(opened, "127.0.0.1:" + named.port())).isEqualTo("403");
      }
    }
  }

  private static String status(Gate gate, String place) throws Exception {
    String answer = Caller.get(gate, "GET http://" + place + "/ HTTP/1.1", "Host: x\r\n");
    return answer.split(" ", 3)[1];
  }

  @Test
  void carriesAPlainRequest() throws Exception {
    try (Site site = Site.saying("127.0.0.2", HELLO)) {
      names.put("site.example", List.of("127.0.0.2"));
      String url = "http://user:secret@SITE.example:" + site.port() + "/a?b=c#d";
      String answer =
          Caller.get(
              gate,
              "GET " + url + " HTTP/1.1",
              String.join(
                  "\r\n",
                  "Host: other.example",
                  "X-Kept: 1",
                  "X-Hop: 2",
                  "Connection: keep-alive, X-Hop",
                  "Proxy-Connection: keep-alive",
                  "Keep-Alive: 5",
                  "TE: trailers",
                  "Upgrade: h2c",
                  ""));
      assertThat(answer)
          .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
      assertThat(site.heads.poll(10, TimeUnit.SECONDS))
          .isEqualTo(
              "GET /a?b=c HTTP/1.1\r\nHost: site.example:"
                  + site.port()
                  + "\r\nX-Kept: 1\r\nConnection: close\r\n\r\n");
      assertThat(gate.refusals()).isEmpty();
    }
  }

  @Test
  void cleansTheAnswerOfItsHop() throws Exception {
    String hints = "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n";
    String hop = "Proxy-Authenticate: Basic\r\nConnection: X-Hop\r\nX-Hop: 1\r\n";
    String answer = hints + "HTTP/1.1 200 OK\r\n" + hop + "X-Kept: 2\r\n\r\nbody";
    try (Site site = Site.saying("127.0.0.2", answer)) {
      assertThat(Caller.get(gate, "GET http://127.0.0.2:" + site.port() + " HTTP/1.0", ""))
          .isEqualTo(hints + "HTTP/1.1 200 OK\r\nX-Kept: 2\r\nConnection: close\r\n\r\nbody");
      assertThat(site.heads.poll(10, TimeUnit.SECONDS)).startsWith("GET / HTTP/1.0\r\n");
    }
  }

  @Test
  void passesOldRadioServersOn() throws Exception {
    try (Site site = Site.saying("127.0.0.2", "ICY 200 OK\r\nicy-name: x\r\n\r\nmusic")) {
      assertThat(Caller.get(gate, "GET http://127.0.0.2:" + site.port() + "/ HTTP/1.1", ""))
          .isEqualTo("ICY 200 OK\r\nicy-name: x\r\n\r\nmusic");
    }
  }

  @Test
  void saysWhenASiteClosesWithoutAnAnswer() throws Exception {
    try (Site site = Site.saying("127.0.0.2", "HTTP/1.1 200")) {
      assertThat(Caller.get(gate, "GET http://127.0.0.2:" + site.port() + "/ HTTP/1.1", ""))
          .startsWith("HTTP/1.1 502 ")
          .contains("closed the connection without an answer");
    }
  }

  @Test
  void carriesATunnel() throws Exception {
    Site.Talk echo = (_, socket) -> socket.getInputStream().transferTo(socket.getOutputStream());
    try (Site site = Site.on("127.0.0.2", echo);
        Caller caller = new Caller(gate)) {
      // The first bytes come together with the request, before any answer.
      caller.ask("CONNECT 127.0.0.2:" + site.port() + " HTTP/1.1", "");
      caller.say("early\r\n\r\n").say("late");
      assertThat(caller.head()).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n");
      caller.socket.shutdownOutput();
      assertThat(caller.rest()).isEqualTo("late");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "CONNECT 127.0.0.1:443, 127.0.0.1:443, 127.0.0.1 is a loopback address.",
    "CONNECT 127.1:1, 127.0.0.1:1, 127.0.0.1 is a loopback address.",
    "CONNECT 0x7f.1:1, 127.0.0.1:1, 127.0.0.1 is a loopback address.",
    "CONNECT [::1]:443, [::1]:443, [::1] is a loopback address.",
    "CONNECT 169.254.169.254.:80, 169.254.169.254:80, 169.254.169.254 is a cloud metadata address.",
    "GET http://10.0.0.1/secret?token=1, 10.0.0.1:80, 10.0.0.1 is a private address.",
    "GET http://u:p@127.0.0.1:81/, 127.0.0.1:81, 127.0.0.1 is a loopback address.",
    "GET http://[::ffff:127.0.0.1]/, [::ffff:127.0.0.1]:80, [::ffff:127.0.0.1] is a loopback address.",
    "GET http://inside.example/, inside.example:80, inside.example leads to a private address.",
    "GET http://mixed.example/, mixed.example:80, mixed.example leads to a loopback address.",
    "GET ftp://u:p@site.example/, site.example:21, 'Only http and https addresses may be fetched, not ftp.'",
  })
  void refusesAndRemembers(String request, String target, String reason) {
    names.put("inside.example", List.of("10.0.0.1"));
    names.put("mixed.example", List.of("127.0.0.2", "127.0.0.1"));
    assertThat(Caller.get(gate, request + " HTTP/1.1", ""))
        .startsWith("HTTP/1.1 403 Forbidden\r\n")
        .endsWith("\r\n\r\n" + reason + "\n");
    assertThat(gate.refusals()).containsExactly(new Refusal(target, reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT site.example",
        "CONNECT site.example:0",
        "CONNECT site.example:65536",
        "CONNECT site.example:x",
        "CONNECT [::1%lo]:80",
        "GET /",
        "OPTIONS *",
        "GET https://site.example/",
        "GET http://",
        "GET http:///path",
        "GET http://a b/",
        "GET http://256.1.1.1/",
        "G\u0001T http://a/",
      })
  void cannotMakeSenseOf(String request) {
    assertThat(Caller.get(gate, request + " HTTP/1.1", ""))
        .startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X Y: 1\r\n",
        " folded: 1\r\n",
        "X : 1\r\n",
        "X: a\rEvil: b\r\n",
        "nothing\r\n",
        "X: \u0000\r\n",
        "Content-Length: 1\r\nContent-Length: 2\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 1, 1\r\n",
      })
  void takesNoHeadThatCanBeReadInTwoWays(String fields) {
    assertThat(Caller.get(gate, "GET http://127.0.0.2/ HTTP/1.1", fields))
        .startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void takesNoEndlessHead() throws Exception {
    try (Caller caller = new Caller(gate)) {
      caller.say("GET http://127.0.0.2/ HTTP/1.1\r\nX: " + "x".repeat(70_000));
      assertThat(caller.rest()).startsWith("HTTP/1.1 431 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Proxy-Authorization: Basic am9iOndyb25n\r\n",
        "Proxy-Authorization: Basic\r\n",
        "Proxy-Authorization: Bearer x\r\n",
        "Authorization: Basic am9iOndyb25n\r\n",
      })
  void servesNobodyWithoutItsPassword(String fields) throws Exception {
    try (Caller caller = new Caller(gate)) {
      caller.say("CONNECT 127.0.0.1:80 HTTP/1.1\r\n" + fields + "\r\n");
      assertThat(caller.rest())
          .startsWith("HTTP/1.1 407 ")
          .contains("\r\nProxy-Authenticate: Basic realm=");
    }
    assertThat(gate.refusals()).isEmpty();
  }

  @Test
  void hasAPasswordOfItsOwn() throws Exception {
    try (Gate other = egress.open();
        Caller caller = new Caller(gate)) {
      String value =
          Base64.getEncoder()
              .encodeToString(other.proxy().getRawUserInfo().getBytes(StandardCharsets.US_ASCII));
      caller.say(
          "CONNECT 127.0.0.2:80 HTTP/1.1\r\nProxy-Authorization: Basic " + value + "\r\n\r\n");
      assertThat(caller.rest()).startsWith("HTTP/1.1 407 ");
    }
  }

  @Test
  void connectsToTheAnswerThatItJudged() throws Exception {
    try (Site site = Site.saying("127.0.0.2", HELLO)) {
      names.put("fickle.example", List.of("127.0.0.2"));
      String request = "GET http://fickle.example:" + site.port() + "/ HTTP/1.1";
      assertThat(Caller.get(gate, request, "")).endsWith("hello");
      names.put("fickle.example", List.of("127.0.0.1"));
      assertThat(Caller.get(gate, request, "")).startsWith("HTTP/1.1 403 ");
      assertThat(gate.refusals()).hasSize(1);
    }
  }

  @Test
  void looksANameUpOnce() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    try (Site site = Site.saying("127.0.0.2", HELLO);
        Egress once =
            Doors.open(
                VERTX,
                "127.0.0.2/32",
                name -> {
                  asked.add(name);
                  return Doors.addresses(asked.size() == 1 ? "127.0.0.2" : "127.0.0.1");
                });
        Gate first = once.open()) {
      String request = "GET http://rebound.example:" + site.port() + "/ HTTP/1.1";
      assertThat(Caller.get(first, request, "")).endsWith("hello");
      assertThat(asked).containsExactly("rebound.example");
    }
  }

  @Test
  void goesOnToTheNextAddressOfAName() throws Exception {
    try (Site site = Site.saying("127.0.0.2", HELLO);
        Egress wide =
            Doors.open(VERTX, "127.0.0.0/8", _ -> Doors.addresses("127.0.0.3", "127.0.0.2"));
        Gate open = wide.open()) {
      String request = "GET http://two.example:" + site.port() + "/ HTTP/1.1";
      assertThat(Caller.get(open, request, "")).endsWith("hello");
    }
  }

  @Test
  void saysWhenNobodyIsThere() throws Exception {
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
      String target = "127.0.0.2:" + taken.getLocalPort();
      assertThat(Caller.get(gate, "CONNECT " + target + " HTTP/1.1", ""))
          .startsWith("HTTP/1.1 502 ")
          .endsWith(target + " cannot be reached.\n");
    }
    assertThat(Caller.get(gate, "CONNECT nowhere.example:80 HTTP/1.1", ""))
        .startsWith("HTTP/1.1 502 ")
        .endsWith("There is no host named nowhere.example.\n");
    assertThat(gate.refusals()).isEmpty();
  }

  @Test
  void remembersNoMoreThanAHundredRefusals() {
    for (int i = 0; i < Refusals.MOST + 5; i++) {
      Caller.get(gate, "CONNECT 127.0.0.1:" + (i + 1) + " HTTP/1.1", "");
    }
    assertThat(gate.refusals()).hasSize(Refusals.MOST);
    assertThat(gate.refusals().getFirst().target()).isEqualTo("127.0.0.1:1");
    assertThat(gate.refusals().getLast().target()).isEqualTo("127.0.0.1:100");
  }

  @Test
  @Timeout(30)
  void listensNoLongerOnceClosed() {
    gate.close();
    gate.close();
    // The JDK lets go of a listening socket with the selector's next round, a moment after.
    assertThatThrownBy(
            () -> {
              while (true) {
                new Caller(gate).close();
              }
            })
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void tellsChildrenWhereToGo() {
    assertThat(gate.environment())
        .hasSize(8)
        .containsKeys("http_proxy", "HTTPS_PROXY", "ftp_proxy", "ALL_PROXY")
        .containsValue(gate.proxy().toString());
    assertThat(gate.proxy().toString()).matches("http://job:[0-9a-f]{32}@127\\.0\\.0\\.1:[0-9]+");
  }
}
