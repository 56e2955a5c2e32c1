package dev.fetchlight.egress.address;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Cookies in the Netscape text form, each shown to its own hosts alone. A secret. */
public final class CookieJar {
  public static final CookieJar EMPTY = new CookieJar(List.of());

  private final List<Cookie> cookies;

  private CookieJar(List<Cookie> cookies) {
    this.cookies = cookies;
  }

  private record Cookie(
      String domain, boolean below, String path, boolean secure, long expires, String pair) {
    boolean isFor(URI uri, long now) {
      String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
      boolean place = host.equals(domain) || (below && host.endsWith("." + domain));
      String asked =
          uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      boolean within =
          asked.equals(path)
              || (asked.startsWith(path)
                  && (path.endsWith("/") || asked.charAt(path.length()) == '/'));
      return place
          && within
          && (!secure || "https".equalsIgnoreCase(uri.getScheme()))
          && (expires == 0 || expires > now);
    }
  }

  /** Reads them; lines that are none are left out. */
  public static CookieJar of(String text) {
    List<Cookie> cookies = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] fields = line.replaceFirst("^#HttpOnly_", "").split("\t", -1);
      boolean fits =
          fields.length == 7
              && !fields[0].startsWith("#")
              && fields[4].matches("[0-9]{0,15}")
              && (fields[5] + fields[6]).chars().allMatch(each -> each >= ' ' && each < 0x7f);
      if (fits) {
        String domain = fields[0].toLowerCase(Locale.ROOT);
        cookies.add(
            new Cookie(
                domain.startsWith(".") ? domain.substring(1) : domain,
                fields[1].equals("TRUE") || domain.startsWith("."),
                fields[2].isEmpty() ? "/" : fields[2],
                fields[3].equals("TRUE"),
                fields[4].isEmpty() ? 0 : Long.parseLong(fields[4]),
                fields[5] + "=" + fields[6]));
      }
    }
    return new CookieJar(List.copyOf(cookies));
  }

  /** The value of the Cookie header for a place; empty for none. */
  public String header(URI uri) {
    Instant now = InstantSource.system().instant();
    return cookies.stream()
        .filter(cookie -> cookie.isFor(uri, now.getEpochSecond()))
        .map(Cookie::pair)
        .collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    return "cookies";
  }
}
