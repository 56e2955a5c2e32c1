package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Aside;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Finer;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Preferences;
import dev.fetchlight.job.spec.Preferences.Codec;
import dev.fetchlight.job.spec.Preferences.DynamicRange;
import dev.fetchlight.job.spec.Preferences.FrameRate;
import dev.fetchlight.job.spec.SponsorBlock;
import dev.fetchlight.job.spec.Subtitles;
import dev.fetchlight.job.spec.Subtitles.Captions;
import dev.fetchlight.job.spec.Subtitles.Placement;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the finer choices make of a file, by real yt-dlps, and by ffprobe's word. */
class FinerIT {
  @TempDir Path scratch;

  /** Which stream of several is taken, and what is told where none is as wished. */
  @ParameterizedTest
  @CsvSource({
    "BEST, ANY, ANY, ANY, fast, ''",
    "BEST, H264, ANY, ANY, plain, ''",
    "BEST, AV1, ANY, ANY, new, ''",
    "BEST, H265, ANY, ANY, small, ''",
    "BEST, VP9, HDR, ANY, bright, ''",
    "BEST, VP9, SDR, ANY, fast, ''",
    "BEST, ANY, ANY, AT_MOST_30, plain, ''",
    "BEST, H265, ANY, AT_MOST_30, small, 30 frames",
    "BEST, AV1, HDR, ANY, new, no HDR",
    "UP_TO_480P, H264, ANY, ANY, bright, no picture in H.264",
    "UP_TO_480P, VP9, ANY, ABOUT_60, bright, 60 frames",
    "UP_TO_480P, ANY, ANY, ABOUT_60, small, ''"
  })
  void takesThePictureThatIsLikedBest(
      Format format, Codec codec, DynamicRange range, FrameRate rate, String taken, String remark)
      throws Exception {
    for (Ytdlps ytDlp : Ytdlps.WARM) {
      try (Bench bench = new Bench(ytDlp, scratch)) {
        Choices choices = finer(format, new Preferences(codec, range, rate), Set.of());

        var _ = whole(bench.fetch("/page?media=/codecs.mpd", choices));

        assertThat(bench.notes())
            .as("%s", ytDlp)
            .anyMatch(line -> line.startsWith("Takes " + taken + " "));
        String remarks = String.join(" ", bench.remarks());
        assertThat(remarks).as("%s", ytDlp).contains(remark);
        assertThat(remarks.isEmpty()).as(remarks).isEqualTo(remark.isEmpty());
      }
    }
  }

