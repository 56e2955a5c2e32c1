package dev.fetchlight.egress.address;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/**
 * Which addresses a download may connect to: the public internet, and the exact ranges that the
 * operator opens. Everything else is refused with a reason that reads after "is".
 */
public final class AddressPolicy {
  private final AddressRanges allowed;

  private AddressPolicy(AddressRanges allowed) {
    this.allowed = allowed;
  }

  /**
   * Reads the operator's exceptions; an empty text makes none.
   *
   * @throws IllegalArgumentException with a sentence that names the entry that cannot be read
   */
  public static AddressPolicy parse(String commaSeparatedCidrs) {
    return new AddressPolicy(AddressRanges.parse(commaSeparatedCidrs));
  }

  /** Why nothing may connect there, such as "a loopback address"; empty where it may. */
  Optional<String> judge(InetAddress address) {
    if (allowed.contains(address)) {
      return Optional.empty();
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
