package dev.fetchlight.egress.address;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Ranges of addresses that an operator named. */
public final class AddressRanges {
  private final List<Cidr> ranges;

  private AddressRanges(List<Cidr> ranges) {
    this.ranges = ranges;
  }

  /**
   * Reads ranges; an empty text names none.
   *
   * @throws IllegalArgumentException with a sentence that names the entry that cannot be read
   */
  public static AddressRanges parse(String commaSeparatedCidrs) {
    return new AddressRanges(
        commaSeparatedCidrs.isBlank()
            ? List.of()
            : Arrays.stream(commaSeparatedCidrs.split(",", -1))
                .map(String::strip)
                .map(Cidr::parse)
                .toList());
  }

  public boolean contains(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
