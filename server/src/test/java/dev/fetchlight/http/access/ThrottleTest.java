package dev.fetchlight.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.door.Clients;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final AtomicLong millis = new AtomicLong(1_000_000);
  private final InstantSource clock = () -> java.time.Instant.ofEpochMilli(millis.get());
  private final Throttle throttle = new Throttle(3, 0.5, Clients.PEERS, clock);

  private void spendTheBurst() {
    for (int call = 0; call < 3; call++) {
      assertThat(throttle.take("a")).isZero();
    }
    assertThat(throttle.take("a")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void theFirstAfterTheBurstWaits() {
    spendTheBurst();
  }

  @Test
  void waitingOpensItAgainOneByOne() {
    spendTheBurst();
    millis.addAndGet(2_000);
    assertThat(throttle.take("a")).isZero();
    assertThat(throttle.take("a")).isPositive();
  }

  @Test
  void clientsDoNotPayForEachOther() {
    spendTheBurst();
    assertThat(throttle.take("b")).isZero();
  }

  @Test
  void restGivesNoMoreThanTheBurst() {
    millis.addAndGet(1_000_000);
    spendTheBurst();
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    spendTheBurst();
    millis.addAndGet(-5_000);
    assertThat(throttle.take("a")).isPositive();
  }

  @Test
  void itRemembersABoundedNumberOfClients() {
    spendTheBurst();
    for (int other = 0; other < 10_000; other++) {
      assertThat(throttle.take("other " + other)).isZero();
    }
    assertThat(throttle.take("a")).isZero();
  }
}
