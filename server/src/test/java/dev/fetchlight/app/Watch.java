package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One open socket that watches one download. Holds every frame to the promises: versions only grow,
 * progress never goes back within an attempt.
 */
final class Watch implements WebSocket.Listener, AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final int NOT_CLOSED = 0;

  private final List<JsonObject> messages = new ArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;
  private int closeCode = NOT_CLOSED;

  void opened(WebSocket open) {
    socket = open;
  }

  void say(String text) {
    if (socket != null) {
      socket.sendText(text, true).join();
    }
  }

  /** The states shown so far. */
  synchronized List<Download> frames() {
    return messages.stream()
        .filter(message -> "status".equals(message.getString("type")))
        .map(message -> new Download(message.getJsonObject("data")))
        .toList();
  }

  synchronized Download last() {
    return frames().getLast();
  }

  /** Returns the first state that fits, once it is shown. */
  Download await(String what, Predicate<Download> wanted) throws InterruptedException {
    await(what, () -> frames().stream().anyMatch(wanted));
    return frames().stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Returns once so many messages of a type have come. */
  List<JsonObject> awaitMessages(String type, int count) throws InterruptedException {
    await(count + " of " + type, () -> ofType(type).size() >= count);
    return ofType(type);
  }

  /** Returns the close code once the server has closed. */
  int awaitClose() throws InterruptedException {
    block("closed", () -> closeCode != NOT_CLOSED);
    assertPromises();
    return closeCode;
  }

  /** Waits for the terminal state and the close with 1000 after it. */
  Download toTheEnd() throws InterruptedException {
    assertThat(awaitClose()).isEqualTo(1000);
    assertThat(frames()).filteredOn(Download::terminal).hasSize(1);
    assertThat(last().terminal()).isTrue();
    return last();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    synchronized (this) {
      partial.append(data);
      if (last) {
        messages.add(new JsonObject(partial.toString()));
        partial.setLength(0);
        notifyAll();
      }
    }
    return WebSocket.Listener.super.onText(from, data, last);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed(1006);
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    assertPromises();
  }

  private synchronized void closed(int code) {
    closeCode = code;
    notifyAll();
  }

  private synchronized List<JsonObject> ofType(String type) {
    return messages.stream().filter(message -> type.equals(message.getString("type"))).toList();
  }

  private void await(String what, BooleanSupplier holds) throws InterruptedException {
    block(what, () -> holds.getAsBoolean() || closeCode != NOT_CLOSED);
    synchronized (this) {
      assertThat(holds.getAsBoolean()).as("%s before it closed; seen: %s", what, messages).isTrue();
    }
  }

  private synchronized void block(String what, BooleanSupplier until) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!until.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      assertThat(left).as("never: %s; seen: %s", what, messages).isPositive();
      wait(left);
    }
  }

  private void assertPromises() {
    List<Download> all = frames();
    for (int at = 1; at < all.size(); at++) {
      Download older = all.get(at - 1);
      Download newer = all.get(at);
      assertThat(newer.version()).as("version after %s", older).isGreaterThan(older.version());
      if (newer.attempt() == older.attempt()) {
        assertThat(newer.progress())
            .as("progress after %s", older)
            .isGreaterThanOrEqualTo(older.progress());
      }
    }
  }
}
