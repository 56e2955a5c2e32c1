package dev.fetchlight.egress.http1;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The header fields that are meant for the next hop alone (RFC 9110, 7.6.1). Those that frame a
 * body stay, since bodies pass as they are.
 */
public final class HopByHop {
  private static final Set<String> ALWAYS =
      Set.of("connection", "keep-alive", "te", "upgrade", "http2-settings");
  private static final Set<String> NEVER =
      Set.of("content-length", "transfer-encoding", "trailer", "host");

  private final Set<String> named;

  /**
   * Those of one message.
   *
   * @param connection the values of its Connection fields, which may name more
   */
  public HopByHop(List<String> connection) {
    named =
        connection.stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(option -> option.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
  }

  /** Whether a field must not be passed on. */
  public boolean covers(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ALWAYS.contains(lower)
        || lower.startsWith("proxy-")
        || (!NEVER.contains(lower) && named.contains(lower));
  }
}
