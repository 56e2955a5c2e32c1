package dev.fetchlight.egress.address;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A range of addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}. An IPv4 range never holds
 * an IPv6 address; an IPv4-mapped IPv6 address is already IPv4 by the time Java hands it out.
 */
record Cidr(InetAddress network, int bits) {
  private static final Pattern FOUR_PARTS =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  /**
   * Reads a range, or one address as a range of its own.
   *
   * @throws IllegalArgumentException with a sentence that names the text and what is wrong with it
   */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean plain = FOUR_PARTS.matcher(address).matches() || address.matches("[0-9A-Fa-f:.]*:.*");
    if (!plain || address.indexOf('%') >= 0) {
      throw wrong(text, "write an address and its bits, such as 10.0.0.0/8 or fc00::/7");
    }
    InetAddress network;
    try {
      network = InetAddress.ofLiteral(address);
    } catch (IllegalArgumentException e) {
      throw wrong(text, "its address cannot be read");
    }
    int width = network.getAddress().length * 8;
    String number = slash < 0 ? Integer.toString(width) : text.substring(slash + 1);
    if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) > width) {
      throw wrong(text, "the bits must be a whole number from 0 to " + width);
    }
    Cidr cidr = new Cidr(network, Integer.parseInt(number));
    for (int bit = cidr.bits; bit < width; bit++) {
      if (cidr.bit(network.getAddress(), bit)) {
        throw wrong(text, "the address has bits set beyond the first " + cidr.bits);
      }
    }
    return cidr;
  }

  boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] theirs = address.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (bit(mine, bit) != bit(theirs, bit)) {
        return false;
      }
    }
    return true;
  }

  private boolean bit(byte[] address, int index) {
    return (address[index / 8] >> (7 - index % 8) & 1) == 1;
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("\"" + text + "\" is not a range of addresses: " + why);
  }
}
