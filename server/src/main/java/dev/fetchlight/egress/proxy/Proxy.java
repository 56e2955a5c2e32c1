package dev.fetchlight.egress.proxy;

import dev.fetchlight.egress.address.Target;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A proxy as the operator names it. Its text shows no name and no password.
 *
 * @param place where it listens; may be on a private network, since the operator says so
 * @param login what it is shown; a secret
 */
public record Proxy(Kind kind, Target place, @Nullable Login login) {
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z0-9+.-]+)://(?:(.*)@)?([^@]*?)/?", Pattern.DOTALL);

  /** What SOCKS has room for (RFC 1929). */
  private static final int LONGEST = 255;

  /** A name and a password. */
  record Login(String name, String password) {
    @Override
    public String toString() {
      return "Login[hidden]";
    }
  }

  /**
   * Reads {@code kind://name:password@host:port}.
   *
   * @throws IllegalArgumentException with what is wrong, to be read after the entry's name; shows
   *     nothing of the text, any part of which may be the password
   */
  static Proxy parse(String text) {
    Matcher parts = ADDRESS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("is no address such as socks5h://host:port");
    }
    Kind kind =
        Kind.parse(parts.group(1))
            .orElseThrow(
                () -> new IllegalArgumentException("is neither http, https, socks5 nor socks5h"));
    Target place =
        Target.parse(parts.group(3), 0)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "names no host and port, as host:port or [::1]:port, behind its kind"
                        + " or its name and password"));
    return new Proxy(kind, place, login(kind, parts.group(2)));
  }

  private static @Nullable Login login(Kind kind, @Nullable String userInfo) {
    if (userInfo == null || userInfo.isEmpty()) {
      return null;
    }
    String[] halves = userInfo.split(":", 2);
    Login login = new Login(decoded(halves[0]), halves.length < 2 ? "" : decoded(halves[1]));
    if (kind.socks() && (bytes(login.name()) == 0 || bytes(login.name()) > LONGEST)) {
      throw new IllegalArgumentException("has a name that is not from 1 to 255 bytes long");
    }
    if (kind.socks() && bytes(login.password()) > LONGEST) {
      throw new IllegalArgumentException("has a password of more than 255 bytes");
    }
    if (!kind.socks() && login.name().contains(":")) {
      throw new IllegalArgumentException("has a name with a colon, which HTTP cannot show");
    }
    return login;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "has a % in its name or password that is no escape; write it as %25", e);
    }
  }

  /** What is to be said to it so that it leads to a place. */
  Handshake handshake(Target to) {
    return kind.socks() ? new Socks5(to, login) : new HttpConnect(to, login);
  }

  @Override
  public String toString() {
    return kind.scheme() + "://" + place;
  }
}
