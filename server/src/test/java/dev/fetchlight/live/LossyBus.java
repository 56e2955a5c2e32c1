package dev.fetchlight.live;

import dev.fetchlight.bus.Bus;
import dev.fetchlight.bus.local.LocalBus;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A bus at its worst: drops, repeats and holds back messages at random, so that they also come out
 * of order. The seed decides which.
 */
final class LossyBus implements Bus {
  private final LocalBus bus = new LocalBus();
  private final SplittableRandom random;
  private final List<Runnable> heldBack = new ArrayList<>();

  LossyBus(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public synchronized void publish(String topic, Supplier<byte[]> message) {
    byte[] bytes = message.get();
    switch (random.nextInt(4)) {
      case 0 -> {
        // Lost.
      }
      case 1 -> {
        bus.publish(topic, () -> bytes);
        bus.publish(topic, () -> bytes);
      }
      case 2 -> heldBack.add(() -> bus.publish(topic, () -> bytes));
      default -> bus.publish(topic, () -> bytes);
    }
    if (!heldBack.isEmpty() && random.nextBoolean()) {
      heldBack.remove(random.nextInt(heldBack.size())).run();
    }
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
