package dev.fetchlight.job.spec;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An absolute http or https link in its normal form (RFC 3986): scheme and host in lower case, host
 * in ASCII, no default port, no empty path, nothing unescaped that a URI may not hold.
 */
public record Link(String value) {
  /** Longest link taken, in characters. */
  public static final int MAX_LENGTH = 8_192;

  /** So much of a scheme is repeated to whoever sent it. */
  private static final int LONGEST_SCHEME = 20;

  // yt-dlp reads instructions to itself from this fragment; from outside it is only ever an attack.
  private static final String SMUGGLED = "__youtubedl_smuggle";
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9_-]{1,63}+(\\.[a-z0-9_-]{1,63}+)*+\\.?");

  /** Of a host, without the dot that may end it (RFC 1035, 2.3.4). */
  private static final int LONGEST_HOST = 253;

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

  /** What {@link #parse} makes of a text. */
  public sealed interface Parsed {}

  /** It is a link. */
  public record Valid(Link link) implements Parsed {}

  /** It is none; the sentence says what to change. */
  public record Invalid(String sentence) implements Parsed {}

  /** Reads what a person pasted. */
  public static Parsed parse(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > MAX_LENGTH) {
      return new Invalid("The link is longer than 8,192 characters.");
    }
    if (trimmed.indexOf('\0') >= 0) {
      return new Invalid("The link has a character in it that no link can have: U+0000.");
    }
    URI uri;
    try {
      uri = new URI(escape(trimmed));
    } catch (URISyntaxException e) {
      return new Invalid("This is not a link. Paste one that starts with https:// or http://.");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.isEmpty()) {
      return new Invalid("This is not a link. Paste one that starts with https:// or http://.");
    }
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return new Invalid(
          "Only links that start with https:// or http:// can be downloaded, and this one starts"
              + " with %s:."
                  .formatted(scheme.substring(0, Math.min(scheme.length(), LONGEST_SCHEME))));
    }
    String authority = uri.getRawAuthority();
    if (authority == null) {
      return new Invalid("The link names no host, as example.com in https://example.com/video.");
    }
    if (authority.contains("@")) {
      return new Invalid("Remove the user name and password from the link.");
    }
    String host = host(authority);
    if (host == null) {
      return new Invalid("The link's host name or port is not valid.");
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String fragment = uri.getFragment();
    String tail = fragment == null || fragment.contains(SMUGGLED) ? "" : "#" + uri.getRawFragment();
    String normal = scheme + "://" + withoutDefaultPort(scheme, host) + path + query + tail;
    return normal.length() > MAX_LENGTH
        ? new Invalid("The link is longer than 8,192 characters once it is escaped.")
        : new Valid(new Link(normal));
  }

  /** The host that several links share, without port and without {@code www.}. */
  public String site() {
    String host = URI.create(value).getHost();
    // A name with an underscore is none to java.net.URI.
    String name = host == null ? URI.create(value).getRawAuthority().split(":", 2)[0] : host;
    return name.startsWith("www.") ? name.substring(4) : name;
  }

  /** Host and port in ASCII and lower case, or null where they are no such thing. */
  private static @Nullable String host(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean port = colon > authority.lastIndexOf(']');
    String name = port ? authority.substring(0, colon) : authority;
    String number = port ? authority.substring(colon + 1) : "";
    if (!number.matches("[0-9]{0,5}") || (!number.isEmpty() && Integer.parseInt(number) > 65_535)) {
      return null;
    }
    try {
      String decoded = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (decoded.length() > 4 * LONGEST_HOST) {
        return null; // some signs are nothing in a host, but not so many
      }
      String ascii = name.startsWith("[") ? name : IDN.toASCII(decoded, IDN.ALLOW_UNASSIGNED);
      String host = ascii.toLowerCase(Locale.ROOT);
      String whole = number.isEmpty() ? host : host + ":" + Integer.parseInt(number);
      // Judged after decoding: an escaped slash or at-sign must not end the host early.
      boolean valid =
          host.startsWith("[")
              ? !host.contains("%") && new URI("http://" + whole).getHost() != null
              : host.length() <= LONGEST_HOST + (host.endsWith(".") ? 1 : 0)
                  && HOST.matcher(host).matches();
      return valid ? whole : null;
    } catch (IllegalArgumentException | URISyntaxException e) {
      return null;
    }
  }

  private static String withoutDefaultPort(String scheme, String host) {
    String standard = scheme.equals("http") ? ":80" : ":443";
    return host.endsWith(standard) ? host.substring(0, host.length() - standard.length()) : host;
  }

  /** Percent-encodes what people paste but a URI may not hold; leaves whole escapes as they are. */
  private static String escape(String text) {
    int path = afterAuthority(text);
    int fragment = text.indexOf('#');
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int at = 0, point; at < text.length(); at += Character.charCount(point)) {
      point = text.codePointAt(at);
      boolean bracketInPath = at >= path && (point == '[' || point == ']');
      boolean secondHash = point == '#' && at > fragment;
      boolean strayPercent =
          point == '%' && !ESCAPE.matcher(text).region(at, text.length()).lookingAt();
      if (point > 0x20
          && point < 0x7f
          && "\"<>\\^`{|}".indexOf(point) < 0
          && !bracketInPath
          && !secondHash
          && !strayPercent) {
        escaped.appendCodePoint(point);
      } else {
        for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
          escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
        }
      }
    }
    return escaped.toString();
  }

  /** Where path, query or fragment begins; brackets before it belong to an IPv6 address. */
  private static int afterAuthority(String text) {
    int at = text.indexOf("://");
    at = at < 0 ? 0 : at + 3;
    while (at < text.length() && "/?#".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  @Override
  public String toString() {
    return value;
  }
}
