package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.Bandwidth.Share;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One line for all, on a clock that stands still until somebody waits. */
class BandwidthTest {
  private static final int RATE = 1_000;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong clock = new AtomicLong();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Bandwidth line =
      new Bandwidth(
          RATE,
          clock::get,
          (task, delay) ->
              waiting.add(() -> {
                clock.addAndGet(delay.toNanos());
                task.run();
              }));

  private void pass() {
    waiting.remove().run();
  }

  @Test
  void lastsAsLongAsTheBytesTake() {
    List<String> paid = new ArrayList<>();
    Share share = line.share();
    share.pay(500, () -> paid.add("first"));
    share.pay(2_000, () -> paid.add("second"));
    share.pay(1, () -> paid.add("third"));
    assertThat(paid).containsExactly("first");
    pass();
    assertThat(paid).containsExactly("first", "second");
    assertThat(clock.get()).isEqualTo(SECOND / 2);
    pass();
    assertThat(paid).hasSize(3);
    assertThat(clock.get()).isEqualTo(SECOND / 2 + 2 * SECOND);
    assertThat(waiting).isEmpty();
  }

  @Test
  void savesNothingUpWhileNobodyReads() {
    clock.addAndGet(3_600 * SECOND);
    Share share = line.share();
    for (int i = 0; i < 10; i++) {
      share.pay(RATE, () -> {});
    }
    while (!waiting.isEmpty()) {
      pass();
    }
    assertThat(clock.get()).isBetween(3_608 * SECOND, 3_609 * SECOND);
  }

  @Test
  void givesEachJobTheSameHoweverManyConnectionsItHas() {
    AtomicLong many = new AtomicLong();
    AtomicLong one = new AtomicLong();
    Share greedy = line.share();
    Share modest = line.share();
    for (int connection = 0; connection < 8; connection++) {
      read(greedy, 900, many);
    }
    read(modest, 300, one);
    for (int i = 0; i < 2_000; i++) {
      pass();
    }
    assertThat((double) one.get() / many.get()).isBetween(0.95, 1.05);
    assertThat((double) (one.get() + many.get()) * SECOND / clock.get())
        .isBetween(0.95 * RATE, 1.05 * RATE);
  }

  @Test
  void owesNothingToOneThatCameLate() {
    AtomicLong early = new AtomicLong();
    AtomicLong late = new AtomicLong();
    read(line.share(), 100, early);
    for (int i = 0; i < 1_000; i++) {
      pass();
    }
    long before = early.get();
    read(line.share(), 100, late);
    for (int i = 0; i < 1_000; i++) {
      pass();
    }
    assertThat((double) late.get() / (early.get() - before)).isBetween(0.95, 1.05);
  }

  /** Reads on as soon as it may. */
  private static void read(Share share, int bytes, AtomicLong sum) {
    share.pay(
        bytes,
        () -> {
          sum.addAndGet(bytes);
          read(share, bytes, sum);
        });
  }

  @Test
  void holdsForGatesAndForFetchesTogether() throws Exception {
    int size = 4 * 1024 * 1024;
    Vertx vertx = Vertx.vertx();
    Bandwidth shared =
        new Bandwidth(
            1_000_000,
            clock::get,
            (task, delay) ->
                Thread.startVirtualThread(() -> {
                  clock.addAndGet(delay.toNanos());
                  task.run();
                }));
    try (Site site =
            Site.on(
                "127.0.0.2",
                (_, socket) -> {
                  Site.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                  socket.getOutputStream().write(new byte[size]);
                });
        Egress egress = Doors.open(vertx, "127.0.0.2/32", _ -> List.of(), Doors.trusted(), shared);
        Gate gate = egress.open()) {
      String url = "http://127.0.0.2:" + site.port() + "/";
      CompletableFuture<Integer> proxied = new CompletableFuture<>();
      Thread.startVirtualThread(
          () -> proxied.complete(Caller.get(gate, "GET " + url + " HTTP/1.1", "").length()));
      Fetch fetch = egress.fetcher().open(URI.create(url), Map.of(), Duration.ofSeconds(60));
      ByteBuffer buffer = ByteBuffer.allocateDirect(1024 * 1024);
      long fetched = 0;
      try (Exchange exchange = ((Fetch.Answered) fetch).exchange()) {
        for (int count; (count = exchange.read(buffer.clear())) >= 0; fetched += count) {}
      }
      assertThat(fetched).isEqualTo(size);
      assertThat(proxied.get(60, TimeUnit.SECONDS)).isGreaterThan(size);
      assertThat(clock.get()).isGreaterThan(2L * (size - 2 * Bandwidth.STEP) * 1_000);
    } finally {
      vertx.close().await();
    }
  }
}
