package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.proxy.LoggingProxy;
import dev.fetchlight.egress.proxy.LoggingProxy.Manner;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes out by a proxy goes by no other way, whoever fetches it and whatever the proxy does.
 */
class ProxiedTest {
  private static final String LOOKED_UP_HERE =
      " It was looked up here; with httph, httpsh or socks5h in FETCHLIGHT_PROXY the proxy looks"
          + " names up.";

  private static final Vertx VERTX = Vertx.vertx();
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir static Path folder;
  private static Path keys;

  private final Map<String, List<String>> names = new ConcurrentHashMap<>();
  private Site site;

  /** Who fetches, and what comes of it: what the site says, or a sentence. */
  enum By {
    FETCHER {
      @Override
      String get(Egress egress, String url) throws Exception {
        return read(egress.fetcher().open(URI.create(url), Map.of(), patience(egress)));
      }
    },
    GATE {
      @Override
      String get(Egress egress, String url) {
        try (Gate gate = egress.open()) {
          String answer = Caller.get(gate, "GET " + url + " HTTP/1.1", "");
          return answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
        }
      }
    },
    TUNNEL {
      @Override
      String get(Egress egress, String url) throws IOException {
        URI uri = URI.create(url);
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        try (Gate gate = egress.open();
            Caller caller = new Caller(gate)) {
          caller.ask("CONNECT " + uri.getHost() + ":" + port + " HTTP/1.1", "");
          if (!caller.head().startsWith("HTTP/1.1 200 ")) {
            return caller.rest().strip();
          }
          String answer = caller.say("GET / HTTP/1.1\r\n\r\n").rest();
          return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
      }
    };

    abstract String get(Egress egress, String url) throws Exception;

    static String read(Fetch fetch) throws Exception {
      return switch (fetch) {
        case Fetch.Refused(var refusal) -> refusal.reason();
        case Fetch.Failed(var _, String sentence) -> sentence;
        case Fetch.Answered(Exchange exchange) -> {
          try (exchange) {
            ByteBuffer body = ByteBuffer.allocate(100);
            while (exchange.read(body) >= 0) {}
            yield new String(body.array(), 0, body.position(), StandardCharsets.US_ASCII);
          }
        }
      };
    }

    private static Duration patience(Egress egress) {
      return PATIENCE.getOrDefault(egress, LONG);
    }
  }

  private static final Map<Egress, Duration> PATIENCE = new ConcurrentHashMap<>();

  @BeforeAll
  static void keys() throws Exception {
    keys = Keys.store(folder);
  }

  @BeforeEach
  void serve() throws IOException {
    site = Site.saying("127.0.0.2", HELLO);
    names.put("site.example", List.of("127.0.0.2"));
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().await();
  }

  private Egress egress(String proxies, Duration patience, SSLContext trusted) {
    Egress egress =
        Doors.open(
            VERTX,
            "127.0.0.2/32",
            name -> Doors.addresses(names.getOrDefault(name, List.of()).toArray(String[]::new)),
            proxies,
            patience,
            trusted);
    PATIENCE.put(egress, patience);
    return egress;
  }

  private String get(By by, String proxies, String url) throws Exception {
    return get(by, proxies, url, LONG);
  }

  private String get(By by, String proxies, String url, Duration patience) throws Exception {
    try (Egress egress = egress(proxies, patience, Keys.trusting(keys))) {
      return by.get(egress, url);
    }
  }

  private String siteUrl() {
    return "http://site.example:" + site.port() + "/";
  }

  private static LoggingProxy proxy(String kind) throws Exception {
    return kind.startsWith("socks")
        ? LoggingProxy.socks()
        : kind.startsWith("https")
            ? LoggingProxy.https(Keys.showing(keys).getServerSocketFactory())
            : LoggingProxy.http();
  }

  static Stream<Arguments> everyone() {
    return Stream.of("socks5", "socks5h", "http", "httph", "https", "httpsh")
        .flatMap(kind -> Arrays.stream(By.values()).map(by -> Arguments.of(kind, by)));
  }

