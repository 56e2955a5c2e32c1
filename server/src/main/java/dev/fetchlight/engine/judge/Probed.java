package dev.fetchlight.engine.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What ffprobe says of a file, read from its compact lines. */
final class Probed {
  /** Less is a guess, which ffmpeg makes of any text. */
  private static final double LEAST_SCORE = 26;

  /** Only what is longer is looked at from near its end on. */
  private static final double LONG_SECONDS = 120;

  private static final double END_SECONDS = 40;

  private static final String PACKETS = "packet=codec_type,pts_time,duration_time";

  private static final String VIDEO = "video";
  private static final String AUDIO = "audio";

  private Probed() {}

  /** How it is asked what a file is. */
  static List<String> head() {
    return arguments(
        "format=format_name,start_time,duration,probe_score"
            + ":stream=codec_type,width,height:stream_disposition=attached_pic");
  }

  /** How it is asked up to where there is something. */
  static List<String> packets() {
    return arguments(PACKETS);
  }

  /** How it is asked for the first things that are in it. */
  static List<String> firstPackets() {
    return within("%+#2");
  }

  /**
   * How it is asked up to where there is something, without reading all; empty where all is little.
   *
   * @param promised seconds
   */
  static Optional<List<String>> lastPackets(double promised) {
    return promised <= LONG_SECONDS
        ? Optional.empty()
        : Optional.of(within(Math.floor(promised - END_SECONDS) + "%"));
  }

  private static List<String> within(String interval) {
    List<String> arguments = new ArrayList<>(List.of("-read_intervals", interval));
    arguments.addAll(arguments(PACKETS));
    return arguments;
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
    List<Map<String, String>> pictures =
        all.stream()
            .filter(each -> is(each, VIDEO) && !"1".equals(each.get("disposition:attached_pic")))
            .toList();
    boolean sound = all.stream().anyMatch(each -> is(each, AUDIO));
    return format
        .filter(_ -> !pictures.isEmpty() || sound)
        .map(each ->
            new Finding(
                each.getOrDefault("format_name", "").split(",", 2)[0],
                !pictures.isEmpty(),
                sound,
                number(each.get("duration")).filter(seconds -> seconds > 0).orElse(null),
                null,
                size(pictures).orElse(null)));
  }

  private static Optional<Size> size(List<Map<String, String>> pictures) {
    return pictures.stream()
        .map(each ->
            new Size(
                number(each.get("width")).orElse(0.0).intValue(),
                number(each.get("height")).orElse(0.0).intValue()))
        .filter(size -> size.width() > 0 && size.height() > 0)
        .findFirst();
  }

  /** The last moment that packets tell of; empty where there is none. */
  static Optional<Double> end(String said) {
    return Stream.of(AUDIO, VIDEO)
        .flatMap(type -> end(said, type, type.equals(VIDEO) && count(said, AUDIO) == 0).stream())
        .max(Double::compare);
  }

  /**
   * @param sparse whether the last one may be shown as long as the one before it, should it not say
   */
  private static Optional<Double> end(String said, String type, boolean sparse) {
    List<Map<String, String>> last =
        packets(said, type)
            .sorted(Comparator.comparingDouble(Probed::time).reversed())
            .limit(2)
            .toList();
    if (last.isEmpty()) {
      return Optional.empty();
    }
    double time = time(last.getFirst());
    double gap = sparse ? time - time(last.getLast()) : 0;
    return Optional.of(time + number(last.getFirst().get("duration_time")).orElse(gap));
  }

  /** Whether so few packets leave open where the last of them ends. */
  static boolean few(String said) {
    return count(said, AUDIO) == 0 && count(said, VIDEO) < 2;
  }

  private static long count(String said, String type) {
    return packets(said, type).limit(2).count();
  }

  private static Stream<Map<String, String>> packets(String said, String type) {
    return said.lines()
        .map(Probed::fields)
        .filter(each -> is(each, type) && number(each.get("pts_time")).isPresent());
  }

  private static double time(Map<String, String> packet) {
    return number(packet.get("pts_time")).orElse(0.0);
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
