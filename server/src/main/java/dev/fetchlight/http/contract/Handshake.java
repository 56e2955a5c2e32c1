package dev.fetchlight.http.contract;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a client must send to open a WebSocket (RFC 6455, 4.2.1). */
public final class Handshake {
  /** 16 bytes in base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

  private static final String VERSION = "13";

  private Handshake() {}

  /** Throws a {@link RefusedException} that says what is missing. */
  public static void check(HttpServerRequest request) {
    if (!lists(request, HttpHeaders.UPGRADE, "websocket")) {
      request.response().putHeader(HttpHeaders.UPGRADE, "websocket");
      throw new RefusedException(Problem.upgradeRequired());
    }
    if (request.version() == HttpVersion.HTTP_1_0) {
      throw refused("Upgrade", "A socket is opened with HTTP/1.1.");
    }
    if (!lists(request, HttpHeaders.CONNECTION, "upgrade")) {
      throw refused("Connection", "\"Connection\" must be \"Upgrade\".");
    }
    if (!all(request, HttpHeaderNames.SEC_WEBSOCKET_VERSION).equals(List.of(VERSION))) {
      request.response().putHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
      throw new RefusedException(Problem.socketVersion());
    }
    List<String> keys = all(request, HttpHeaderNames.SEC_WEBSOCKET_KEY);
    if (keys.size() != 1 || !KEY.matcher(keys.getFirst()).matches()) {
      throw refused(
          "Sec-WebSocket-Key", "There must be one \"Sec-WebSocket-Key\" of 16 bytes in base64.");
    }
  }

  private static boolean lists(HttpServerRequest request, CharSequence header, String token) {
    return all(request, header).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .anyMatch(each -> each.strip().equalsIgnoreCase(token));
  }

  private static List<String> all(HttpServerRequest request, CharSequence header) {
    return request.headers().getAll(header);
  }

  private static RefusedException refused(String field, String sentence) {
    return new RefusedException(Problem.badHandshake(field, sentence));
  }
}
