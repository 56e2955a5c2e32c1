package dev.fetchlight.bus.local;

import dev.fetchlight.bus.Bus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A bus within one process: handlers run on the publisher's thread, in the order they subscribed. A
 * topic that nobody hears costs one look-up.
 */
public final class LocalBus implements Bus {
  private static final Logger LOG = System.getLogger(LocalBus.class.getName());

  /** Lists are replaced, never changed: a publisher walks the one it found. */
  private final Map<String, List<Handler>> topics = new ConcurrentHashMap<>();

  /** Not a record: the same consumer may subscribe twice, and each ends by itself. */
  private static final class Handler {
    final Consumer<byte[]> consumer;

    Handler(Consumer<byte[]> consumer) {
      this.consumer = consumer;
    }
  }

  @Override
  public void publish(String topic, Supplier<byte[]> message) {
    List<Handler> handlers = topics.get(topic);
    if (handlers == null) {
      return;
    }
    byte[] bytes = message.get();
    for (Handler handler : handlers) {
      try {
        handler.consumer.accept(bytes);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "A listener on " + topic + " failed", e);
      }
    }
  }

  @Override
  public Subscription subscribe(String topic, Consumer<byte[]> handler) {
    Handler added = new Handler(handler);
    topics.merge(
        topic,
        List.of(added),
        (before, _) -> Stream.concat(before.stream(), Stream.of(added)).toList());
    return () -> topics.computeIfPresent(topic, (_, before) -> without(before, added));
  }

  @Override
  public void close() {
    topics.clear();
  }

  /** How many topics somebody hears. */
  int topics() {
    return topics.size();
  }

  @SuppressWarnings("NullAway") // null is how a map is told to forget the topic
  private static List<Handler> without(List<Handler> before, Handler removed) {
    List<Handler> rest = before.stream().filter(handler -> handler != removed).toList();
    return rest.isEmpty() ? null : rest;
  }
}
