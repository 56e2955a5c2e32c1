package dev.fetchlight.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.EpollSocketChannel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CorkTest {
  private final List<Vertx> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (Vertx each : opened) {
      each.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aConnectionIsCorkedUntilThePull() throws Exception {
    List<Boolean> seen = new ArrayList<>();
    Vertx vertx = vertx(true);
    ask(
        vertx,
        request -> {
          seen.add(corked(request));
          Cork.put(request);
          seen.add(corked(request));
          Cork.pull(request);
          seen.add(corked(request));
        });

    assertThat(seen).containsExactly(false, vertx.isNativeTransportEnabled(), false);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsWrittenBetweenArrives(boolean epoll) throws Exception {
    HttpResponse<String> answer =
        ask(
            vertx(epoll),
            request -> {
              Cork.put(request);
              Cork.pull(request);
            });

    assertThat(answer.body()).isEqualTo("done");
  }

  private Vertx vertx(boolean epoll) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(epoll));
    opened.add(vertx);
    return vertx;
  }

  static boolean corked(HttpServerRequest request) {
    HttpServerConnection connection = (HttpServerConnection) request.connection();
    return connection.channelHandlerContext().channel() instanceof EpollSocketChannel channel
        && channel.config().isTcpCork();
  }

  private static HttpResponse<String> ask(Vertx vertx, Consumer<HttpServerRequest> before)
      throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              before.accept(request);
              request.response().end("done");
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
