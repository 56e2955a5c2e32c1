package dev.fetchlight.http.access;

import dev.fetchlight.http.contract.Call;
import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.door.Clients;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets by client address: so many calls at once, then so many a second. Remembers the ten
 * thousand most recent clients; safe for all event loops.
 */
public final class Throttle {
  private static final int MOST_CLIENTS = 10_000;

  private final int burst;
  private final double perSecond;
  private final Clients clients;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  private record Bucket(double tokens, long atMillis) {}

  public Throttle(int burst, double perSecond, Clients clients, InstantSource clock) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.clients = clients;
    this.clock = clock;
  }

  /** Lets the call through, or throws with {@code Retry-After} set. */
  public void pass(Call call) {
    Duration wait = take(clients.of(call.request()));
    if (wait.isPositive()) {
      throw refused(call.response(), wait, Problem.tooMany());
    }
  }

  /** Says when to come back. */
  static RefusedException refused(HttpServerResponse response, Duration wait, Problem problem) {
    response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
    return new RefusedException(problem);
  }

  /** How long {@code client} has to wait; zero where this call may pass, which is then counted. */
  synchronized Duration take(String client) {
    long now = clock.millis();
    Bucket known = buckets.getOrDefault(client, new Bucket(burst, now));
    double filled = known.tokens + Math.max(0, now - known.atMillis) / 1_000.0 * perSecond;
    double tokens = Math.min(burst, filled);
    boolean passes = tokens >= 1;
    buckets.put(client, new Bucket(passes ? tokens - 1 : tokens, now));
    return passes
        ? Duration.ZERO
        : Duration.ofMillis((long) Math.ceil((1 - tokens) / perSecond * 1_000));
  }
}
