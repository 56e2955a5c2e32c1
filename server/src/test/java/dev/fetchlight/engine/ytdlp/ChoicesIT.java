package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Subtitles;
import dev.fetchlight.job.spec.Subtitles.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a choice makes of a file, by real yt-dlps, and by ffprobe's word. */
class ChoicesIT {
  private static final Choices BEST = Choices.of(Format.BEST);

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "DEBIAN, BEST, 720",
    "ZIPAPP, BEST, 720",
    "DEBIAN, UP_TO_1080P, 720",
    "DEBIAN, UP_TO_720P, 720",
    "DEBIAN, UP_TO_480P, 480",
    "ZIPAPP, UP_TO_480P, 480"
  })
  void takesThePictureOfTheWantedSize(Ytdlps ytDlp, Format format, int height) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome.Fetched fetched = whole(bench.fetch("/page?media=/ladder.mpd", Choices.of(format)));

      assertThat(Probed.of(fetched.file()).height()).isEqualTo(height);
      assertThat(bench.notes()).anyMatch(line -> line.contains(height + ""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DEBIAN, MP4, /page?media=/dash/separate.mpd, mp4",
    "DEBIAN, MKV, /page?media=/dash/separate.mpd, mkv",
    "DEBIAN, MKV, /page?media=/short.mp4, mkv",
    "DEBIAN, MKV, /hls/clip.m3u8, mkv",
    "DEBIAN, MP4, /hls/clip.m3u8, mp4",
    "DEBIAN, ANY, /page?media=/unusual.webm, webm",
    "DEBIAN, MKV, /page?media=/unusual.webm, mkv",
    "ZIPAPP, MKV, /page?media=/short.mp4, mkv"
  })
  void keepsItInTheWantedKindOfFile(
      Ytdlps ytDlp, Container container, String path, String extension) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome.Fetched fetched = whole(bench.fetch(path, in(container)));

      assertThat(fetched.extension()).isEqualTo(extension);
      assertThat(filesIn(scratch)).containsExactly(fetched.file());
      assertThat(Probed.of(fetched.file()).streams())
          .as("nothing is converted")
          .allMatch(stream -> stream.matches("video:(h264|vp8)|audio:(aac|vorbis)"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysThatAnMp4CannotHoldIt(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome outcome = bench.fetch("/page?media=/unusual.webm", in(Container.MP4));

      assertThat(outcome).isEqualTo(new Outcome.Failed(Stops.NOT_FOR_MP4));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DEBIAN, ORIGINAL, m4a, audio:aac",
    "DEBIAN, M4A, m4a, audio:aac",
    "DEBIAN, MP3, mp3, audio:mp3",
    "DEBIAN, OPUS, opus, audio:opus",
    "ZIPAPP, MP3, mp3, audio:mp3",
    "ZIPAPP, OPUS, opus, audio:opus"
  })
  void keepsSoundInTheWantedForm(Ytdlps ytDlp, AudioFormat form, String extension, String stream)
      throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Choices choices =
          new Choices(Format.AUDIO, form, Container.ANY, Subtitles.NONE, Set.of(), null);

      Outcome.Fetched fetched = whole(bench.fetch("/page?media=/ladder.mpd", choices));

      assertThat(fetched.extension()).isEqualTo(extension);
      assertThat(fetched.mediaType()).startsWith("audio/");
      assertThat(Probed.of(fetched.file()).streams()).containsExactly(stream);
      assertThat(bench.stages()).containsExactly(Stage.DOWNLOADING, Stage.MERGING);
      assertThat(bench.progress()).extracting(Progress::percent).isSorted().contains(96.0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void laysSubtitlesBesideIt(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Choices choices = with(subtitles(Placement.BESIDE, "en", "de", "fr"), Set.of());

      Outcome.Fetched fetched =
          whole(bench.fetch("/page?media=/short.mp4&languages=en,de-AT,es,it", choices));

      assertThat(fetched.subtitles())
          .extracting(Outcome.Beside::language, Outcome.Beside::extension)
          .containsExactly(tuple("de-AT", "vtt"), tuple("en", "vtt"));
      assertThat(fetched.subtitles().getFirst().file()).content().startsWith("WEBVTT");
      assertThat(filesIn(scratch)).hasSize(3);
      assertThat(Probed.of(fetched.file()).languages()).isEmpty();
      assertThat(bench.site.hits("/subtitles/es.vtt")).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"DEBIAN, ANY, mp4", "DEBIAN, MKV, mkv", "ZIPAPP, MP4, mp4"})
  void putsAllIntoTheFileThatItIsAskedFor(Ytdlps ytDlp, Container container, String extension)
      throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Choices choices =
          new Choices(
              Format.BEST,
              AudioFormat.ORIGINAL,
              container,
              subtitles(Placement.EMBEDDED, "en", "de"),
              EnumSet.allOf(Extra.class),
              null);

      Outcome.Fetched fetched =
          whole(
              bench.fetch("/page?media=/short.mp4&title=A%20harbour&languages=en,de-AT", choices));

      assertThat(fetched.extension()).isEqualTo(extension);
      assertThat(fetched.subtitles()).isEmpty();
      assertThat(filesIn(scratch)).containsExactly(fetched.file());
      Probed probed = Probed.of(fetched.file());
      assertThat(probed.languages()).hasSize(2).contains("eng");
      assertThat(probed.cover()).isTrue();
      assertThat(probed.title()).startsWith("A harbour"); // yt-dlp numbers what it finds on a page
      assertThat(bench.stages()).containsExactly(Stage.DOWNLOADING, Stage.MERGING);
    }
  }

  /** Opus files hold a picture only where yt-dlp has a library for that, which it need not have. */
  @ParameterizedTest
  @EnumSource
  void goesOnWithoutAPictureWhereTheFileCannotHoldOne(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Choices choices =
          new Choices(
              Format.AUDIO,
              AudioFormat.OPUS,
              Container.ANY,
              Subtitles.NONE,
              EnumSet.allOf(Extra.class),
              null);

      Outcome.Fetched fetched = whole(bench.fetch("/page?media=/short.mp4", choices));

      assertThat(fetched.extension()).isEqualTo("opus");
      assertThat(filesIn(scratch)).containsExactly(fetched.file());
      boolean without = !Probed.of(fetched.file()).cover();
      assertThat(bench.notes().stream().anyMatch(line -> line.startsWith("Keeps the file without")))
          .isEqualTo(without);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DEBIAN, /page?media=/clip.mp4",
    "ZIPAPP, /page?media=/clip.mp4",
    "DEBIAN, /page?duration=12",
    "ZIPAPP, /page?media=/hls/clip.m3u8",
    "DEBIAN, /page?media=/hls/separate.m3u8",
    "DEBIAN, /page?media=/dash/separate.mpd",
    "ZIPAPP, /page?media=/dash/separate.mpd"
  })
  void cutsOutAClip(Ytdlps ytDlp, String path) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome.Fetched fetched = whole(bench.fetch(path, clip(3.0, 8.0)));

      assertThat(Probed.of(fetched.file()).seconds()).isCloseTo(5, within(0.3));
      assertThat(Probed.of(fetched.file()).streams()).containsExactly("video:h264", "audio:aac");
      assertThat(bench.progress()).extracting(Progress::percent).isSorted().endsWith(99.0);
      assertThat(bench.progress().getLast().downloadedBytes()).isPositive();
      assertThat(bench.stages()).startsWith(Stage.DOWNLOADING);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WARM_DEBIAN, /hls/clip.m3u8, /hls/clip, 3.2, 7.5",
    "WARM_ZIPAPP, /hls/separate.m3u8, /hls/video/list, 3.2, 7.5",
    "WARM_ZIPAPP, /hls/clip.m3u8, /hls/clip, 3.0, 8.0"
  })
  void fetchesTheSegmentsOfAClipAlone(
      Ytdlps ytDlp, String path, String segments, double from, double to) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome.Fetched fetched = whole(bench.fetch(path, clip(from, to)));

      assertThat(IntStream.range(0, 12).map(n -> bench.site.hits(segments + n + ".ts")))
          .containsExactly(0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0);
      assertThat(Probed.of(fetched.file()).seconds()).isCloseTo(to - from, within(0.3));
      assertThat(Probed.of(fetched.file()).streams()).containsExactly("video:h264", "audio:aac");
      assertThat(filesIn(scratch)).containsExactly(fetched.file());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WARM_DEBIAN", "WARM_ZIPAPP"})
  void saysThatThereIsNoSuchClipOfAStream(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      assertThat(bench.fetch("/hls/clip.m3u8", clip(20.0, 22.0)))
          .isEqualTo(new Outcome.Failed(Stops.NO_SECTION));
    }
  }

  @ParameterizedTest
  @CsvSource({"8, ,  4", " , 4, 4"})
  void cutsFromTheBeginningOrToTheEnd(Double from, Double to, double seconds) throws Exception {
    try (Bench bench = new Bench(Ytdlps.DEBIAN, scratch)) {
      Outcome.Fetched fetched = whole(bench.fetch("/page", clip(from, to)));

      assertThat(Probed.of(fetched.file()).seconds()).isCloseTo(seconds, within(0.3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void fetchesAClipThroughTheGateAlone(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      for (String path :
          List.of(
              "/refused.m3u8?to=http://169.254.169.254/a.ts",
              "/refused.m3u8?to=ftp://127.0.0.1/a.ts",
              "/refused.m3u8?to=rtmp://127.0.0.1/a",
              "/page?media=/redirect%3Fto%3Dhttp%3A%2F%2F10.1.2.3%2Fclip.mp4")) {
        Outcome outcome = bench.fetch(path, clip(0.0, 1.0));

        assertThat(outcome).as(path).isInstanceOf(Outcome.Failed.class);
        Code code = ((Outcome.Failed) outcome).failure().code();
        assertThat(code)
            .as("%s: %s", path, bench.notes())
            .isEqualTo(path.contains("rtmp:") ? Code.UNSUPPORTED_URL : Code.BLOCKED_ADDRESS);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/cut/page?at=2000000&times=1, true", "/cut/page?at=2000000&times=99, false"})
  void takesUpAClipThatBreaksOffAndNeverKeepsHalf(String path, boolean whole) throws Exception {
    try (Bench bench = new Bench(Ytdlps.DEBIAN, scratch)) {
      Outcome outcome = bench.fetch(path, clip(3.0, 10.0));

      if (whole) {
        assertThat(Probed.of(whole(outcome).file()).seconds()).isCloseTo(7, within(0.3));
      } else {
        assertThat(((Outcome.Failed) outcome).failure().code()).isEqualTo(Code.NETWORK);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysThatThereIsNoSuchClip(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      assertThat(bench.fetch("/page?duration=12", clip(20.0, null)))
          .isEqualTo(new Outcome.Failed(Stops.NO_SECTION));
    }
  }

  private static Outcome.Fetched whole(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
    return (Outcome.Fetched) outcome;
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  private static Subtitles subtitles(Placement placement, String... languages) {
    return new Subtitles(List.of(languages), placement);
  }

  private static Choices in(Container container) {
    return new Choices(
        Format.BEST, AudioFormat.ORIGINAL, container, Subtitles.NONE, Set.of(), null);
  }

  private static Choices with(Subtitles subtitles, Set<Extra> extras) {
    return new Choices(Format.BEST, AudioFormat.ORIGINAL, Container.ANY, subtitles, extras, null);
  }

  private static Choices clip(
      @org.jspecify.annotations.Nullable Double from,
      @org.jspecify.annotations.Nullable Double to) {
    return new Choices(
        BEST.format(),
        BEST.audioFormat(),
        BEST.container(),
        BEST.subtitles(),
        BEST.extras(),
        new Clip(from, to));
  }

  private static List<Path> filesIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder.toRealPath())) {
      return files.toList();
    }
  }
}
