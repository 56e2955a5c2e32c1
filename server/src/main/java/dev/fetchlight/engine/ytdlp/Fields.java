package dev.fetchlight.engine.ytdlp;

import java.util.Map;
import java.util.Optional;

/** The members of a JSON object whose types are not to be relied on. */
record Fields(Map<String, Object> values) {
  Optional<String> text(String name) {
    return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** A finite number. */
  Optional<Double> number(String name) {
    return values.get(name) instanceof Number number && Double.isFinite(number.doubleValue())
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  /** A number above zero, without its fraction; zero and below mean "unknown" in yt-dlp. */
  Optional<Long> whole(String name) {
    return number(name).filter(value -> value >= 1).map(Double::longValue);
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }
}
