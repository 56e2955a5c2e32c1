package dev.fetchlight.live;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client that hears one socket: keeps its messages in order, and how it was closed. */
final class Ear implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<Boolean> pinged = new CompletableFuture<>();
  private volatile String reason = "";
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  Ear(URI http, String... headers) {
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
    for (int at = 0; at < headers.length; at += 2) {
      builder.header(headers[at], headers[at + 1]);
    }
    URI ws = URI.create(http.toString().replaceFirst("^http", "ws"));
    socket = builder.buildAsync(ws, this).orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    pinged.complete(true);
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    this.reason = reason;
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  void say(String text) {
    socket.sendText(text, true).orTimeout(30, TimeUnit.SECONDS).join();
  }

  void sayBytes(byte... bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** Closes the socket as a client does that needs it no more. */
  void leave() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").orTimeout(30, TimeUnit.SECONDS).join();
  }

  String next() throws InterruptedException {
    String message = messages.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nothing was heard");
    }
    return message;
  }

  /** The next message. */
  JsonObject message() throws InterruptedException {
    return new JsonObject(next());
  }

  /** The next message, which has to be of that type. */
  JsonObject message(String type) throws InterruptedException {
    JsonObject message = message();
    if (!message.getString("type").equals(type)) {
      throw new AssertionError("no " + type + ": " + message);
    }
    return message;
  }

  /** The data of the next status. */
  JsonObject status() throws InterruptedException {
    return message("status").getJsonObject("data");
  }

  /** All statuses up to and with the first that is as wanted. */
  List<JsonObject> until(Predicate<JsonObject> wanted) throws InterruptedException {
    List<JsonObject> all = new ArrayList<>();
    do {
      all.add(status());
    } while (!wanted.test(all.getLast()));
    return all;
  }

  /** Whether the server asks for a sign of life. */
  boolean pinged() {
    return pinged.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** The words of the close; empty before it. */
  String reason() {
    return reason;
  }

  int closeCode() {
    return closed.orTimeout(30, TimeUnit.SECONDS).join();
  }

  boolean silent() {
    return messages.isEmpty();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
