package dev.fetchlight.http;

import dev.fetchlight.http.door.Connections;
import dev.fetchlight.http.door.Deadlines;
import dev.fetchlight.http.door.Door;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The listening servers: one an event loop, all on the same address. */
public final class HttpServers {
  private static final int MOST_CLIENT_FRAME = 16 * 1_024;

  /** More than the door lets through, which has answers for what is longer. */
  private static final int MOST_LINE = 16 * 1_024;

  /** Vert.x's word for a free port that all servers share. */
  private static final int ANY_SHARED_PORT = -1;

  private HttpServers() {}

  /**
   * Where to listen.
   *
   * @param port 0 for a free one
   * @param loops how many event loops share it
   */
  public record Place(String host, int port, int loops) {}

  /** Listens, with one server on each event loop; answers with the port. */
  public static Future<Integer> listen(
      Vertx vertx, Api api, Place place, Connections connections, Deadlines deadlines) {
    AtomicInteger actual = new AtomicInteger();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(place.host())
            .setPort(place.port() == 0 ? ANY_SHARED_PORT : place.port())
            .setMaxInitialLineLength(MOST_LINE)
            .setMaxHeaderSize(MOST_LINE)
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
            () -> server(options, api, loop -> new Door(loop, connections, deadlines), actual),
            new DeploymentOptions().setInstances(place.loops()))
        .map(_ -> actual.get());
  }

  private static Deployable server(
      HttpServerOptions options, Api api, Function<Vertx, Door> doors, AtomicInteger actual) {
    return new VerticleBase() {
      @Override
      public Future<HttpServer> start() {
        return vertx
            .createHttpServer(options)
            .connectionHandler(doors.apply(vertx))
            .requestHandler(api.handler())
            .listen()
            .onSuccess(server -> actual.set(server.actualPort()));
      }
    };
  }
}
