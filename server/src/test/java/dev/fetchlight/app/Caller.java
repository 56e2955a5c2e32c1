package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * A client of a running program.
 *
 * @param headers name after value, sent with every call and every upgrade
 */
record Caller(URI address, List<String> headers) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static Caller of(Program program, String... headers) {
    return new Caller(program.address(), List.of(headers));
  }

  /** Hands in a link, which must be taken. */
  Download submit(String url) throws Exception {
    HttpResponse<byte[]> answer = post("/api/download", new JsonObject().put("url", url));
    assertThat(answer.statusCode()).as("%s", text(answer)).isEqualTo(202);
    return download(answer);
  }

  Download read(String id) throws Exception {
    return download(get("/api/download/" + id));
  }

  Download cancel(String id) throws Exception {
    return act(id, "cancel");
  }

  Download retry(String id) throws Exception {
    return act(id, "retry");
  }

  /** Cancels, retries, pauses or resumes, which must be possible. */
  Download act(String id, String verb) throws Exception {
    return download(post("/api/download/" + id + "/" + verb, new JsonObject()));
  }

  HttpResponse<byte[]> delete(String id) throws Exception {
    return deletes("/api/download/" + id);
  }

  HttpResponse<byte[]> get(String path, String... more) throws Exception {
    HttpRequest.Builder request = request(path);
    return send(more.length == 0 ? request : request.headers(more));
  }

  HttpResponse<byte[]> post(String path, JsonObject body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body.toBuffer().getBytes())));
  }

  HttpResponse<byte[]> put(String path, JsonObject body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(body.toBuffer().getBytes())));
  }

  HttpResponse<byte[]> deletes(String path) throws Exception {
    return send(request(path).DELETE());
  }

  /** With an idempotency key. */
  HttpResponse<byte[]> post(String path, JsonObject body, String key) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(body.toBuffer().getBytes())));
  }

  /** Watches a download until it ends, and gives its last state. */
  Download toTheEnd(String id) throws Exception {
    try (Watch watch = watch(id)) {
      return watch.toTheEnd();
    }
  }

  Watch watch(String id) {
    Watch watch = new Watch();
    var upgrade = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
    for (int at = 0; at < headers.size(); at += 2) {
      upgrade.header(headers.get(at), headers.get(at + 1));
    }
    URI socket = URI.create("ws://" + address.getAuthority() + "/ws/download/" + id);
    watch.opened(upgrade.buildAsync(socket, watch).join());
    return watch;
  }

  /** The status with which a socket is refused before it opens. */
  int refusedSocket(String id) {
    try (Watch watch = watch(id)) {
      throw new AssertionError("it is open and shows " + watch.frames());
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static Download download(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as("%s", text(answer)).isBetween(200, 299);
    return new Download(new JsonObject(text(answer)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
    return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }
}
