package dev.fetchlight.http;

import dev.fetchlight.http.access.Access;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.job.JobId;
import dev.fetchlight.live.Entrance;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens the sockets of asyncapi.yaml for those who may watch; what they say is {@link Entrance}'s.
 * Stands before the router, which would wrap the socket and hide what it is made of.
 */
final class SocketApi {
  private static final String ALL = "/ws";
  private static final String DOWNLOAD = "/ws/download/";

  /** The first offer, with no parameter but those that Vert.x takes. */
  private static final Pattern DEFLATE =
      Pattern.compile(
          "\\s*permessage-deflate(\\s*;\\s*(client_max_window_bits(=\\d+)?|client_no_context_takeover"
              + "|server_no_context_takeover))*\\s*(,|$)");

  private final Entrance entrance;
  private final Access access;

  SocketApi(Entrance entrance, Access access) {
    this.entrance = entrance;
    this.access = access;
  }

  /** Whether a request is for a socket. */
  static boolean serves(HttpServerRequest request) {
    String path = request.path();
    return path != null
        && (path.equals(ALL) || path.startsWith(DOWNLOAD))
        && request.method().name().equals("GET");
  }

  /** Opens the socket, or throws a {@link RefusedException} before the upgrade. */
  void open(HttpServerRequest request) {
    access.checkSource(request);
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      request.response().putHeader(HttpHeaders.UPGRADE, "websocket");
      throw new RefusedException(Problem.upgradeRequired());
    }
    if (!access.authorised(request)) {
      throw new RefusedException(Problem.unauthorised());
    }
    String path = Objects.requireNonNull(request.path());
    agreeToCompression(request);
    Duration left = access.left(request).orElse(null);
    // A handshake that is none is answered with 400 by Vert.x itself.
    var _ =
        request
            .toWebSocket()
            .onSuccess(socket -> {
              if (path.equals(ALL)) {
                entrance.attend(socket, left);
              } else {
                watch(socket, path.substring(DOWNLOAD.length()), left);
              }
            });
  }

  /**
   * Vert.x agrees to permessage-deflate by itself; this adds to its answer that the client must
   * keep no context, since connections keep none here.
   */
  private static void agreeToCompression(HttpServerRequest request) {
    String offers = request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
    if (offers != null && DEFLATE.matcher(offers).lookingAt()) {
      request
          .response()
          .putHeader(
              HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS,
              "permessage-deflate; client_no_context_takeover");
    }
  }

  private void watch(ServerWebSocket socket, String id, @Nullable Duration left) {
    JobId.parse(id)
        .ifPresentOrElse(
            known -> entrance.watch(socket, known, left), () -> Entrance.refuse(socket));
  }
}
