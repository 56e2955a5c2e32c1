package dev.fetchlight.bus;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Publish and subscribe. Handlers run on the bus's thread or the publisher's and must not block.
 */
public interface Bus extends AutoCloseable {

  /** Ends a subscription. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Sends to everyone who is subscribed now.
   *
   * @param message asked for at most once, and only where somebody may listen
   */
  void publish(String topic, Supplier<byte[]> message);

  /** Hears every message of {@code topic} from now on, this node's own included. */
  Subscription subscribe(String topic, Consumer<byte[]> handler);

  @Override
  void close();
}
