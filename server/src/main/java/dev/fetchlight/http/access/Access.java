package dev.fetchlight.http.access;

import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.door.Clients;
import dev.fetchlight.http.door.PublicUrl;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may call: whoever shows the token, a session or a ticket. What is right is let in whatever
 * came before; what is wrong is counted for its client, which is told to wait after some.
 */
public final class Access {
  private static final int WRONG_AT_ONCE = 10;
  private static final double WRONG_A_SECOND = 0.2;

  private final @Nullable String token;
  private final Origins origins;
  private final Clients clients;
  private final InstantSource clock;
  private final @Nullable Sessions sessions;
  private final Tickets tickets;
  private final SessionCookie cookie;
  private final Throttle guesses;

  /**
   * @param token the access token, or null where none is needed
   * @param origins whose pages may call
   */
  public Access(@Nullable String token, Origins origins, Clients clients, InstantSource clock) {
    this.token = token;
    this.origins = origins;
    this.clients = clients;
    this.clock = clock;
    this.sessions = token == null ? null : new Sessions(token, clock);
    this.tickets = new Tickets(clock);
    this.cookie = new SessionCookie(origins, clients);
    this.guesses = new Throttle(WRONG_AT_ONCE, WRONG_A_SECOND, clients, clock);
  }

  boolean tokenRequired() {
    return token != null;
  }

  /** Before anything else: throws where host or origin may not call at all. */
  public void checkSource(HttpServerRequest request) {
    origins.check(request, clients.scheme(request), token == null);
  }

  /**
   * What links must begin with for a page of another origin, which has to know our host; empty for
   * all others, and where the links of all begin with the public address already.
   */
  public String linkPrefix(HttpServerRequest request) {
    boolean needed = origins.publicUrl().equals(PublicUrl.NONE) && origins.allowsAnother(request);
    return needed ? clients.scheme(request).orElse("http") + "://" + Origins.host(request) : "";
  }

  /** Throws where nothing lets the request in. */
  public void admit(HttpServerRequest request) {
    if (look(request).isEmpty()) {
      throw new RefusedException(Problem.unauthorised());
    }
  }

  /** How long the right of a request that was let in lasts; null for ever. */
  public @Nullable Duration left(HttpServerRequest request) {
    return look(request).map(right -> right.left(clock.instant())).orElse(null);
  }

  /** As {@link #admit}, but a ticket is taken as well, and is used up; gives what is left. */
  public @Nullable Duration admitSocket(HttpServerRequest request) {
    String ticket = request.getParam("ticket");
    Optional<Right> redeemed = ticket == null ? Optional.empty() : tickets.redeem(ticket);
    Optional<Right> right = redeemed.isPresent() ? redeemed : look(request);
    if (right.isEmpty() && ticket != null) {
      wrong(request);
    }
    return right
        .orElseThrow(() -> new RefusedException(Problem.unauthorised()))
        .left(clock.instant());
  }

  /** What lets the request in, if anything does; throws where its client has to wait. */
  Optional<Right> look(HttpServerRequest request) {
    if (token == null) {
      return Optional.of(Right.FOR_EVER);
    }
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean bearer = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
    if (bearer && isToken(header.substring(7).strip())) {
      return Optional.of(Right.FOR_EVER);
    }
    Cookie sent = request.getCookie(SessionCookie.NAME);
    boolean forged = false;
    if (sent != null && sessions != null) {
      switch (sessions.judge(sent.getValue())) {
        case Sessions.Judgement.Valid(var end) -> {
          return Optional.of(new Right(end));
        }
        case Sessions.Judgement.Over() -> cookie.clear(request);
        case Sessions.Judgement.Forged() -> {
          forged = true;
          // A browser would send it with every request, each of which counts.
          cookie.clear(request);
        }
      }
    }
    if (bearer || forged) {
      wrong(request);
    }
    return Optional.empty();
  }

  /** Trades the token for a session in a cookie; none is given where none is needed. */
  void open(HttpServerRequest request, @Nullable String candidate) {
    if (sessions == null) {
      return;
    }
    if (candidate == null || !isToken(candidate)) {
      wrong(request);
      throw new RefusedException(Problem.wrongToken());
    }
    cookie.set(request, sessions.issue());
  }

  void close(HttpServerRequest request) {
    cookie.clear(request);
  }

  /** A ticket for one socket, with the right that this request has. */
  Tickets.Ticket ticket(HttpServerRequest request) {
    return tickets.issue(
        look(request).orElseThrow(() -> new RefusedException(Problem.unauthorised())));
  }

  /** Whether this is the access token; takes as long for a wrong one as for a right one. */
  private boolean isToken(String candidate) {
    return token != null
        && MessageDigest.isEqual(Sessions.sha256(candidate), Sessions.sha256(token));
  }

  /** Something was shown that opens nothing. */
  private void wrong(HttpServerRequest request) {
    Duration wait = guesses.take(clients.of(request));
    if (wait.isPositive()) {
      throw Throttle.refused(request.response(), wait, Problem.tooManyGuesses());
    }
  }
}
