package dev.fetchlight.http.access;

import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.http.door.PublicUrl;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose pages may call: our own, and those of origins that the operator named.
 *
 * @param others such as {@code https://example.com}
 */
public record Origins(Set<String> others, PublicUrl publicUrl) {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern LOCAL_HOST =
      Pattern.compile("(localhost|[a-z0-9-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

  public Origins {
    others = Set.copyOf(others);
  }

  /**
   * Throws where host or origin may not call at all; else lets a page of another origin read.
   *
   * @param scheme how the client speaks with us, where that is known
   * @param open whether nothing but the host tells friend from foe
   */
  void check(HttpServerRequest request, Optional<String> scheme, boolean open) {
    String host = host(request);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (!others.isEmpty()) {
      CrossOrigin.vary(request.response());
    }
    if (open && !LOCAL_HOST.matcher(host).matches() && !hostAllowed(host)) {
      // A page that lets its own name resolve to this machine would pass as the same origin.
      throw new RefusedException(Problem.hostRefused());
    }
    boolean upgrade = request.headers().contains(HttpHeaders.UPGRADE);
    boolean unsafe = !SAFE_METHODS.contains(request.method().name());
    if (origin != null && (upgrade || unsafe) && !mayCall(origin, host, scheme)) {
      throw new RefusedException(Problem.originRefused());
    }
    if (origin != null && others.contains(origin)) {
      CrossOrigin.allow(request.response(), origin);
    }
  }

  /** Whether a page of another origin asks that may. */
  boolean allowsAnother(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && others.contains(origin) && !ours(origin, host(request));
  }

  private boolean mayCall(String origin, String host, Optional<String> scheme) {
    // Who is not told of TLS in front cannot judge the scheme.
    boolean same =
        ours(origin, host) && scheme.map(known -> origin.startsWith(known + "://")).orElse(true);
    return same || origin.equals(publicUrl.origin()) || others.contains(origin);
  }

  private static boolean ours(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  private boolean hostAllowed(String host) {
    return publicUrl.at(host)
        || others.stream().anyMatch(origin -> host.equals(URI.create(origin).getAuthority()));
  }

  static String host(HttpServerRequest request) {
    return request.authority() == null
        ? ""
        : request.authority().toString().toLowerCase(Locale.ROOT);
  }
}
