package dev.fetchlight.engine.judge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What ffprobe says of a file, read from its compact lines. */
final class Probed {
  /** Less is a guess, which ffmpeg makes of any text. */
  private static final double LEAST_SCORE = 26;

  /** Only what is longer is looked at from near its end on. */
  private static final double LONG_SECONDS = 120;

  private static final double END_SECONDS = 40;

  private Probed() {}

  /** How it is asked what a file is. */
  static List<String> head() {
    return arguments(
        "format=format_name,start_time,duration,probe_score"
            + ":stream=codec_type:stream_disposition=attached_pic");
  }

  /**
   * How it is asked up to where there is something.
   *
   * @param promised seconds
   */
  static List<String> tail(double promised) {
    List<String> all = arguments("packet=pts_time");
    return promised <= LONG_SECONDS
        ? all
        : List.of(
            all.get(0),
            all.get(1),
            "-read_intervals",
            Math.floor(promised - END_SECONDS) + "%",
            all.get(2),
            all.get(3));
  }

  private static List<String> arguments(String entries) {
    return List.of("-show_entries", entries, "-of", "compact");
  }

  /** What the file is; empty where it is no media. */
  static Optional<Finding> finding(String said) {
    List<Map<String, String>> all = said.lines().map(Probed::fields).toList();
    Optional<Map<String, String>> format =
        all.stream()
            .filter(each -> each.containsKey("format_name"))
            .filter(each -> number(each.get("probe_score")).orElse(0.0) >= LEAST_SCORE)
            .findFirst();
    boolean picture =
        all.stream()
            .anyMatch(
                each -> is(each, "video") && !"1".equals(each.get("disposition:attached_pic")));
    boolean sound = all.stream().anyMatch(each -> is(each, "audio"));
    return format
        .filter(_ -> picture || sound)
        .map(each ->
            new Finding(
                each.getOrDefault("format_name", "").split(",", 2)[0],
                picture,
                sound,
                number(each.get("duration")).filter(seconds -> seconds > 0).orElse(null),
                null));
  }

  /** The last moment that it tells of; null where there is none. */
  static @Nullable Double end(String said) {
    return said.lines()
        .map(line -> number(fields(line).get("pts_time")))
        .flatMap(Optional::stream)
        .max(Double::compare)
        .orElse(null);
  }

  /** The moment at which it begins. */
  static double start(String said) {
    return said.lines()
        .map(line -> number(fields(line).get("start_time")))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(0.0);
  }

  private static boolean is(Map<String, String> stream, String type) {
    return type.equals(stream.get("codec_type"));
  }

  private static Map<String, String> fields(String line) {
    Map<String, String> fields = new HashMap<>();
    Arrays.stream(line.split("\\|", -1))
        .map(part -> part.split("=", 2))
        .filter(halves -> halves.length == 2)
        .forEach(halves -> fields.put(halves[0], halves[1]));
    return fields;
  }

  private static Optional<Double> number(@Nullable String text) {
    return Optional.ofNullable(text)
        .filter(each -> each.matches("-?[0-9]{1,12}(\\.[0-9]{1,12})?"))
        .map(Double::valueOf);
  }
}
