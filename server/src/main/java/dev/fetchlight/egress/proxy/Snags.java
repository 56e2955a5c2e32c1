package dev.fetchlight.egress.proxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is in the way of one job at its proxies: the last snag that nothing has mended since, and
 * who is waited for. Safe for use by several threads.
 */
public final class Snags {
  private final Map<Object, Snag> waits = new LinkedHashMap<>();
  private @Nullable Snag last;

  /** Somebody begins to wait for a proxy. */
  public synchronized void begin(Object who, Way.Through way) {
    waits.put(who, way.snag(Snag.Why.LATE).snag());
  }

  /** The proxy has led there. */
  public synchronized void through(Object who) {
    waits.remove(who);
    last = null;
  }

  public synchronized void failed(Object who, Snag snag) {
    waits.remove(who);
    last = snag;
  }

  /** The last one, where no proxy has led anywhere since. */
  public synchronized Optional<Snag> last() {
    return Optional.ofNullable(last);
  }

  /** What it is where all is late: the last snag, or that of whoever waits for the longest time. */
  public synchronized Optional<Snag> lateness() {
    return last().or(() -> waits.values().stream().findFirst());
  }
}
