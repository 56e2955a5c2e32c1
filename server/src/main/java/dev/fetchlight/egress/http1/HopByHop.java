package dev.fetchlight.egress.http1;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The header fields that are meant for the next hop alone (RFC 9110, 7.6.1). Those that frame a
 * body stay, since bodies pass as they are.
 */
public final class HopByHop {
  private static final Set<String> ALWAYS =
      Set.of("connection", "keep-alive", "te", "upgrade", "http2-settings");
  private static final Set<String> NEVER =
      Set.of("content-length", "transfer-encoding", "trailer", "host");

  private HopByHop() {}

  /**
   * Whether a field must not be passed on.
   *
   * @param connection the values of the message's Connection fields, which may name more
   */
  public static boolean covers(String name, List<String> connection) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ALWAYS.contains(lower)
        || lower.startsWith("proxy-")
        || (!NEVER.contains(lower)
            && connection.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(option -> option.strip().equalsIgnoreCase(name)));
  }
}
