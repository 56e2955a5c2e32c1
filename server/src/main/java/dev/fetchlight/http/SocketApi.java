package dev.fetchlight.http;

import dev.fetchlight.job.JobId;
import dev.fetchlight.live.Live;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Opens the sockets of asyncapi.yaml for those who may watch; what they say is {@link Live}'s.
 * Stands before the router, which would wrap the socket and hide what it is made of.
 */
final class SocketApi {
  private static final String DOWNLOAD = "/ws/download/";

  private final Vertx vertx;
  private final Live live;
  private final Access access;
  private final InstantSource clock;

  SocketApi(Vertx vertx, Live live, Access access, InstantSource clock) {
    this.vertx = vertx;
    this.live = live;
    this.access = access;
    this.clock = clock;
  }

  /** Whether a request is for a socket. */
  static boolean serves(HttpServerRequest request) {
    String path = request.path();
    return path != null && path.startsWith(DOWNLOAD) && request.method().name().equals("GET");
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
    String id = Objects.requireNonNull(request.path()).substring(DOWNLOAD.length());
    // A handshake that is none is answered with 400 by Vert.x itself.
    var _ = request.toWebSocket().onSuccess(socket -> watch(request, socket, id));
  }

  private void watch(HttpServerRequest request, ServerWebSocket socket, String id) {
    access.expiry(request).ifPresent(end -> endAt(end, socket));
    JobId.parse(id).ifPresentOrElse(known -> live.watch(socket, known), () -> Live.refuse(socket));
  }

  private void endAt(Instant end, ServerWebSocket socket) {
    long millis = Math.max(1, Duration.between(clock.instant(), end).toMillis());
    long timer = vertx.setTimer(millis, _ -> Live.endSession(socket));
    socket.endHandler(_ -> vertx.cancelTimer(timer));
  }
}
