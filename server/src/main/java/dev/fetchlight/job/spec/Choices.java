package dev.fetchlight.job.spec;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In which form the media is wanted. What does not apply has its usual value, so that equal wishes
 * are equal values.
 *
 * @param audioFormat for sound alone
 * @param container for video
 * @param extras to be put into the file
 * @param clip a stretch of it; null for all
 * @param live what is done with a broadcast that is still running
 */
public record Choices(
    Format format,
    AudioFormat audioFormat,
    Container container,
    Subtitles subtitles,
    Set<Extra> extras,
    @Nullable Clip clip,
    Live live) {

  public Choices {
    boolean sound = format == Format.AUDIO;
    audioFormat = sound ? audioFormat : AudioFormat.ORIGINAL;
    container = sound ? Container.ANY : container;
    subtitles = sound ? Subtitles.NONE : subtitles;
    extras = Set.copyOf(extras);
  }

  /** With a broadcast recorded as usual. */
  public Choices(
      Format format,
      AudioFormat audioFormat,
      Container container,
      Subtitles subtitles,
      Set<Extra> extras,
      @Nullable Clip clip) {
    this(format, audioFormat, container, subtitles, extras, clip, Live.NOW);
  }

  /** A rendition, and all else as usual. */
  public static Choices of(Format format) {
    return new Choices(format, AudioFormat.ORIGINAL, Container.ANY, Subtitles.NONE, Set.of(), null);
  }

  /** The same with other subtitles. */
  public Choices with(Subtitles others) {
    return new Choices(format, audioFormat, container, others, extras, clip, live);
  }

  /** The same without one of the extras. */
  public Choices without(Extra extra) {
    Set<Extra> fewer = extras.stream().filter(each -> each != extra).collect(Collectors.toSet());
    return new Choices(format, audioFormat, container, subtitles, fewer, clip, live);
  }

  /** The same with another wish for a broadcast. */
  public Choices with(Live other) {
    return new Choices(format, audioFormat, container, subtitles, extras, clip, other);
  }

  /**
   * One line that {@link #parse} reads; the same for equal choices, and just the format's name
   * where all else is usual.
   */
  public String line() {
    List<String> words = new ArrayList<>(List.of(format.wire()));
    if (audioFormat != AudioFormat.ORIGINAL) {
      words.add("audio=" + audioFormat.wire());
    }
    if (container != Container.ANY) {
      words.add("container=" + container.wire());
    }
    if (!subtitles.languages().isEmpty()) {
      words.add("subtitles=" + String.join(",", subtitles.languages()));
      words.add("placement=" + subtitles.placement().wire());
    }
    if (!extras.isEmpty()) {
      words.add(
          "embed=" + extras.stream().sorted().map(Extra::wire).collect(Collectors.joining(",")));
    }
    if (clip != null) {
      words.add("from=" + (clip.from() == null ? "" : clip.from()));
      words.add("to=" + (clip.to() == null ? "" : clip.to()));
    }
    if (live != Live.NOW) {
      words.add("live=" + live.wire());
    }
    return String.join(";", words);
  }

  /** What {@link #line} wrote. */
  public static Choices parse(String line) {
    String[] words = line.split(";", -1);
    Map<String, String> said = new HashMap<>();
    for (String word : List.of(words).subList(1, words.length)) {
      said.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
    }
    return new Choices(
        Format.parse(words[0]).orElseThrow(),
        AudioFormat.parse(said.getOrDefault("audio", "original")).orElseThrow(),
        Container.parse(said.getOrDefault("container", "any")).orElseThrow(),
        new Subtitles(
            list(said.get("subtitles")),
            Subtitles.Placement.parse(said.getOrDefault("placement", "embedded")).orElseThrow()),
        list(said.get("embed")).stream()
            .map(name -> Extra.parse(name).orElseThrow())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Extra.class))),
        said.containsKey("from") ? new Clip(seconds(said, "from"), seconds(said, "to")) : null,
        Live.parse(said.getOrDefault("live", "now")).orElseThrow());
  }

  private static List<String> list(@Nullable String words) {
    return words == null ? List.of() : Stream.of(words.split(",", -1)).toList();
  }

  private static @Nullable Double seconds(Map<String, String> said, String name) {
    String text = said.getOrDefault(name, "");
    return text.isEmpty() ? null : Double.valueOf(text);
  }
}
