package dev.fetchlight.egress.proxy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a proxy is talked to. One whose name ends in H looks names up itself. */
public enum Kind {
  HTTP,
  HTTPH,
  HTTPS,
  HTTPSH,
  SOCKS5,
  SOCKS5H;

  static Optional<Kind> parse(String scheme) {
    return Arrays.stream(values())
        .filter(kind -> kind.scheme().equals(scheme.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** As it stands in an address. */
  String scheme() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is told names; else it is told addresses, which were judged here. */
  boolean looksUp() {
    return name().endsWith("H");
  }

  /** Whether the way to the proxy is under TLS. */
  boolean secure() {
    return this == HTTPS || this == HTTPSH;
  }

  /** Whether it speaks SOCKS 5 (RFC 1928); else it is asked by CONNECT (RFC 9110). */
  boolean socks() {
    return this == SOCKS5 || this == SOCKS5H;
  }
}
