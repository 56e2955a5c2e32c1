package dev.fetchlight.job.spec;

import dev.fetchlight.job.spec.Preferences.Codec;
import dev.fetchlight.job.spec.Preferences.DynamicRange;
import dev.fetchlight.job.spec.Preferences.FrameRate;
import dev.fetchlight.job.spec.SponsorBlock.Category;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The finer choices as words of the line that {@link Choices#line} is; what is usual has none. */
final class FinerLine {
  private FinerLine() {}

  static List<String> words(Finer finer) {
    List<String> words = new ArrayList<>();
    Preferences preferences = finer.preferences();
    if (preferences.codec() != Codec.ANY) {
      words.add("codec=" + preferences.codec().wire());
    }
    if (preferences.range() != DynamicRange.ANY) {
      words.add("range=" + preferences.range().wire());
    }
    if (preferences.frameRate() != FrameRate.ANY) {
      words.add("fps=" + preferences.frameRate().wire());
    }
    add(words, "mark", finer.sponsorBlock().mark(), Category::wire);
    add(words, "remove", finer.sponsorBlock().remove(), Category::wire);
    add(words, "also", finer.also(), Aside::wire);
    return words;
  }

  /** What {@link #words} wrote, by its names. */
  static Finer parse(Map<String, String> said) {
    return new Finer(
        new Preferences(
            Codec.parse(said.getOrDefault("codec", "any")).orElseThrow(),
            DynamicRange.parse(said.getOrDefault("range", "any")).orElseThrow(),
            FrameRate.parse(said.getOrDefault("fps", "any")).orElseThrow()),
        new SponsorBlock(all(said, "mark", Category::parse), all(said, "remove", Category::parse)),
        all(said, "also", Aside::parse));
  }

  private static <E extends Enum<E>> void add(
      List<String> words, String name, Collection<E> some, Function<E, String> wire) {
    if (!some.isEmpty()) {
      words.add(name + "=" + some.stream().sorted().map(wire).collect(Collectors.joining(",")));
    }
  }

  private static <E> Set<E> all(
      Map<String, String> said, String name, Function<String, Optional<E>> parse) {
    return Stream.of(said.getOrDefault(name, "").split(",", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> parse.apply(word).orElseThrow())
        .collect(Collectors.toSet());
  }
}
