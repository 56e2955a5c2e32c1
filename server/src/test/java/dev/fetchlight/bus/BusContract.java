package dev.fetchlight.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every bus promises; each implementation runs it. */
public abstract class BusContract {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  protected Bus bus;

  protected abstract Bus open() throws Exception;

  @BeforeEach
  void openBus() throws Exception {
    bus = open();
  }

  @AfterEach
  void closeBus() {
    bus.close();
  }

  @Test
  void carriesMessagesInOrder() throws Exception {
    bus.subscribe("a", this::hear);
    for (int n = 0; n < 100; n++) {
      publish("a", "m" + n);
    }
    for (int n = 0; n < 100; n++) {
      assertThat(next()).isEqualTo("m" + n);
    }
  }

  @Test
  void keepsTopicsApart() throws Exception {
    bus.subscribe("a", this::hear);
    publish("b", "other");
    publish("a", "mine");

    assertThat(next()).isEqualTo("mine");
  }

  @Test
  void reachesEverySubscriberEvenTheSameTwice() throws Exception {
    Bus.Subscription first = bus.subscribe("a", this::hear);
    bus.subscribe("a", this::hear);
    publish("a", "x");
    assertThat(next() + next()).isEqualTo("xx");

    first.close();
    first.close();
    publish("a", "y");
    publish("a", "z");
    assertThat(next() + next()).isEqualTo("yz");
  }

  @Test
  void aFailingListenerHurtsNobody() throws Exception {
    bus.subscribe(
        "a",
        _ -> {
          throw new IllegalStateException("on purpose");
        });
    bus.subscribe("a", this::hear);
    publish("a", "x");
    publish("a", "y");

    assertThat(next() + next()).isEqualTo("xy");
  }

  protected final void publish(String topic, String message) {
    bus.publish(topic, () -> message.getBytes(StandardCharsets.UTF_8));
  }

  private void hear(byte[] message) {
    heard.add(new String(message, StandardCharsets.UTF_8));
  }

  private String next() throws InterruptedException {
    String message = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return String.valueOf(message);
  }
}
