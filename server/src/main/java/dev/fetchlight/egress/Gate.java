package dev.fetchlight.egress;

import dev.fetchlight.egress.address.Pass;
import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.egress.proxy.Snags;
import io.netty.channel.group.ChannelGroup;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One job's proxy on a port of its own, for callers that show its password. Speaks HTTP/1: CONNECT,
 * and plain requests for whole http addresses. Idle, it is one listening socket.
 */
public final class Gate implements AutoCloseable {
  private static final List<String> VARIABLES =
      List.of("http_proxy", "https_proxy", "ftp_proxy", "all_proxy");

  private final URI proxy;
  private final Refusals refusals;
  private final Snags snags;
  private final Pulse pulse;
  private final ChannelGroup channels;
  private final AtomicReference<@Nullable Pass> pass;

  Gate(
      URI proxy,
      Refusals refusals,
      Snags snags,
      Pulse pulse,
      ChannelGroup channels,
      AtomicReference<@Nullable Pass> pass) {
    this.pass = pass;
    this.proxy = proxy;
    this.refusals = refusals;
    this.snags = snags;
    this.pulse = pulse;
    this.channels = channels;
  }

  /** From now on shows this at its place, to which nothing is encrypted. */
  public void show(@Nullable Pass shown) {
    pass.set(shown);
  }

  /** Where it listens, with name and password: a secret. */
  public URI proxy() {
    return proxy;
  }

  /**
   * What the environment of a child must hold to come this way. It must not hold {@code no_proxy}.
   */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (String variable : VARIABLES) {
      environment.put(variable, proxy.toString());
      environment.put(variable.toUpperCase(Locale.ROOT), proxy.toString());
    }
    return Map.copyOf(environment);
  }

  /** What goes over the line, as time passes. */
  public Pulse pulse() {
    return pulse;
  }

  /** The first hundred connections that were refused, in order. */
  public List<Refusal> refusals() {
    return refusals.toList();
  }

  /** What is in the way at the proxies that lead on from here, where there are some. */
  public Snags snags() {
    return snags;
  }

  /** Stops listening and cuts every connection; not to be called on an event loop. */
  @Override
  public void close() {
    channels.forEach(Relay::cut);
    channels.close().awaitUninterruptibly();
  }
}
