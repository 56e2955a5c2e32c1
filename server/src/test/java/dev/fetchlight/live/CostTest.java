package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.bus.Bus;
import dev.fetchlight.bus.local.LocalBus;
import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not grow with watchers, counted where it happens. */
class CostTest {
  @TempDir Path folder;

  /** Counts how often a tick was made into a message. */
  private static final class CountingBus implements Bus {
    private final LocalBus bus = new LocalBus();
    private final AtomicInteger ticks = new AtomicInteger();

    @Override
    public void publish(String topic, Supplier<byte[]> message) {
      bus.publish(
          topic,
          () -> {
            if (topic.startsWith(Live.TICKS)) {
              ticks.incrementAndGet();
            }
            return message.get();
          });
    }

    @Override
    public Subscription subscribe(String topic, Consumer<byte[]> handler) {
      return bus.subscribe(topic, handler);
    }

    @Override
    public void close() {
      bus.close();
    }
  }

  @Test
  void aTickThatNobodyWatchesIsNotEvenEncoded() throws Exception {
    CountingBus bus = new CountingBus();
    try (Service service = new Service(folder, bus)) {
      service.submit("http://example.com/a");
      Job job = service.claim();
      for (int tick = 1; tick <= 100; tick++) {
        job = service.tick(job, tick / 2.0);
      }
      assertThat(bus.ticks).hasValue(0);
    }
  }

  @Test
  void aTickIsEncodedOnceForAllWatchers() throws Exception {
    CountingBus bus = new CountingBus();
    try (Service service = new Service(folder, bus)) {
      JobId id = service.submit("http://example.com/a");
      Job job = service.claim();
      List<Ear> ears = new ArrayList<>();
      for (int each = 0; each < 30; each++) {
        ears.add(new Ear(service.uri("/ws/download/" + id)));
        ears.getLast().status();
      }
      service.tick(job, 7);
      for (Ear ear : ears) {
        ear.until(each -> each.getDouble("progress") == 7);
      }
      assertThat(bus.ticks).hasValue(1);
      ears.forEach(Ear::close);
    }
  }

  @Test
  void whatHappensIsCounted() throws Exception {
    try (Service service = new Service(folder)) {
      JobId id = service.submit("http://example.com/a");
      Job job = service.claim();
      try (Ear ear = new Ear(service.uri("/ws/download/" + id))) {
        ear.status();
        // The first news of whoever has just come waits a moment; a whole burst could wait with it.
        job = service.tick(job, 0.1);
        ear.until(each -> each.getDouble("progress") == 0.1);
        for (int tick = 1; tick <= 200; tick++) {
          job = service.tick(job, tick / 4.0);
        }
        ear.until(each -> each.getDouble("progress") == 50);
        Counts counts = Service.await(service.live.counts());
        assertThat(counts.jobs()).isEqualTo(1);
        assertThat(counts.blocked()).isZero();
        assertThat(counts.oldestSeconds()).isZero();
        assertThat(counts.frames().sent()).isBetween(3L, 60L);
        assertThat(counts.frames().replaced()).isBetween(100L, 200L);
        assertThat(counts.delays().stream().mapToLong(each -> each).sum())
            .isLessThanOrEqualTo(counts.frames().sent());
        assertThat(counts.delaySeconds()).isPositive();
      }
    }
  }
}