  @ParameterizedTest(name = "{1} by {0}")
  @MethodSource("everyone")
  void everyByteObeys(String kind, By by) throws Exception {
    try (LoggingProxy proxy = proxy(kind).wanting("me:p,ss").knowing("site.example", "127.0.0.2")) {
      String setting = kind + "://me:p%2Css@" + proxy.place();
      assertThat(get(by, setting, siteUrl())).isEqualTo("hello");
      assertThat(proxy.asked)
          .containsExactly(
              (kind.endsWith("h") ? "name site.example:" : "address 127.0.0.2:") + site.port());
      assertThat(site.visits()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{1} by {0}")
  @MethodSource("everyone")
  void aProxyThatIsAwayIsNoReasonToGoStraight(String kind, By by) throws Exception {
    String nobody;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      nobody = "127.0.0.1:" + taken.getLocalPort();
    }
    assertThat(get(by, kind + "://me:secret@" + nobody, siteUrl()))
        .isEqualTo(
            "The proxy %s://%s, by which this server goes out, cannot be reached. Check that it runs there, and FETCHLIGHT_PROXY."
                .formatted(kind, nobody));
    assertThat(get(by, kind + "://me:secret@gone.example:1", siteUrl()))
        .contains(kind + "://gone.example:1, by which this server goes out, cannot be reached.");
    assertThat(site.visits()).isZero();
  }

  @ParameterizedTest(name = "{1} by {0}")
  @MethodSource("everyone")
  void itsPasswordIsNeverShown(String kind, By by) throws Exception {
    try (LoggingProxy proxy = proxy(kind).wanting("me:right")) {
      for (String login : List.of("me:wrongone@", "")) {
        assertThat(get(by, kind + "://" + login + proxy.place(), siteUrl()))
            .contains(" does not take the name and password that it is shown.")
            .contains(kind + "://" + proxy.place())
            .doesNotContain("wrongone");
      }
      assertThat(proxy.asked).isEmpty();
    }
    assertThat(site.visits()).isZero();
  }

  @ParameterizedTest(name = "{1} by {0}")
  @MethodSource("everyone")
  void oneThatHangsIsWaitedForAsLongAsAnySite(String kind, By by) throws Exception {
    for (Manner manner : List.of(Manner.KEEPS_SILENT, Manner.HANGS)) {
      try (LoggingProxy proxy = proxy(kind).being(manner)) {
        assertThat(get(by, kind + "://" + proxy.place(), siteUrl(), SHORT))
            .contains(" did not lead to the site in time.");
      }
    }
    assertThat(site.visits()).isZero();
  }

  @ParameterizedTest(name = "{1} by {0}")
  @MethodSource("everyone")
  void saysWhoDidNotWantAndWhoCouldNot(String kind, By by) throws Exception {
    try (LoggingProxy proxy = proxy(kind)) {
      String setting = kind + "://" + proxy.place();
      proxy.being(Manner.REFUSES);
      assertThat(get(by, setting, siteUrl()))
          .contains(" refuses to lead to site.example:" + site.port() + ".");
      proxy.being(Manner.FINDS_NOTHING);
      assertThat(get(by, setting, siteUrl()))
          .contains(" cannot reach site.example:" + site.port() + ".");
      proxy.being(Manner.HANGS_UP);
      assertThat(get(by, setting, siteUrl())).contains(" does not answer as a");
    }
    assertThat(site.visits()).isZero();
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({
    "FETCHER, 05000501",
    "GATE, 05000501",
    "FETCHER, 0500ff",
    "TUNNEL, 48545450",
    "GATE, 00",
  })
  void oneThatLiesLeadsNowhere(By by, String words) throws Exception {
    try (LoggingProxy proxy = LoggingProxy.socks().lying(HexFormat.of().parseHex(words))) {
      assertThat(get(by, "socks5://" + proxy.place(), siteUrl()))
          .startsWith("The proxy socks5://" + proxy.place());
    }
    assertThat(site.visits()).isZero();
  }

  @Test
  void oneThatLeadsElsewhereIsFoundOutByTheCertificate() throws Exception {
    names.put("other.example", List.of("127.0.0.2"));
    var server =
        VERTX
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PfxOptions().setPath(keys.toString()).setPassword(Keys.PASSWORD)))
            .requestHandler(request -> request.response().end("hello"))
            .listen(0, "127.0.0.2")
            .await();
    try (LoggingProxy proxy =
        proxy("httpsh")
            .knowing("right.example", "127.0.0.2")
            .knowing("other.example", "127.0.0.2")) {
      String setting = "httpsh://" + proxy.place();
      String right = "https://right.example:" + server.actualPort() + "/";
      assertThat(get(By.FETCHER, setting, right)).isEqualTo("hello");
      assertThat(get(By.FETCHER, setting, right.replace("right", "other")))
          .isEqualTo("The site's certificate is not right.");
    } finally {
      server.close().await();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyUnderTlsMustShowThatItIsTheOne(By by) throws Exception {
    names.put("p.example", List.of("127.0.0.1"));
    try (LoggingProxy proxy = proxy("https")) {
      assertThat(get(by, "https://p.example:" + proxy.port(), siteUrl()))
          .contains(" has no certificate that is right for its name.");
      assertThat(proxy.asked).isEmpty();
    }
    byte[] words = "HTTP/1.1 400 What?\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (LoggingProxy plain = proxy("http").lying(words)) {
      assertThat(get(by, "https://" + plain.place(), siteUrl()))
          .contains(" does not answer as an HTTP proxy does.");
    }
    assertThat(site.visits()).isZero();
  }

  @ParameterizedTest(name = "{1} by {0}")
  @MethodSource("everyone")
  void theGuardJudgesWhatItCanSee(String kind, By by) throws Exception {
    names.put("inside.example", List.of("10.0.0.1"));
    names.put("mixed.example", List.of("127.0.0.2", "10.0.0.1"));
    try (LoggingProxy proxy = proxy(kind).knowing("far.example", "127.0.0.2")) {
      String setting = kind + "://" + proxy.place();
      assertThat(get(by, setting, "http://10.0.0.1/")).isEqualTo("10.0.0.1 is a private address.");
      assertThat(get(by, setting, "http://127.0.0.1:" + proxy.port() + "/"))
          .isEqualTo("127.0.0.1 is a loopback address.");
      assertThat(get(by, setting, "http://[::ffff:a00:1]/")).contains("is a private address");
      assertThat(get(by, setting, "http://inside.example/"))
          .isEqualTo("inside.example leads to a private address.");
      assertThat(get(by, setting, "http://mixed.example/"))
          .isEqualTo("mixed.example leads to a private address.");
      boolean far = kind.endsWith("h");
      for (String name : List.of("router", "nas.local", "a.b.internal", "metadata.lan")) {
        assertThat(get(by, setting, "http://" + name + "/"))
            .isEqualTo(
                far
                    ? name + " is a name within a private network."
                    : "There is no host named " + name + "." + LOOKED_UP_HERE);
      }
      assertThat(proxy.asked).isEmpty();
      assertThat(get(by, setting, "http://far.example:" + site.port() + "/"))
          .isEqualTo(far ? "hello" : "There is no host named far.example." + LOOKED_UP_HERE);
    }
  }

  @Test
  void asksForTheNextAddressWhereOneIsOutOfReach() throws Exception {
    names.put("half.example", List.of("2606:4700::1", "127.0.0.2"));
    try (LoggingProxy proxy = proxy("socks5")) {
      for (By by : By.values()) {
        proxy.asked.clear();
        assertThat(get(by, "socks5://" + proxy.place(), "http://half.example:" + site.port() + "/"))
            .isEqualTo("hello");
        assertThat(proxy.asked).last().isEqualTo("address 127.0.0.2:" + site.port());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachSiteGoesItsWayAndWhatItRedirectsToGoesWithIt(By by) throws Exception {
    names.put("cdn.test", List.of("127.0.0.2"));
    try (LoggingProxy proxy = proxy("socks5h").knowing("site.example", "127.0.0.2")) {
      proxy.knowing("cdn.test", "127.0.0.2");
      String setting = "example=socks5h://" + proxy.place() + ",*=direct";
      String cdn = "http://cdn.test:" + site.port() + "/";
      assertThat(get(by, setting, cdn)).isEqualTo("hello");
      assertThat(proxy.asked).isEmpty();
      try (Egress egress = egress(setting, LONG, Keys.trusting(keys))) {
        Fetcher one = egress.fetcher();
        assertThat(By.read(one.open(URI.create(siteUrl()), Map.of(), LONG))).isEqualTo("hello");
        assertThat(By.read(one.open(URI.create(cdn), Map.of(), LONG))).isEqualTo("hello");
        Fetcher picture = egress.fetcher(URI.create(siteUrl()));
        assertThat(By.read(picture.open(URI.create(cdn), Map.of(), LONG))).isEqualTo("hello");
      }
      assertThat(proxy.asked)
          .containsExactly(
              "name site.example:" + site.port(),
              "name cdn.test:" + site.port(),
              "name cdn.test:" + site.port());
    }
  }

  @Test
  void aProxyMayLieWithinThePrivateNetwork() throws Exception {
    names.put("p.lan", List.of("127.0.0.1"));
    try (LoggingProxy proxy = proxy("socks5")) {
      for (By by : By.values()) {
        assertThat(get(by, "socks5://p.lan:" + proxy.port(), siteUrl())).isEqualTo("hello");
      }
    }
  }
}
