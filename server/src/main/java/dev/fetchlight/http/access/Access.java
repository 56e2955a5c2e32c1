package dev.fetchlight.http.access;

import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may call: judges token, session, origin and host of every request and upgrade. */
public final class Access {
  static final String COOKIE = "fetchlight_session";

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern LOCAL_HOST =
      Pattern.compile("(localhost|[a-z0-9-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

  private final @Nullable String token;
  private final InstantSource clock;
  private final @Nullable Sessions sessions;
  private final Set<String> origins;

  /**
   * @param token the access token, or null where none is needed
   * @param origins browser origins, such as {@code https://example.com}, that may call besides ours
   */
  public Access(@Nullable String token, Set<String> origins, InstantSource clock) {
    this.token = token;
    this.clock = clock;
    this.sessions = token == null ? null : new Sessions(token, clock);
    this.origins = Set.copyOf(origins);
  }

  boolean tokenRequired() {
    return token != null;
  }

  /** Before anything else: throws where host or origin may not call at all. */
  public void checkSource(HttpServerRequest request) {
    String host = host(request);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (token == null && !LOCAL_HOST.matcher(host).matches() && !hostAllowed(host)) {
      // A page that lets its own name resolve to this machine would pass as the same origin.
      throw new RefusedException(Problem.hostRefused());
    }
    boolean upgrade = request.headers().contains(HttpHeaders.UPGRADE);
    boolean unsafe = !SAFE_METHODS.contains(request.method().name());
    if (origin != null && (upgrade || unsafe) && !mayCall(origin, host)) {
      throw new RefusedException(Problem.originRefused());
    }
    if (origin != null && origins.contains(origin)) {
      CrossOrigin.allow(request.response(), origin);
    }
  }

  /** Whether the request carries the token or a session. */
  public boolean authorised(HttpServerRequest request) {
    return token == null || bearer(request) || sessionEnd(request).isPresent();
  }

  /** Whether this is the access token; takes as long for a wrong one as for a right one. */
  boolean isToken(String candidate) {
    return token != null
        && MessageDigest.isEqual(Sessions.sha256(candidate), Sessions.sha256(token));
  }

  Optional<String> issueSession() {
    return Optional.ofNullable(sessions).map(Sessions::issue);
  }

  /** How long the session that lets this request in lasts; empty where it needs none. */
  public Optional<Duration> left(HttpServerRequest request) {
    return token == null || bearer(request)
        ? Optional.empty()
        : sessionEnd(request).map(end -> Duration.between(clock.instant(), end));
  }

  private boolean bearer(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null
        && header.regionMatches(true, 0, "Bearer ", 0, 7)
        && isToken(header.substring(7).strip());
  }

  private Optional<Instant> sessionEnd(HttpServerRequest request) {
    Cookie cookie = request.getCookie(COOKIE);
    return cookie == null || sessions == null ? Optional.empty() : sessions.end(cookie.getValue());
  }

  private boolean mayCall(String origin, String host) {
    int scheme = origin.indexOf("://");
    boolean same = scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
    return same || origins.contains(origin);
  }

  private boolean hostAllowed(String host) {
    return origins.stream().anyMatch(origin -> host.equals(URI.create(origin).getAuthority()));
  }

  private static String host(HttpServerRequest request) {
    return request.authority() == null
        ? ""
        : request.authority().toString().toLowerCase(Locale.ROOT);
  }
}
