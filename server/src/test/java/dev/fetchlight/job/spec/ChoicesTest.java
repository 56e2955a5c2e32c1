package dev.fetchlight.job.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.job.spec.Preferences.Codec;
import dev.fetchlight.job.spec.Preferences.DynamicRange;
import dev.fetchlight.job.spec.Preferences.FrameRate;
import dev.fetchlight.job.spec.SponsorBlock.Category;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            new Clip(0.5, null)),
        finer(
            Format.BEST,
            new Preferences(Codec.AV1, DynamicRange.HDR, FrameRate.AT_MOST_30),
            new SponsorBlock(
                Set.of(Category.POI_HIGHLIGHT, Category.INTRO),
                Set.of(Category.SPONSOR, Category.MUSIC_OFFTOPIC)),
            Set.of(Aside.values())),
        finer(
            Format.AUDIO,
            Preferences.NONE,
            new SponsorBlock(Set.of(), Set.of(Category.FILLER)),
            Set.of(Aside.CHAPTERS)),
        new Choices(
            Format.SUBTITLES,
            AudioFormat.ORIGINAL,
            Container.ANY,
            new Subtitles(List.of("en"), Subtitles.Placement.BESIDE, Subtitles.Captions.SRT),
            Set.of(),
            null));
  }

  private static Choices finer(
      Format format, Preferences preferences, SponsorBlock sponsors, Set<Aside> also) {
    return new Choices(
        format,
        format == Format.AUDIO ? AudioFormat.FLAC : AudioFormat.WAV,
        Container.ANY,
        Subtitles.NONE,
        Set.of(),
        null,
        new Finer(preferences, sponsors, also));
  }

  /** Lines of all versions before; nothing in a book may become unreadable. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "best",
        "audio;audio=mp3",
        "720p;container=mkv;subtitles=de,en;placement=beside;embed=thumbnail,chapters",
        "1080p;from=1.5;to=",
        "best;codec=av1;range=hdr;fps=60;mark=chapter;remove=sponsor,outro;also=chapters,audio",
        "subtitles;subtitles=en;placement=beside;captions=srt"
      })
  void aLineStaysAsItIs(String line) {
    assertThat(Choices.parse(line).line()).isEqualTo(line);
  }

  @Test
  void whatIsRemovedIsNotMarkedToo() {
    Set<Category> all = Set.of(Category.SPONSOR, Category.INTRO);
    SponsorBlock wish = new SponsorBlock(all, Set.of(Category.SPONSOR));

    assertThat(wish.mark()).containsExactly(Category.INTRO);
    assertThatThrownBy(() -> new SponsorBlock(Set.of(), Set.of(Category.POI_HIGHLIGHT)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatNoPictureAndNoSoundHaveIsLeftOut() {
    Finer all =
        new Finer(
            new Preferences(Codec.VP9, DynamicRange.SDR, FrameRate.ABOUT_60),
            new SponsorBlock(Set.of(Category.INTRO), Set.of()),
            Set.of(Aside.values()));
    Choices sound =
        new Choices(
            Format.AUDIO, AudioFormat.WAV, Container.ANY, Subtitles.NONE, Set.of(), null, all);
    Choices words =
        new Choices(
            Format.SUBTITLES,
            AudioFormat.WAV,
            Container.MKV,
            new Subtitles(List.of("en"), Subtitles.Placement.EMBEDDED),
            Set.of(Extra.THUMBNAIL),
            new Clip(1.0, null),
            all);

    assertThat(sound.finer())
        .isEqualTo(new Finer(Preferences.NONE, all.sponsorBlock(), Set.of(Aside.CHAPTERS)));
    assertThat(words.line()).isEqualTo("subtitles;subtitles=en;placement=beside");
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
