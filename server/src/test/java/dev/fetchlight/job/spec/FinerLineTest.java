package dev.fetchlight.job.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.job.spec.Preferences.Codec;
import dev.fetchlight.job.spec.Preferences.DynamicRange;
import dev.fetchlight.job.spec.Preferences.FrameRate;
import dev.fetchlight.job.spec.SponsorBlock.Category;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The finer choices keep their meaning in the line that the book has of them. */
class FinerLineTest {
  private static Choices with(Finer finer) {
    return new Choices(
        Format.BEST,
        AudioFormat.ORIGINAL,
        Container.ANY,
        Subtitles.NONE,
        Set.of(),
        null,
        Live.NOW,
        finer);
  }

  private static <E> E any(E[] all, Random random) {
    return List.of(all).get(random.nextInt(all.length));
  }

  @Test
  void whatIsUsualIsNotWritten() {
    assertThat(FinerLine.words(Finer.NONE)).isEmpty();
    assertThat(with(Finer.NONE).line()).isEqualTo("best");
  }

  @Test
  void aLineOfAnEarlierVersionMeansWhatItMeant() {
    Choices old = Choices.parse("720p;container=mkv;embed=chapters");

    assertThat(old.finer()).isEqualTo(Finer.NONE);
    assertThat(old.live()).isEqualTo(Live.NOW);
    assertThat(old.line()).isEqualTo("720p;container=mkv;embed=chapters");
  }

  @Test
  void equalChoicesHaveOneLine() {
    List<Category> some = new ArrayList<>(List.of(Category.values()));
    String line = null;
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(some, new Random(seed));
      Choices choices =
          with(
              new Finer(
                  Preferences.NONE,
                  new SponsorBlock(Set.copyOf(some), Set.of()),
                  Set.of(Aside.AUDIO, Aside.CHAPTERS)));
      line = line == null ? choices.line() : line;
      assertThat(choices.line()).as("seed %s", seed).isEqualTo(line);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyThatCanBeChosenIsReadAsItWas(long seed) {
    Random random = new Random(seed);
    Set<Category> mark = EnumSet.noneOf(Category.class);
    Set<Category> remove = EnumSet.noneOf(Category.class);
    for (Category each : Category.values()) {
      if (random.nextBoolean()) {
        mark.add(each);
      }
      if (random.nextBoolean() && each.removable()) {
        remove.add(each);
      }
    }
    Finer finer =
        new Finer(
            new Preferences(
                any(Codec.values(), random),
                any(DynamicRange.values(), random),
                any(FrameRate.values(), random)),
            new SponsorBlock(mark, remove),
            random.nextBoolean() ? Set.of(Aside.CHAPTERS) : Set.of());
    Choices choices = with(finer);

    assertThat(Choices.parse(choices.line())).as("seed %s", seed).isEqualTo(choices);
    assertThat(choices.line()).doesNotContain("\n", " ");
  }

  @ParameterizedTest
  @EnumSource(names = {"POI_HIGHLIGHT", "CHAPTER"})
  void aMomentCannotBeCutOut(Category moment) {
    assertThatThrownBy(() -> new SponsorBlock(Set.of(), Set.of(moment)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new SponsorBlock(Set.of(moment), Set.of()).mark()).containsExactly(moment);
  }

  @Test
  void whatClientsWriteIsOneWordEach() {
    assertThat(FrameRate.ABOUT_60.wire()).isEqualTo("60");
    assertThat(FrameRate.AT_MOST_30.wire()).isEqualTo("30");
    assertThat(FrameRate.parse("any")).contains(FrameRate.ANY);
    assertThat(FrameRate.parse("at_most_30")).isEmpty();
    assertThat(Codec.parse("H264")).isEmpty();
    assertThat(DynamicRange.parse("")).isEmpty();
    assertThat(Category.parse("music_offtopic")).contains(Category.MUSIC_OFFTOPIC);
    assertThat(Aside.parse("chapters ")).isEmpty();
  }
}
