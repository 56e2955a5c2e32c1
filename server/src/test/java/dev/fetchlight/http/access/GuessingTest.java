package dev.fetchlight.http.access;

import static dev.fetchlight.http.contract.Shapes.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong tokens, wherever they are shown; the front server is at 127.0.0.1. */
class GuessingTest {
  private static final String TOKEN = "correct horse battery staple";
  private static final String[] SOCKET = {
    "Upgrade", "websocket",
    "Connection", "Upgrade",
    "Sec-WebSocket-Version", "13",
    "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="
  };

  @TempDir Path folder;
  private Service service;

  @BeforeEach
  void start() throws IOException {
    service = new Service(folder, TOKEN, Set.of(), Service.Outside.USUAL.behind("127.0.0.1"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  /** A way to show a token. */
  @SuppressWarnings("ImmutableEnumChecker") // its lambdas hold nothing
  enum Way {
    BEARER((service, from) -> get(service, "/api/history", from, "Authorization", "Bearer wrong")),
    EVENTS((service, from) -> get(service, "/api/events", from, "Authorization", "Bearer wrong")),
    METRICS((service, from) -> get(service, "/metrics", from, "Authorization", "Bearer wrong")),
    FILE((service, from) -> get(service, "/api/files/x/y", from, "authorization", "bearer wrong")),
    SESSION((service, from) -> get(service, "/api/session", from, "Authorization", "Bearer wrong")),
    TICKET_OF((service, from) ->
        post(service, "/api/session/ticket", "", from, "Authorization", "Bearer wrong")),
    COOKIE((service, from) -> get(service, "/api/queue", from, "Cookie", "fetchlight_session=x")),
    SIGN_IN((service, from) -> post(service, "/api/session", "{\"token\":\"wrong\"}", from)),
    SOCKET_BEARER((service, from) -> socket(service, "/ws", from, "Bearer wrong")),
    SOCKET_TICKET((service, from) -> socket(service, "/ws?ticket=wrong", from, "none")),
    JOB_TICKET((service, from) -> socket(service, "/ws/download/x?ticket=wrong", from, "none"));

    private final BiFunction<Service, String, HttpResponse<String>> shown;

    Way(BiFunction<Service, String, HttpResponse<String>> shown) {
      this.shown = shown;
    }

    HttpResponse<String> show(Service service, String from) {
      return shown.apply(service, from);
    }
  }

  private static HttpResponse<String> get(
      Service service, String path, String from, String name, String value) {
    try {
      return service.get(path, "X-Forwarded-For", from, name, value);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> post(
      Service service, String path, String body, String from, String... headers) {
    try {
      return service.post(path, body, concat(new String[] {"X-Forwarded-For", from}, headers));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The client library sends no upgrade of its own; the bytes are written by hand. */
  private static HttpResponse<String> socket(
      Service service, String path, String from, String authorization) {
    return Handmade.get(
        service,
        path,
        concat(SOCKET, new String[] {"X-Forwarded-For", from, "Authorization", authorization}));
  }

  private static String[] concat(String[] first, String[] second) {
    String[] all = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void someAreAnsweredAndThenTheClientHasToWait(Way way) throws Exception {
    for (int guess = 0; guess < 10; guess++) {
      assertThat(way.show(service, "198.51.100.7").statusCode())
          .as("guess %s", guess)
          .isIn(401, 200);
    }
    HttpResponse<String> slowed = way.show(service, "198.51.100.7");
    assertProblem(slowed, 429, "too_many_requests", null);
    assertThat(Long.parseLong(slowed.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1L, 60L);
    assertThat(way.show(service, "198.51.100.8").statusCode()).as("another").isIn(401, 200);
    rightGetsIn("198.51.100.7");
  }

  private void rightGetsIn(String from) throws Exception {
    assertThat(get(service, "/api/history", from, "Authorization", "Bearer " + TOKEN).statusCode())
        .isEqualTo(200);
    HttpResponse<String> opened =
        post(service, "/api/session", new JsonObject().put("token", TOKEN).encode(), from);
    assertThat(opened.statusCode()).isEqualTo(204);
    String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    assertThat(get(service, "/api/history", from, "Cookie", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void allWaysAreOneCount() throws Exception {
    for (int guess = 0; guess < 10; guess++) {
      Way.values()[guess % Way.values().length].show(service, "198.51.100.7");
    }
    assertThat(Way.BEARER.show(service, "198.51.100.7").statusCode()).isEqualTo(429);
  }

  @Test
  void whoShowsNothingGuessesNothing() throws Exception {
    for (int call = 0; call < 30; call++) {
      assertThat(service.get("/api/history", "X-Forwarded-For", "198.51.100.7").statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void aCookieOfAnotherTokenIsCleared() throws Exception {
    HttpResponse<String> refused = Way.COOKIE.show(service, "198.51.100.7");
    assertThat(refused.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("fetchlight_session=;", "Max-Age=0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.51.100.7",
        "203.0.113.1, 198.51.100.7",
        "203.0.113.2,198.51.100.7:4711",
        "garbage, 198.51.100.7",
        "198.51.100.8, 198.51.100.7, 127.0.0.1",
        "198.51.100.7, ",
        "\"x\", 198.51.100.7"
      })
  void theLastThatIsNoFrontServerIsTheClient(String header) throws Exception {
    for (int guess = 0; guess < 10; guess++) {
      Way.BEARER.show(service, "198.51.100.7");
    }
    assertThat(Way.BEARER.show(service, header).statusCode()).isEqualTo(429);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.51.100.7, 203.0.113.9",
        "198.51.100.7, unknown",
        "198.51.100.7, 1.2.3",
        "198.51.100.7, 0300.1.1.1",
        "198.51.100.7, 300.1.1.1",
        "198.51.100.7 198.51.100.7",
        "198.51.100.7/32",
        "198.51.100.7, _hidden"
      })
  void whatStandsBeforeIsNotBelieved(String header) throws Exception {
    for (int guess = 0; guess < 10; guess++) {
      Way.BEARER.show(service, "198.51.100.7");
    }
    assertThat(Way.BEARER.show(service, header).statusCode()).isEqualTo(401);
  }

  @Test
  void aNetworkOfIpv6IsOneClient() throws Exception {
    for (int guess = 0; guess < 10; guess++) {
      Way.BEARER.show(
          service, guess % 2 == 0 ? "2001:db8::" + guess : "[2001:db8::" + guess + "]:1");
    }
    assertThat(Way.BEARER.show(service, "2001:db8:0:0:ffff::1").statusCode()).isEqualTo(429);
    assertThat(Way.BEARER.show(service, "2001:db8:0:1::1").statusCode()).isEqualTo(401);
    assertThat(Way.BEARER.show(service, "::ffff:198.51.100.7").statusCode()).isEqualTo(401);
  }

  @Test
  void whereNoFrontServerIsBelievedThePeerIsTheClient(@TempDir Path other) throws Exception {
    try (Service plain = new Service(other, TOKEN, Set.of(), Service.Outside.USUAL)) {
      for (int guess = 0; guess < 10; guess++) {
        assertThat(Way.BEARER.show(plain, "198.51.100." + guess).statusCode()).isEqualTo(401);
      }
      assertThat(Way.BEARER.show(plain, "198.51.100.99").statusCode()).isEqualTo(429);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "HTTPS", "https, http", " https ,http"})
  void aFrontServerTellsOfTls(String proto) throws Exception {
    assertThat(cookieBehind(service, proto)).contains("Secure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "http, https", "httpsx", "x"})
  void aFrontServerTellsOfNone(String proto) throws Exception {
    assertThat(cookieBehind(service, proto)).doesNotContain("Secure");
  }

  @Test
  void nobodyElseTellsOfTls(@TempDir Path other) throws Exception {
    try (Service plain = new Service(other, TOKEN, Set.of(), Service.Outside.USUAL)) {
      assertThat(cookieBehind(plain, "https")).doesNotContain("Secure");
    }
  }

  @Test
  void theOriginIsJudgedByTheSchemeThatIsKnown() throws Exception {
    String host = "http://127.0.0.1:" + service.port();
    String body = "{\"token\":\"" + TOKEN + "\"}";
    assertThat(post(service, "/api/session", body, "198.51.100.7", "Origin", host).statusCode())
        .isEqualTo(204);
    assertProblem(
        post(
            service,
            "/api/session",
            body,
            "198.51.100.7",
            "Origin",
            host,
            "X-Forwarded-Proto",
            "https"),
        403,
        "origin_refused",
        "Origin");
  }

  private static String cookieBehind(Service service, String proto) {
    return post(
            service,
            "/api/session",
            "{\"token\":\"" + TOKEN + "\"}",
            "198.51.100.7",
            "X-Forwarded-Proto",
            proto)
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow();
  }
}
