package dev.fetchlight.egress.address;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host and a port in one spelling only: names in ASCII and lower case without a trailing dot,
 * numbers in every spelling of inet_aton (octal, hex, short) as the address that they mean.
 *
 * @param address what the host means where it is an address and not a name
 */
public record Target(String host, int port, @Nullable InetAddress address) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
  private static final Pattern NUMBER_LAST = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]{1,45}]");

  /**
   * Reads {@code host}, {@code host:port} or {@code [v6]:port}; what stands before an {@code @} is
   * dropped. Empty where it is no such thing, where the port is 0, or where none is given and the
   * default is 0 too.
   *
   * @param authority bytes of a request as ISO 8859-1
   */
  public static Optional<Target> parse(String authority, int defaultPort) {
    String place = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = place.lastIndexOf(':');
    boolean withPort = colon > place.lastIndexOf(']');
    String host = withPort ? place.substring(0, colon) : place;
    String number = withPort ? place.substring(colon + 1) : "";
    if (!number.matches("[0-9]{0,5}")) {
      return Optional.empty();
    }
    int port = number.isEmpty() ? defaultPort : Integer.parseInt(number);
    if (port < 1 || port > 65_535) {
      return Optional.empty();
    }
    try {
      return host.startsWith("[") ? ipv6(host, port) : name(host, port);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** An address that needs no name any more. */
  public static Target of(InetAddress address, int port) {
    String text = address.getHostAddress();
    return new Target(address instanceof Inet4Address ? text : "[" + text + "]", port, address);
  }

  public static int defaultPort(String scheme) {
    return switch (scheme) {
      case "ftp" -> 21;
      case "https" -> 443;
      default -> 80;
    };
  }

  private static Optional<Target> ipv6(String host, int port) {
    if (!IPV6.matcher(host).matches()) {
      return Optional.empty();
    }
    InetAddress address = InetAddress.ofLiteral(host.substring(1, host.length() - 1));
    return Optional.of(new Target(host.toLowerCase(Locale.ROOT), port, address));
  }

  private static Optional<Target> name(String host, int port) {
    String text = new String(host.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    String ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    if (name.length() > 253 || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    // No name ends in a number, and a resolver's own idea of one must never be asked for.
    if (NUMBER_LAST.matcher(name).matches()) {
      InetAddress address = Inet4Address.ofPosixLiteral(name);
      return Optional.of(new Target(address.getHostAddress(), port, address));
    }
    return Optional.of(new Target(name, port, null));
  }

  /** The value of a Host header. */
  public String hostHeader(int defaultPort) {
    return port == defaultPort ? host : toString();
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
