package dev.fetchlight.http.access;

import static dev.fetchlight.http.contract.Shapes.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.JobId;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  @TempDir Path folder;

  /** The status line of a request written by hand, as the client library would not send it. */
  private static String raw(Service service, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.setSoTimeout(30_000);
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
    }
  }

  @Nested
  class WithAToken {
    private static final String TOKEN = "correct horse battery staple";

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/api/history",
          "/api/download/x",
          "/api/files/x/y",
          "/api/thumbnails/x",
          "/metrics"
        })
    void everythingAsksForIt(String path) throws Exception {
      try (Service service = new Service(folder, TOKEN, Set.of(), 10)) {
        assertProblem(service.get(path), 401, "unauthorised", null);
        assertProblem(
            service.get(path, "Authorization", "Bearer wrong"), 401, "unauthorised", null);
        assertThat(service.get(path, "Authorization", "Bearer " + TOKEN).statusCode())
            .isIn(200, 404);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"/api/health", "/api/openapi.yaml", "/api/asyncapi.yaml", "/api/session"})
    void whatHoldsNoSecretDoesNot(String path) throws Exception {
      try (Service service = new Service(folder, TOKEN, Set.of(), 10)) {
        assertThat(service.get(path).statusCode()).isEqualTo(200);
      }
    }

    @Test
    void theTokenIsTradedForACookieThatScriptsCannotRead() throws Exception {
      try (Service service = new Service(folder, TOKEN, Set.of(), 10)) {
        assertThat(service.get("/api/session").body())
            .contains("\"tokenRequired\":true", "\"authenticated\":false");
        assertProblem(
            service.post("/api/session", "{\"token\": \"wrong\"}"), 401, "wrong_token", "token");
        HttpResponse<String> opened =
            service.post("/api/session", new JsonObject().put("token", TOKEN).encode());
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(opened.statusCode()).isEqualTo(204);
        assertThat(cookie).contains("HTTPOnly", "SameSite=Strict", "Path=/").doesNotContain(TOKEN);
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(service.get("/api/history", "Cookie", pair).statusCode()).isEqualTo(200);
        assertThat(service.get("/api/session", "Cookie", pair).body())
            .contains("\"authenticated\":true");
        HttpResponse<String> closed = service.send(service.request("/api/session").DELETE());
        assertThat(closed.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
      }
    }

    @Test
    void guessingIsSlowedDown() throws Exception {
      try (Service service = new Service(folder, TOKEN, Set.of(), 10)) {
        HttpResponse<String> response = service.post("/api/session", "{\"token\": \"guess\"}");
        for (int guess = 0; response.statusCode() == 401 && guess < 50; guess++) {
          response = service.post("/api/session", "{\"token\": \"guess\"}");
        }
        assertProblem(response, 429, "too_many_requests", null);
        assertThat(Long.parseLong(response.headers().firstValue("Retry-After").orElseThrow()))
            .isBetween(1L, 60L);
      }
    }

    @Test
    void theSocketAsksBeforeTheUpgrade() throws Exception {
      try (Service service = new Service(folder, TOKEN, Set.of(), 10)) {
        HttpResponse<String> made =
            service.post(
                "/api/download",
                "{\"url\": \"http://example.com/\"}",
                "Authorization",
                "Bearer " + TOKEN);
        JobId id = JobId.parse(new JsonObject(made.body()).getString("jobId")).orElseThrow();
        assertThat(upgrade(service, id)).isEqualTo(401);
        assertThat(upgrade(service, id, "Authorization", "Bearer " + TOKEN)).isEqualTo(101);
      }
    }
  }

  private static int upgrade(Service service, JobId id, String... headers) {
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    for (int at = 0; at < headers.length; at += 2) {
      builder.header(headers[at], headers[at + 1]);
    }
    var uri = java.net.URI.create("ws://127.0.0.1:" + service.port() + "/ws/download/" + id);
    try {
      builder.buildAsync(uri, new WebSocket.Listener() {}).join().abort();
      return 101;
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(WebSocketHandshakeException.class);
      return e.getCause() instanceof WebSocketHandshakeException refused
          ? refused.getResponse().statusCode()
          : 0;
    }
  }

  @Test
  void aForeignPageMayNeitherPostNorOpenASocket() throws Exception {
    try (Service service = new Service(folder)) {
      JobId id = service.submit("http://example.com/");
      for (String origin :
          new String[] {"https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"}) {
        assertProblem(
            service.post("/api/download", "{\"url\": \"http://example.com/\"}", "Origin", origin),
            403,
            "origin_refused",
            "Origin");
        assertThat(upgrade(service, id, "Origin", origin)).isEqualTo(403);
      }
      String own = "http://127.0.0.1:" + service.port();
      assertThat(
              service
                  .post("/api/download", "{\"url\": \"http://example.com/\"}", "Origin", own)
                  .statusCode())
          .isEqualTo(200);
      assertThat(upgrade(service, id, "Origin", own)).isEqualTo(101);
    }
  }

  @Test
  void anAllowedOriginMayAndCanReadTheAnswer() throws Exception {
    String origin = "https://app.example.com";
    try (Service service = new Service(folder, null, Set.of(origin), 10)) {
      HttpResponse<String> response =
          service.post("/api/download", "{\"url\": \"http://example.com/\"}", "Origin", origin);
      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
      HttpRequest.Builder preflight =
          service
              .request("/api/download")
              .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
              .header("Origin", origin)
              .header("Access-Control-Request-Method", "POST");
      HttpResponse<String> answer = service.send(preflight);
      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
          .contains("Content-Type");
      assertThat(
              service
                  .get("/api/history", "Origin", "https://evil.example")
                  .headers()
                  .firstValue("Access-Control-Allow-Origin"))
          .isEmpty();
    }
  }

  @Test
  void aNameThatPointsHereIsNotEnough() throws Exception {
    try (Service service = new Service(folder)) {
      assertThat(raw(service, "GET /api/history HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
          .isEqualTo("HTTP/1.1 421");
      assertThat(raw(service, "GET /api/history HTTP/1.1\r\nHost: localhost:1\r\n\r\n"))
          .isEqualTo("HTTP/1.1 200");
      assertThat(raw(service, "GET /api/history HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n"))
          .isEqualTo("HTTP/1.1 200");
    }
  }
}
