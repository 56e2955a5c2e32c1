package dev.fetchlight.egress.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of address that is not the public internet, and some that are. */
class AddressPolicyTest {
  private static final AddressPolicy STRICT = AddressPolicy.parse("");

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0.0.0.0, an unspecified address",
    "0.0.0.1, a reserved address",
    "0.255.255.255, a reserved address",
    "10.0.0.0, a private address",
    "10.255.255.255, a private address",
    "100.64.0.0, a carrier's address",
    "100.127.255.255, a carrier's address",
    "100.100.100.200, a cloud metadata address",
    "127.0.0.1, a loopback address",
    "127.255.255.255, a loopback address",
    "168.63.129.16, a cloud metadata address",
    "169.254.0.1, a link-local address",
    "169.254.255.255, a link-local address",
    "169.254.169.254, a cloud metadata address",
    "169.254.170.2, a cloud metadata address",
    "172.16.0.0, a private address",
    "172.31.255.255, a private address",
    "192.0.0.1, a reserved address",
    "192.0.0.192, a cloud metadata address",
    "192.0.2.1, a documentation address",
    "192.88.99.1, a 6to4 relay address",
    "192.168.0.0, a private address",
    "192.168.255.255, a private address",
    "198.18.0.1, a benchmarking address",
    "198.19.255.255, a benchmarking address",
    "198.51.100.1, a documentation address",
    "203.0.113.1, a documentation address",
    "224.0.0.1, a multicast address",
    "239.255.255.255, a multicast address",
    "240.0.0.1, a reserved address",
    "255.255.255.254, a reserved address",
    "255.255.255.255, a broadcast address",
    "::, an unspecified address",
    "::1, a loopback address",
    "::2, an IPv4-compatible address",
    "::ffff:127.0.0.1, a loopback address",
    "::ffff:10.0.0.1, a private address",
    "::ffff:a9fe:a9fe, a cloud metadata address",
    "::127.0.0.1, a loopback address hidden in an IPv6 address",
    "::8.8.8.8, an IPv4-compatible address",
    "::ffff:0:127.0.0.1, a loopback address hidden in an IPv6 address",
    "::ffff:0:8.8.8.8, an IPv4-translated address",
    "64:ff9b::127.0.0.1, a loopback address hidden in an IPv6 address",
    "64:ff9b::a9fe:a9fe, a cloud metadata address hidden in an IPv6 address",
    "64:ff9b:1:7f00:0:100::, a loopback address hidden in an IPv6 address",
    "64:ff9b:1:808:8:808:7f00:1, a loopback address hidden in an IPv6 address",
    "64:ff9b:1:808:8:800:808:808, a local translation address",
    "64:ff9b:2::1, a reserved address",
    "100::1, a discard address",
    "2001:0:7f00:1:0:0:f7f7:f7f7, a loopback address hidden in an IPv6 address",
    "2001:0:808:808:0:0:80ff:fffe, a loopback address hidden in an IPv6 address",
    "2001:0:808:808:0:0:f7f7:f7f7, a Teredo address",
    "2001:2::1, a benchmarking address",
    "2001:10::1, a reserved address",
    "2001:20::1, a reserved address",
    "2001:1ff:ffff::1, a reserved address",
    "2001:db8::1, a documentation address",
    "2002:7f00:1::, a loopback address hidden in an IPv6 address",
    "2002:c0a8:101::1, a private address hidden in an IPv6 address",
    "2002:808:808::1, a 6to4 address",
    "2600::5efe:10.0.0.1, a private address hidden in an IPv6 address",
    "2600::200:5efe:127.0.0.1, a loopback address hidden in an IPv6 address",
    "fe80::5efe:127.0.0.1, a loopback address hidden in an IPv6 address",
    "3fff::1, a documentation address",
    "3fff:fff::1, a documentation address",
    "4000::1, a reserved address",
    "5f00::1, a reserved address",
    "fc00::1, a unique-local address",
    "fdff:ffff::1, a unique-local address",
    "fd00:ec2::254, a cloud metadata address",
    "fd20:ce::254, a cloud metadata address",
    "fd00:c1::a9fe:a9fe, a cloud metadata address",
    "fe80::1, a link-local address",
    "febf::1, a link-local address",
    "fec0::1, a site-local address",
    "ff02::1, a multicast address",
    "ffff::1, a multicast address",
  })
  void refuses(String address, String reason) {
    assertThat(STRICT.judge(InetAddress.ofLiteral(address))).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2000::1",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "64:ff9b::8.8.8.8",
        "::ffff:8.8.8.8",
        "2600::5efe:8.8.8.8",
        "3ffe:ffff::1",
      })
  void lets(String address) {
    assertThat(STRICT.judge(InetAddress.ofLiteral(address))).isEmpty();
  }

  @Test
  void opensExactlyTheRangesNamed() {
    AddressPolicy policy = AddressPolicy.parse("127.0.0.2/32, fd00:1::/32 ,10.0.0.0/31");
    assertThat(policy.judge(InetAddress.ofLiteral("127.0.0.2"))).isEmpty();
    assertThat(policy.judge(InetAddress.ofLiteral("::ffff:127.0.0.2"))).isEmpty();
    assertThat(policy.judge(InetAddress.ofLiteral("127.0.0.1"))).isPresent();
    assertThat(policy.judge(InetAddress.ofLiteral("127.0.0.3"))).isPresent();
    assertThat(policy.judge(InetAddress.ofLiteral("64:ff9b::127.0.0.2"))).isPresent();
    assertThat(policy.judge(InetAddress.ofLiteral("fd00:1:ffff::1"))).isEmpty();
    assertThat(policy.judge(InetAddress.ofLiteral("fd00:2::1"))).isPresent();
    assertThat(policy.judge(InetAddress.ofLiteral("10.0.0.1"))).isEmpty();
    assertThat(policy.judge(InetAddress.ofLiteral("10.0.0.2"))).isPresent();
  }

  @Test
  void opensTheseAloneWhereNothingElseIsWanted() {
    AddressPolicy only = AddressPolicy.only("127.0.0.2/32");
    assertThat(only.judge(InetAddress.ofLiteral("127.0.0.2"))).isEmpty();
    for (String other : List.of("93.184.216.34", "2606:4700::1", "10.0.0.1")) {
      assertThat(only.judge(InetAddress.ofLiteral(other)))
          .contains("none of the few addresses that are open here");
    }
  }

  @Test
  void takesTheWholeOfAFamily() {
    AddressPolicy everything = AddressPolicy.parse("0.0.0.0/0,::/0");
    assertThat(everything.judge(InetAddress.ofLiteral("169.254.169.254"))).isEmpty();
    assertThat(everything.judge(InetAddress.ofLiteral("::1"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.1/8", "10.0/8", "0127.0.0.1",
            "2130706433",
        "localhost", "fe80::1%lo", "::1/129", "::ffff:127.0.0.0/104", "1.2.3.4/8/8", "/8",
            "256.0.0.0/8",
        "10.0.0.0 /8", "::g",
      })
  void namesTheEntryThatItCannotRead(String entry) {
    assertThatThrownBy(() -> AddressPolicy.parse("192.168.0.0/16," + entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + entry + "\" is not a range of addresses: ");
  }

  @Test
  void readsNoEmptyEntry() {
    assertThatThrownBy(() -> AddressPolicy.parse("10.0.0.0/8,,"))
        .hasMessageStartingWith("\"\" is not a range");
  }
}
