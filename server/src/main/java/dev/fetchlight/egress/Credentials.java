package dev.fetchlight.egress;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The name and random password that one job's children show at their gate. */
record Credentials(String userInfo) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Credentials random() {
    byte[] secret = new byte[16];
    RANDOM.nextBytes(secret);
    return new Credentials("job:" + HexFormat.of().formatHex(secret));
  }

  /** Whether one of a request's Proxy-Authorization values is ours. */
  boolean match(List<String> values) {
    String basic = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.US_ASCII));
    return values.stream()
        .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
        .anyMatch(value -> MessageDigest.isEqual(ascii(basic), ascii(value.substring(6).strip())));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return "Credentials[hidden]";
  }
}
