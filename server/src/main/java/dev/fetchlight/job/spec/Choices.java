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
 * @param audioFormat for sound alone, be it beside a video
 * @param container for video
 * @param extras to be put into the file
 * @param clip a stretch of it; null for all
 * @param live what is done with a broadcast that is still running
 * @param finer what few people choose
 */
public record Choices(
    Format format,
    AudioFormat audioFormat,
    Container container,
    Subtitles subtitles,
    Set<Extra> extras,
    @Nullable Clip clip,
    Live live,
    Finer finer) {

  public Choices {
    boolean sound = format == Format.AUDIO;
    container = format.pictured() ? container : Container.ANY;
    extras = Set.copyOf(extras);
    if (sound) {
      subtitles = Subtitles.NONE;
    }
    if (format == Format.SUBTITLES) {
      subtitles = subtitles.beside();
      extras = Set.of();
      clip = null;
    }
    finer = fitting(format, finer);
    boolean heard = sound || finer.also().contains(Aside.AUDIO);
    audioFormat = heard ? audioFormat : AudioFormat.ORIGINAL;
  }

  /** With nothing that few people choose. */
  public Choices(
      Format format,
      AudioFormat audioFormat,
      Container container,
      Subtitles subtitles,
      Set<Extra> extras,
      @Nullable Clip clip) {
    this(format, audioFormat, container, subtitles, extras, clip, Live.NOW, Finer.NONE);
  }

  /** With what few people choose. */
  public Choices(
      Format format,
      AudioFormat audioFormat,
      Container container,
      Subtitles subtitles,
      Set<Extra> extras,
      @Nullable Clip clip,
      Finer finer) {
    this(format, audioFormat, container, subtitles, extras, clip, Live.NOW, finer);
  }

  private static Finer fitting(Format format, Finer finer) {
    return switch (format) {
      case SUBTITLES -> Finer.NONE;
      case AUDIO ->
          new Finer(
              Preferences.NONE,
              finer.sponsorBlock(),
              finer.also().stream()
                  .filter(each -> each != Aside.AUDIO)
                  .collect(Collectors.toSet()));
      case BEST, UP_TO_2160P, UP_TO_1440P, UP_TO_1080P, UP_TO_720P, UP_TO_480P -> finer;
    };
  }

  /** A rendition, and all else as usual. */
  public static Choices of(Format format) {
    return new Choices(format, AudioFormat.ORIGINAL, Container.ANY, Subtitles.NONE, Set.of(), null);
  }

  /** The same with other subtitles. */
  public Choices with(Subtitles others) {
    return new Choices(format, audioFormat, container, others, extras, clip, live, finer);
  }

  /** The same without one of the extras. */
  public Choices without(Extra extra) {
    Set<Extra> fewer = extras.stream().filter(each -> each != extra).collect(Collectors.toSet());
    return new Choices(format, audioFormat, container, subtitles, fewer, clip, live, finer);
  }

  /** The same with another wish for a broadcast. */
  public Choices with(Live other) {
    return new Choices(format, audioFormat, container, subtitles, extras, clip, other, finer);
  }

  /** The same with nothing that SponsorBlock would have to be asked for. */
  public Choices withoutSponsorBlock() {
    Finer less = finer.with(SponsorBlock.NONE);
    return new Choices(format, audioFormat, container, subtitles, extras, clip, live, less);
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
    if (subtitles.captions() != Subtitles.Captions.VTT) {
      words.add("captions=" + subtitles.captions().wire());
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
    words.addAll(FinerLine.words(finer));
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
            Subtitles.Placement.parse(said.getOrDefault("placement", "embedded")).orElseThrow(),
            Subtitles.Captions.parse(said.getOrDefault("captions", "vtt")).orElseThrow()),
        list(said.get("embed")).stream()
            .map(name -> Extra.parse(name).orElseThrow())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Extra.class))),
        said.containsKey("from") ? new Clip(seconds(said, "from"), seconds(said, "to")) : null,
        Live.parse(said.getOrDefault("live", "now")).orElseThrow(),
        FinerLine.parse(said));
  }

  private static List<String> list(@Nullable String words) {
    return words == null ? List.of() : Stream.of(words.split(",", -1)).toList();
  }

  private static @Nullable Double seconds(Map<String, String> said, String name) {
    String text = said.getOrDefault(name, "");
    return text.isEmpty() ? null : Double.valueOf(text);
  }
}
