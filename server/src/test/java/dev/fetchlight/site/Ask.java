package dev.fetchlight.site;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One request, with its query taken apart.
 *
 * @param target path and query as they came
 */
record Ask(HttpExchange exchange, String path, String target, Map<String, String> query) {

  static Ask of(HttpExchange exchange) {
    String raw = exchange.getRequestURI().getRawQuery();
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] halves = pair.split("=", 2);
      query.put(decode(halves[0]), halves.length < 2 ? "" : decode(halves[1]));
    }
    String path = exchange.getRequestURI().getPath();
    return new Ask(exchange, path, exchange.getRequestURI().toString(), query);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  String get(String name, String otherwise) {
    return query.getOrDefault(name, otherwise);
  }

  long number(String name, long otherwise) {
    return query.containsKey(name) ? Long.parseLong(get(name, "")) : otherwise;
  }

  /** Fields that the answer shall have: {@code field.ETag=…}. */
  Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>();
    query.forEach((name, value) -> {
      if (name.startsWith("field.")) {
        fields.put(name.substring(6), value);
      }
    });
    return fields;
  }

  /** A field of its head; empty where it has none. */
  String header(String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  String cookies() {
    return String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
  }

  /** The query to hand on to what a page links to. */
  String suffix() {
    int mark = target.indexOf('?');
    return mark < 0 ? "" : target.substring(mark);
  }

  void answer(int status, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean bodiless = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
    exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
    if (!bodiless) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  void redirect(String target) throws IOException {
    exchange.getResponseHeaders().set("Location", target);
    answer(302, "text/plain", "");
  }
}
