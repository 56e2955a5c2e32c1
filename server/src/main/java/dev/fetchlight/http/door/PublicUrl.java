package dev.fetchlight.http.door;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where people reach the service, in front of all servers between.
 *
 * @param origin such as {@code https://example.com}; empty where nobody said
 * @param path below which everything lies, such as {@code /media}; empty for none
 */
public record PublicUrl(String origin, String path) {
  /** Nobody said. */
  public static final PublicUrl NONE = new PublicUrl("", "");

  /** What stands at the root whatever the path is, so that a path may not begin with it. */
  private static final List<String> OURS = List.of("/api", "/ws", "/assets", "/metrics");

  /**
   * Reads what an operator wrote.
   *
   * @throws IllegalArgumentException with what it must be, to be read after "must be"
   */
  public static PublicUrl parse(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/$", "");
    boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null;
    if (!Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || !plain
        || uri.getPort() > 65_535
        || uri.getPort() == 0
        || !path.matches("(/[A-Za-z0-9._~-]+)*")
        || path.matches(".*/\\.{1,2}(/.*)?")) {
      throw wrong();
    }
    if (OURS.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"))) {
      throw new IllegalArgumentException(
          "an address whose path begins with none of " + String.join(", ", OURS));
    }
    return new PublicUrl(uri.getScheme() + "://" + authority(uri), path);
  }

  /** As browsers write it in Host and Origin. */
  private static String authority(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int usual = uri.getScheme().equals("https") ? 443 : 80;
    return uri.getPort() < 0 || uri.getPort() == usual ? host : host + ":" + uri.getPort();
  }

  /** What a link of ours begins with, before its path. */
  public String prefix() {
    return origin + path;
  }

  /** Whether a request to this host came this way. */
  public boolean at(String host) {
    return !origin.isEmpty() && origin.substring(origin.indexOf("://") + 3).equalsIgnoreCase(host);
  }

  public boolean secure() {
    return origin.startsWith("https:");
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "an address such as https://example.com or https://example.com/media");
  }
}
