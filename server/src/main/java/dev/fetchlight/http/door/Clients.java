package dev.fetchlight.http.door;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: the peer, or, where that is a front server to be believed, whom it names last in
 * X-Forwarded-For that is none itself.
 *
 * @param trusted whether a front server at this address is believed
 */
public record Clients(Predicate<InetAddress> trusted) {
  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final Pattern IPV4 =
      Pattern.compile("((0|[1-9][0-9]{0,2})(?:\\.(0|[1-9][0-9]{0,2})){3})(:[0-9]{1,5})?");
  private static final Pattern IPV6 =
      Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::[0-9]{1,5})?|([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)");

  /** An address of IPv6 in brackets, and a port. */
  private static final int LONGEST = 60;

  /** Believes nobody. */
  public static final Clients PEERS = new Clients(_ -> false);

  /** The client of a request, by a name that all its addresses share. */
  public String of(HttpServerRequest request) {
    InetAddress client = peer(request);
    if (client == null) {
      return "";
    }
    List<String> hops = request.headers().getAll(FOR);
    String[] named = String.join(",", hops).split(",", -1);
    for (int at = named.length - 1; at >= 0 && trusted.test(client); at--) {
      if (named[at].isBlank()) {
        continue;
      }
      Optional<InetAddress> before = address(named[at].strip());
      if (before.isEmpty()) {
        break;
      }
      client = before.get();
    }
    return name(client);
  }

  /** What is known of how the client speaks with us: "https", "http", or nothing. */
  public Optional<String> scheme(HttpServerRequest request) {
    if (request.isSSL()) {
      return Optional.of("https");
    }
    InetAddress peer = peer(request);
    String told = request.getHeader(PROTO);
    if (peer == null || told == null || !trusted.test(peer)) {
      return Optional.empty();
    }
    String first = told.split(",", 2)[0].strip();
    return first.equalsIgnoreCase("https")
        ? Optional.of("https")
        : first.equalsIgnoreCase("http") ? Optional.of("http") : Optional.empty();
  }

  /** One name for all addresses that one client may have: whoever has one of IPv6 has 2^64. */
  static String name(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      return address.getHostAddress();
    }
    StringBuilder network = new StringBuilder();
    for (int at = 0; at < 8; at += 2) {
      network.append(Integer.toHexString(((octets[at] & 0xff) << 8) | (octets[at + 1] & 0xff)));
      network.append(':');
    }
    return network.append(":/64").toString();
  }

  private static @Nullable InetAddress peer(HttpServerRequest request) {
    SocketAddress peer = request.remoteAddress();
    String address = peer == null ? null : peer.hostAddress();
    return address == null ? null : address(address.split("%", 2)[0]).orElse(null);
  }

  /** An address as a front server writes it, perhaps with a port; empty for anything else. */
  private static Optional<InetAddress> address(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher four = IPV4.matcher(text);
    Matcher six = IPV6.matcher(text);
    String literal =
        four.matches()
            ? four.group(1)
            : six.matches() ? (six.group(1) == null ? six.group(2) : six.group(1)) : null;
    if (literal == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
