package dev.fetchlight.http.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** The headers that let a page of an allowed origin read our answers (CORS). */
final class CrossOrigin {
  private CrossOrigin() {}

  /** Answers differ by origin, and caches must know. */
  static void vary(HttpServerResponse response) {
    response.putHeader(HttpHeaders.VARY, "Origin");
  }

  static void allow(HttpServerResponse response, String origin) {
    response
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, DELETE")
        .putHeader(
            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
            "Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Range, Last-Event-ID, Range")
        .putHeader(
            HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
            "ETag, Location, Retry-After, Content-Range, Accept-Ranges")
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600")
        .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
  }
}
