package dev.fetchlight.http.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Words that open one socket each, once and soon: for pages that can neither send a header with a
 * socket nor have a cookie of ours. Kept in memory, the newest ten thousand.
 */
final class Tickets {
  static final Duration LIFE = Duration.ofSeconds(30);
  private static final int MOST = 10_000;
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;
  private final Map<String, Issued> issued =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Issued> eldest) {
          return size() > MOST || !clock.instant().isBefore(eldest.getValue().ticket.expires());
        }
      };

  /** What a client is given. */
  record Ticket(String value, Instant expires) {}

  private record Issued(Ticket ticket, Right right) {}

  Tickets(InstantSource clock) {
    this.clock = clock;
  }

  /** A ticket that gives as much right as its owner has. */
  synchronized Ticket issue(Right right) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Ticket ticket = new Ticket(value, clock.instant().plus(LIFE));
    issued.put(value, new Issued(ticket, right));
    return ticket;
  }

  /** What the ticket gives a right to; never twice. */
  synchronized Optional<Right> redeem(@Nullable String value) {
    Issued known = issued.remove(value);
    return Optional.ofNullable(known)
        .filter(each -> clock.instant().isBefore(each.ticket.expires()))
        .map(Issued::right);
  }
}
