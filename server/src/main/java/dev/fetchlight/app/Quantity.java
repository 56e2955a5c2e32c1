package dev.fetchlight.app;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes and times as people write them: a number and a unit. */
final class Quantity {
  private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([a-z]*)");
  private static final Map<String, Long> BYTES =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("b", 1L),
          Map.entry("kb", 1_000L),
          Map.entry("mb", 1_000_000L),
          Map.entry("gb", 1_000_000_000L),
          Map.entry("tb", 1_000_000_000_000L),
          Map.entry("kib", 1L << 10),
          Map.entry("mib", 1L << 20),
          Map.entry("gib", 1L << 30),
          Map.entry("tib", 1L << 40));
  private static final Map<String, Long> SECONDS =
      Map.of("s", 1L, "m", 60L, "min", 60L, "h", 3_600L, "d", 86_400L, "w", 604_800L);

  private Quantity() {}

  /** Bytes, from {@code 1048576}, {@code 500MB} or {@code 16 GiB}. */
  static Optional<Long> bytes(String text) {
    return of(text, BYTES);
  }

  /** A positive time, from {@code 90s}, {@code 30m}, {@code 6h} or {@code 30d}. */
  static Optional<Duration> duration(String text) {
    return of(text, SECONDS).filter(seconds -> seconds > 0).map(Duration::ofSeconds);
  }

  private static Optional<Long> of(String text, Map<String, Long> units) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches() || !units.containsKey(form.group(2))) {
      return Optional.empty();
    }
    BigDecimal number =
        new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(units.get(form.group(2))));
    return number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? Optional.empty()
        : Optional.of(number.longValue());
  }
}
