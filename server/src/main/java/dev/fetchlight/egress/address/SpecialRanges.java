package dev.fetchlight.egress.address;

import static java.util.Map.entry;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses that are not the public internet, by IANA's special-purpose registries (RFC 6890)
 * and the fixed addresses of cloud metadata services. The first range that fits names the reason.
 */
final class SpecialRanges {
  private static final String METADATA = "a cloud metadata address";
  private static final String DOCUMENTATION = "a documentation address";
  private static final String RESERVED = "a reserved address";

  private static final List<Map.Entry<Cidr, String>> RANGES =
      List.of(
          range("0.0.0.0/32", "an unspecified address"),
          range("0.0.0.0/8", RESERVED),
          range("10.0.0.0/8", "a private address"),
          range("100.100.100.200/32", METADATA),
          range("100.64.0.0/10", "a carrier's address"),
          range("127.0.0.0/8", "a loopback address"),
          range("168.63.129.16/32", METADATA),
          range("169.254.169.254/32", METADATA),
          range("169.254.170.2/32", METADATA),
          range("169.254.0.0/16", "a link-local address"),
          range("172.16.0.0/12", "a private address"),
          range("192.0.0.192/32", METADATA),
          range("192.0.0.0/24", RESERVED),
          range("192.0.2.0/24", DOCUMENTATION),
          range("192.88.99.0/24", "a 6to4 relay address"),
          range("192.168.0.0/16", "a private address"),
          range("198.18.0.0/15", "a benchmarking address"),
          range("198.51.100.0/24", DOCUMENTATION),
          range("203.0.113.0/24", DOCUMENTATION),
          range("224.0.0.0/4", "a multicast address"),
          range("255.255.255.255/32", "a broadcast address"),
          range("240.0.0.0/4", RESERVED),
          range("::/128", "an unspecified address"),
          range("::1/128", "a loopback address"),
          range("::/96", "an IPv4-compatible address"),
          range("::ffff:0:0:0/96", "an IPv4-translated address"),
          range("64:ff9b:1::/48", "a local translation address"),
          range("100::/64", "a discard address"),
          range("2001::/32", "a Teredo address"),
          range("2001:2::/48", "a benchmarking address"),
          range("2001:db8::/32", DOCUMENTATION),
          range("2001::/23", RESERVED),
          range("2002::/16", "a 6to4 address"),
          range("3fff::/20", DOCUMENTATION),
          range("fd00:ec2::254/128", METADATA),
          range("fd20:ce::254/128", METADATA),
          range("fd00:c1::a9fe:a9fe/128", METADATA),
          range("fc00::/7", "a unique-local address"),
          range("fe80::/10", "a link-local address"),
          range("fec0::/10", "a site-local address"),
          range("ff00::/8", "a multicast address"));

  private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");
  private static final Cidr IPV4_ANYWHERE = Cidr.parse("0.0.0.0/0");

  private SpecialRanges() {}

  /** Why this very address is not public, whatever may be hidden in it; empty where it is. */
  static Optional<String> reason(InetAddress address) {
    for (Map.Entry<Cidr, String> range : RANGES) {
      if (range.getKey().contains(address)) {
        return Optional.of(range.getValue());
      }
    }
    boolean assigned =
        IPV4_ANYWHERE.contains(address)
            || GLOBAL_UNICAST.contains(address)
            || HiddenIpv4.NAT64.contains(address);
    return assigned ? Optional.empty() : Optional.of(RESERVED);
  }

  private static Map.Entry<Cidr, String> range(String cidr, String reason) {
    return entry(Cidr.parse(cidr), reason);
  }
}
