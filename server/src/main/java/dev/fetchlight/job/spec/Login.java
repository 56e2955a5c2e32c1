package dev.fetchlight.job.spec;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A user name and a password that a site asks for by HTTP itself (Basic, RFC 7617). A secret: it
 * shows nothing of itself in a log.
 *
 * @param origin the one place that it is for, as {@code https://host:port}
 */
public record Login(String origin, String user, String password) {
  /** For the site that a link leads to. */
  public static Login of(Link link, String user, String password) {
    String value = link.value();
    int path = value.indexOf('/', value.indexOf("://") + 3);
    return new Login(value.substring(0, path), user, password);
  }

  /** The value of the header that shows it. */
  public String authorization() {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  @Override
  public String toString() {
    return "login";
  }
}
