package dev.fetchlight.engine.ytdlp.output;

import java.util.Map;
import java.util.Optional;

/** The members of a JSON object whose types are not to be relied on. */
public record Fields(Map<String, Object> values) {
  public Optional<String> text(String name) {
    return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** A finite number. */
  public Optional<Double> number(String name) {
    return values.get(name) instanceof Number number && Double.isFinite(number.doubleValue())
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  /** A number above zero, without its fraction; zero and below mean "unknown" in yt-dlp. */
  public Optional<Long> whole(String name) {
    return number(name).filter(value -> value >= 1).map(Double::longValue);
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }
}