  @Test
  void saysThatNobodyKnowsHowThePictureIsPacked() throws Exception {
    try (Bench bench = new Bench(Ytdlps.WARM_ZIPAPP, scratch)) {
      Preferences liked = new Preferences(Codec.AV1, DynamicRange.ANY, FrameRate.ANY);

      var _ = whole(bench.fetch("/page?media=/short.mp4", finer(Format.BEST, liked, Set.of())));

      assertThat(bench.remarks())
          .containsExactly("The site does not tell whether the picture is AV1.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DEBIAN, FLAC, flac, audio:flac",
    "ZIPAPP, FLAC, flac, audio:flac",
    "DEBIAN, WAV, wav, audio:pcm_s16le",
    "ZIPAPP, WAV, wav, audio:pcm_s16le"
  })
  void keepsSoundWithoutLoss(Ytdlps ytDlp, AudioFormat form, String extension, String stream)
      throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Choices choices =
          new Choices(Format.AUDIO, form, Container.ANY, Subtitles.NONE, Set.of(), null);

      Outcome.Fetched fetched = whole(bench.fetch("/page?media=/ladder.mpd", choices));

      assertThat(fetched.extension()).isEqualTo(extension);
      assertThat(fetched.mediaType()).startsWith("audio/");
      assertThat(Probed.of(fetched.file()).streams()).containsExactly(stream);
    }
  }

  @ParameterizedTest
  @EnumSource
  void laysSubtitlesBesideItAsSrt(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Choices choices = with(Format.BEST, srt("en", "de"));

      Outcome.Fetched fetched =
          whole(bench.fetch("/page?media=/short.mp4&languages=en,de", choices));

      assertThat(fetched.subtitles())
          .extracting(Outcome.Beside::language, Outcome.Beside::extension)
          .containsExactly(tuple("de", "srt"), tuple("en", "srt"));
      assertThat(fetched.subtitles().getFirst().file())
          .content()
          .startsWith("1\n00:00:00,000 --> 00:00:01,500\nLine 0");
    }
  }

  @ParameterizedTest
  @EnumSource
  void fetchesSubtitlesAlone(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome.Fetched one =
          whole(bench.fetch("/page?languages=en,de", with(Format.SUBTITLES, srt("en"))));

      assertThat(one.extension()).isEqualTo("srt");
      assertThat(one.mediaType()).isEqualTo("application/x-subrip");
      assertThat(one.subtitles()).isEmpty();
      assertThat(one.file()).content().contains("Line 5");
      assertThat(bench.site.hits("/clip.mp4")).isZero();

      Subtitles vtt = new Subtitles(List.of("de", "en", "fr"), Placement.BESIDE);
      Outcome.Fetched several =
          whole(bench.fetch("/page?languages=en,de", with(Format.SUBTITLES, vtt)));

      assertThat(several.mediaType()).isEqualTo("text/vtt");
      assertThat(several.file()).content().startsWith("WEBVTT");
      assertThat(several.subtitles())
          .extracting(Outcome.Beside::language)
          .containsExactly("de", "en");
      assertThat(bench.remarks()).containsExactly("The site has no subtitles in French.");
    }
  }

  /** Texts that are no subtitles, or are not as such should be. */
  @ParameterizedTest
  @CsvSource({
    "''",
    "WEBVTT",
    "<!doctype html><p>Gone</p>",
    "WEBVTT\n\n00:00:nonsense --> later\nHello",
    "no subtitles at all"
  })
  void saysThatThereAreNoneInWhatIsBroken(String text) throws Exception {
    String track =
        "/say/x.vtt%3Ftype%3Dtext%2Fvtt%26text%3D"
            + URLEncoder.encode(
                URLEncoder.encode(text.replace("\\n", "\n"), StandardCharsets.UTF_8),
                StandardCharsets.UTF_8);
    for (Ytdlps ytDlp : Ytdlps.WARM) {
      for (Captions kind : Captions.values()) {
        try (Bench bench = new Bench(ytDlp, scratch)) {
          Subtitles wanted = new Subtitles(List.of("en"), Placement.BESIDE, kind);
          String page = "/page?media=/short.mp4&tracks=en@" + track;
          Outcome.Fetched beside = whole(bench.fetch(page, with(Format.BEST, wanted)));
          assertThat(beside.file()).isNotEmptyFile();
          assertThat(beside.subtitles()).allMatch(each -> each.file().toFile().length() > 0);
          boolean kept = !beside.subtitles().isEmpty();
          assertThat(kept || !bench.remarks().isEmpty()).as("%s %s", ytDlp, kind).isTrue();

          Outcome alone = bench.fetch(page, with(Format.SUBTITLES, wanted));
          assertThat(alone instanceof Outcome.Fetched)
              .as("%s %s: %s", ytDlp, kind, bench.notes())
              .isEqualTo(kept);
          if (alone
              instanceof Outcome.Failed(Failure failure)) { // what is empty may be whole later
            assertThat(failure.code()).isEqualTo(text.isEmpty() ? Code.NETWORK : Code.NOT_FOUND);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"ORIGINAL, m4a, audio:aac", "MP3, mp3, audio:mp3", "FLAC, flac, audio:flac"})
  void keepsTheSoundBesideTheVideo(AudioFormat form, String extension, String stream)
      throws Exception {
    try (Bench bench = new Bench(Ytdlps.WARM_DEBIAN, scratch)) {
      Choices choices =
          new Choices(
              Format.BEST,
              form,
              Container.ANY,
              Subtitles.NONE,
              Set.of(),
              null,
              new Finer(Preferences.NONE, SponsorBlock.NONE, Set.of(Aside.AUDIO)));

      Outcome.Fetched fetched = whole(bench.fetch("/page?media=/dash/separate.mpd", choices));

      assertThat(Probed.of(fetched.file()).streams()).containsExactly("video:h264", "audio:aac");
      assertThat(fetched.made()).hasSize(1);
      Outcome.Made made = fetched.made().getFirst();
      assertThat(made.part().extension()).isEqualTo(extension);
      assertThat(made.part().size()).isEqualTo(Files.size(made.file()));
      assertThat(Probed.of(made.file()).streams()).containsExactly(stream);
      assertThat(Probed.of(made.file()).seconds()).isCloseTo(12, within(0.3));
      assertThat(filesIn(scratch)).hasSize(2);
    }
  }

  @Test
  void saysWhatCannotBeMadeOfIt() throws Exception {
    try (Bench bench = new Bench(Ytdlps.WARM_ZIPAPP, scratch)) {
      Outcome.Fetched fetched =
          whole(
              bench.fetch(
                  "/page?media=/dash/video.mp4",
                  finer(Format.BEST, Preferences.NONE, Set.of(Aside.values()))));

      assertThat(fetched.made()).isEmpty();
      assertThat(bench.remarks())
          .containsExactly(
              "The site tells of no chapters to split this by.",
              "There is no sound in it to be kept alone.");
    }
  }

  @Test
  void splitsNoClip() throws Exception {
    try (Bench bench = new Bench(Ytdlps.WARM_ZIPAPP, scratch)) {
      Choices choices =
          new Choices(
              Format.BEST,
              AudioFormat.ORIGINAL,
              Container.ANY,
              Subtitles.NONE,
              Set.of(),
              new Clip(2.0, 4.0),
              new Finer(Preferences.NONE, SponsorBlock.NONE, Set.of(Aside.CHAPTERS)));

      assertThat(whole(bench.fetch("/page", choices)).made()).isEmpty();
      assertThat(bench.remarks()).singleElement().asString().startsWith("A clip is not split");
    }
  }

  private static Outcome.Fetched whole(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
    return (Outcome.Fetched) outcome;
  }

  private static Subtitles srt(String... languages) {
    return new Subtitles(List.of(languages), Placement.BESIDE, Captions.SRT);
  }

  private static Choices with(Format format, Subtitles subtitles) {
    return new Choices(format, AudioFormat.ORIGINAL, Container.ANY, subtitles, Set.of(), null);
  }

  private static Choices finer(Format format, Preferences preferences, Set<Aside> also) {
    return new Choices(
        format,
        AudioFormat.ORIGINAL,
        Container.ANY,
        Subtitles.NONE,
        Set.of(),
        null,
        new Finer(preferences, SponsorBlock.NONE, also));
  }

  private static List<Path> filesIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder.toRealPath())) {
      return files.toList();
    }
  }
}
