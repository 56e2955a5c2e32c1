package dev.fetchlight.job.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One spelling for every wish. */
class ChoicesTest {
  private static Choices video(Subtitles subtitles, Set<Extra> extras, Clip clip) {
    return new Choices(
        Format.UP_TO_1080P, AudioFormat.ORIGINAL, Container.MP4, subtitles, extras, clip);
  }

  static Stream<Choices> all() {
    return Stream.of(
        Choices.of(Format.BEST),
        Choices.of(Format.AUDIO),
        new Choices(Format.AUDIO, AudioFormat.OPUS, Container.ANY, Subtitles.NONE, Set.of(), null),
        video(Subtitles.NONE, Set.of(Extra.values()), new Clip(null, 20.25)),
        video(
            new Subtitles(List.of("pt-BR", "en"), Subtitles.Placement.BESIDE),
            Set.of(Extra.METADATA),
            new Clip(0.5, null)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aLineIsReadAsItWasWritten(Choices choices) {
    assertThat(Choices.parse(choices.line())).isEqualTo(choices);
  }

  @Test
  void thePlainOnesAreTheirFormatAlone() {
    for (Format format : Format.values()) {
      assertThat(Choices.of(format).line()).isEqualTo(format.wire());
    }
  }

  @Test
  void equalWishesAreEqual() {
    Choices one =
        video(
            new Subtitles(List.of("en", "de", "en"), Subtitles.Placement.EMBEDDED),
            Set.of(),
            new Clip(1.0, 2.0));
    Choices other =
        video(
            new Subtitles(List.of("de", "en"), Subtitles.Placement.EMBEDDED),
            Set.of(),
            new Clip(1.0, 2.0));

    assertThat(one).isEqualTo(other);
    assertThat(one.line()).isEqualTo(other.line());
  }

  @Test
  void whatDoesNotGoWithSoundIsLeftOut() {
    Choices sound =
        new Choices(
            Format.AUDIO,
            AudioFormat.MP3,
            Container.MKV,
            new Subtitles(List.of("en"), Subtitles.Placement.BESIDE),
            Set.of(),
            null);

    assertThat(sound.container()).isEqualTo(Container.ANY);
    assertThat(sound.subtitles()).isEqualTo(Subtitles.NONE);
  }

  @Test
  void noLanguageIsAnOption() {
    for (String odd : List.of("--exec", "en;rm", "all", "e", "en.*", "")) {
      boolean word = odd.equals("all");
      assertThat(Subtitles.language(odd)).as(odd).isEqualTo(word);
    }
    assertThatThrownBy(() -> new Subtitles(List.of("-en"), Subtitles.Placement.BESIDE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStretchHasALength() {
    assertThat(Clip.valid(2.0, 1.0)).isFalse();
    assertThat(Clip.valid(null, null)).isFalse();
    assertThat(Clip.valid(-1.0, null)).isFalse();
    assertThat(Clip.valid(Double.NaN, null)).isFalse();
    assertThat(Clip.valid(null, 1.0)).isTrue();
  }
}
