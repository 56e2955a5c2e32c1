package dev.fetchlight.egress.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The IPv4 addresses that an IPv6 address carries inside: translated (RFC 6052), 6to4 (RFC 3056),
 * Teredo (RFC 4380, server and client), ISATAP (RFC 5214) and compatible. Java unwraps mapped ones.
 */
final class HiddenIpv4 {
  /** How IPv6-only networks reach the IPv4 internet; the one form in rightful use today. */
  static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");

  private static final Cidr LOCAL_NAT64 = Cidr.parse("64:ff9b:1::/48");
  private static final Cidr COMPATIBLE = Cidr.parse("::/96");
  private static final Cidr TRANSLATED = Cidr.parse("::ffff:0:0:0/96");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
  private static final Cidr TEREDO = Cidr.parse("2001::/32");

  private HiddenIpv4() {}

  static List<InetAddress> in(InetAddress address) {
    byte[] octets = address.getAddress();
    List<InetAddress> found = new ArrayList<>();
    if (octets.length == 4) {
      return found;
    }
    // The first of the compatible ones are :: and ::1, which hide nothing.
    boolean compatible = COMPATIBLE.contains(address) && octets[12] != 0;
    if (NAT64.contains(address) || compatible || TRANSLATED.contains(address)) {
      found.add(ipv4(octets, 12, 13, 14, 15));
    }
    if (LOCAL_NAT64.contains(address)) {
      // The operator chooses the length of the prefix, and with it where the address sits.
      Stream.of(ipv4(octets, 6, 7, 9, 10), ipv4(octets, 12, 13, 14, 15))
          .filter(hidden -> !hidden.isAnyLocalAddress())
          .forEach(found::add);
    }
    if (SIX_TO_FOUR.contains(address)) {
      found.add(ipv4(octets, 2, 3, 4, 5));
    }
    if (TEREDO.contains(address)) {
      found.add(ipv4(octets, 4, 5, 6, 7));
      byte[] flipped = octets.clone();
      for (int i = 12; i < 16; i++) {
        flipped[i] = (byte) ~octets[i];
      }
      found.add(ipv4(flipped, 12, 13, 14, 15));
    }
    boolean isatap =
        (octets[8] & 0xfc) == 0
            && octets[9] == 0
            && octets[10] == 0x5e
            && octets[11] == (byte) 0xfe;
    if (isatap) {
      found.add(ipv4(octets, 12, 13, 14, 15));
    }
    return found;
  }

  private static InetAddress ipv4(byte[] octets, int a, int b, int c, int d) {
    byte[] four = {octets[a], octets[b], octets[c], octets[d]};
    try {
      return InetAddress.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four octets are always an address", e);
    }
  }
}
