package dev.fetchlight.http;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** The listening servers: one an event loop, all on the same address. */
public final class HttpServers {
  private static final int MOST_CLIENT_FRAME = 16 * 1_024;
  private static final int MOST_URI = 8 * 1_024;

  /** Vert.x's word for a free port that all servers share. */
  private static final int ANY_SHARED_PORT = -1;

  private HttpServers() {}

  /** Listens, with one server on each event loop; answers with the port. */
  public static Future<Integer> listen(Vertx vertx, Api api, String host, int port, int loops) {
    AtomicInteger actual = new AtomicInteger();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port == 0 ? ANY_SHARED_PORT : port)
            .setMaxInitialLineLength(MOST_URI)
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(0)
            .setTcpNoDelay(true)
            .setMaxWebSocketFrameSize(MOST_CLIENT_FRAME)
            .setMaxWebSocketMessageSize(MOST_CLIENT_FRAME)
            .setPerFrameWebSocketCompressionSupported(false)
            // Agreed to here, done in `live`: as Vert.x does it, it costs 24 µs a frame and up to
            // 200 KiB a socket. Clients are asked to compress without context.
            .setPerMessageWebSocketCompressionSupported(true)
            .setWebSocketAllowServerNoContext(true)
            .setWebSocketPreferredClientNoContext(true);
    return vertx
        .deployVerticle(
            () -> server(api, options, actual), new DeploymentOptions().setInstances(loops))
        .map(_ -> actual.get());
  }

  private static Deployable server(Api api, HttpServerOptions options, AtomicInteger actual) {
    return new VerticleBase() {
      @Override
      public Future<HttpServer> start() {
        return vertx
            .createHttpServer(options)
            .requestHandler(api.handler())
            .listen()
            .onSuccess(server -> actual.set(server.actualPort()));
      }
    };
  }
}
