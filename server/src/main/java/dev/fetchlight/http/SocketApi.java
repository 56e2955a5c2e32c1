package dev.fetchlight.http;

import dev.fetchlight.job.JobId;
import dev.fetchlight.live.Live;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** Opens the sockets of asyncapi.yaml for those who may watch; what they say is {@link Live}'s. */
final class SocketApi {
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

  void mount(Router router) {
    router.get("/ws/download/:jobId").handler(this::open);
  }

  private void open(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      context.response().putHeader(HttpHeaders.UPGRADE, "websocket");
      throw new RefusedException(Problem.upgradeRequired());
    }
    if (!access.authorised(context)) {
      throw new RefusedException(Problem.unauthorised());
    }
    String id = Objects.requireNonNull(context.pathParam("jobId"));
    request
        .toWebSocket()
        .onSuccess(socket -> {
          endWithSession(request, socket);
          JobId.parse(id)
              .ifPresentOrElse(known -> live.watch(socket, known), () -> Live.refuse(socket));
        })
        .onFailure(_ -> context.response().reset());
  }

  private void endWithSession(HttpServerRequest request, ServerWebSocket socket) {
    access
        .expiry(request)
        .ifPresent(end -> {
          long timer = vertx.setTimer(millisUntil(end), _ -> Live.endSession(socket));
          socket.endHandler(_ -> vertx.cancelTimer(timer));
        });
  }

  private long millisUntil(Instant end) {
    return Math.max(1, Duration.between(clock.instant(), end).toMillis());
  }
}
