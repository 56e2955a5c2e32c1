package dev.fetchlight.egress.address;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/**
 * Which addresses may be connected to: the public internet, and the exact ranges that the operator
 * opens; or those ranges alone. Everything else is refused with a reason that reads after "is".
 */
public final class AddressPolicy {
  private final AddressRanges allowed;
  private final boolean alone;

  private AddressPolicy(AddressRanges allowed, boolean alone) {
    this.allowed = allowed;
    this.alone = alone;
  }

  /**
   * Reads the operator's exceptions; an empty text makes none.
   *
   * @throws IllegalArgumentException with a sentence that names the entry that cannot be read
   */
  public static AddressPolicy parse(String commaSeparatedCidrs) {
    return new AddressPolicy(AddressRanges.parse(commaSeparatedCidrs), false);
  }

  /** These ranges alone, without the public internet. */
  public static AddressPolicy only(String commaSeparatedCidrs) {
    return new AddressPolicy(AddressRanges.parse(commaSeparatedCidrs), true);
  }

  /** Why nothing may connect there, such as "a loopback address"; empty where it may. */
  Optional<String> judge(InetAddress address) {
    if (allowed.contains(address)) {
      return Optional.empty();
    }
    if (alone) {
      return Optional.of("none of the few addresses that are open here");
    }
    for (InetAddress hidden : HiddenIpv4.in(address)) {
      Optional<String> reason = SpecialRanges.reason(hidden);
      if (reason.isPresent()) {
        return reason.map(why -> why + " hidden in an IPv6 address");
      }
    }
    Optional<String> reason = SpecialRanges.reason(address);
    return reason.isEmpty() && isOurs(address)
        ? Optional.of("an address of this very machine")
        : reason;
  }

  /** A machine's public address leads to services that trust it just as loopback does. */
  private static boolean isOurs(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }
}
