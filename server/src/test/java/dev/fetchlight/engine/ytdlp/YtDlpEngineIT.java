package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Real yt-dlps, real ffmpeg, a real gate and the media site: what arrives, and what does not. */
class YtDlpEngineIT {
  @TempDir Path scratch;

  @ParameterizedTest
  @EnumSource
  void fetchesAPageWithAVideo(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome outcome = bench.fetch("/page?title=Harbour%20at%20dawn");

      Outcome.Fetched fetched = whole(outcome, "mp4");
      assertThat(fetched.file()).hasSameBinaryContentAs(bench.site.file("clip.mp4"));
      assertThat(fetched.mediaType()).isEqualTo("video/mp4");
      assertThat(bench.described()).hasSize(1);
      assertThat(bench.described().getFirst().video().title()).isEqualTo("Harbour at dawn");
      assertThat(bench.described().getFirst().thumbnail())
          .hasToString(bench.site.url("/thumbnail.jpg"));
      assertThat(bench.events.getFirst()).isEqualTo(bench.described().getFirst());
      assertThat(bench.stages()).containsExactly(Stage.DOWNLOADING);
      assertOneBar(bench.progress(), Files.size(fetched.file()));
      assertThat(filesIn(scratch)).containsExactly(fetched.file());
    }
  }

  @Test
  void fetchesWithAStandaloneProgram(@TempDir Path elsewhere) throws Exception {
    Path binary =
        Files.writeString(
            elsewhere.resolve("program"),
            "#!/bin/sh\nexec /usr/bin/python3 -I /usr/bin/yt-dlp \"$@\"\n");
    Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Launcher launcher =
            new Launcher(
                () -> Programs.find(binary, null, "/usr/local/bin:/usr/bin:/bin"),
                Patience.USUAL.grace(),
                Duration.ofMinutes(10));
        Bench bench = new Bench(launcher, scratch, Patience.USUAL)) {
      assertThat(launcher.warmUp().join()).isFalse();
      assertThat(bench.fetch("/page?media=/short.mp4")).isInstanceOf(Outcome.Fetched.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fetchesHlsByFragments(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      whole(bench.fetch("/hls/clip.m3u8"), "mp4");

      assertOneBar(bench.progress(), null);
      assertThat(bench.progress().stream().map(Progress::percent).distinct().count())
          .as("different percentages")
          .isGreaterThan(8);
      assertThat(bench.site.hits("/hls/clip11.ts")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DEBIAN, /page?media=/dash/separate.mpd",
    "WARM_ZIPAPP, /page?media=/dash/separate.mpd",
    "WARM_DEBIAN, /hls/separate.m3u8",
    "ZIPAPP, /hls/separate.m3u8"
  })
  void mergesVideoAndSoundUnderOneBar(Ytdlps ytDlp, String path) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome.Fetched fetched = whole(bench.fetch(path), "mp4");

      assertThat(bench.stages()).containsExactly(Stage.DOWNLOADING, Stage.MERGING);
      assertOneBar(bench.progress(), null);
      assertThat(bench.progress()).extracting(Progress::percent).contains(96.0);
      assertThat(Files.size(fetched.file())).isGreaterThan(3_900_000);
      assertThat(filesIn(scratch)).containsExactly(fetched.file());
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesTheSoundAlone(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome outcome = bench.fetch("/hls/separate.m3u8", Format.AUDIO, Bench.LIMITS);

      assertThat(whole(outcome, "m4a").mediaType()).isEqualTo("audio/mp4");
      assertThat(bench.site.hits("/hls/video/list1.ts")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWhereTheConnectionBroke(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome.Fetched fetched = whole(bench.fetch("/cut/page?at=1000000"), "mp4");

      assertThat(fetched.file()).hasSameBinaryContentAs(bench.site.file("clip.mp4"));
      assertOneBar(bench.progress(), Files.size(fetched.file()));
      assertThat(bench.site.ranges("/cut/clip.mp4")).last().asString().startsWith("bytes=");
    }
  }

  @ParameterizedTest
  @EnumSource
  void restsThePercentageWhereNoLengthIsTold(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      whole(bench.fetch("/nolength/page"), "mp4");

      List<Progress> onTheWay =
          bench.progress().stream().filter(at -> at.totalBytes() == null).toList();
      assertThat(onTheWay).isNotEmpty().allMatch(at -> at.percent() == 0 && at.eta() == null);
      assertThat(onTheWay).last().extracting(Progress::downloadedBytes).isNotNull();
      assertThat(bench.progress()).last().extracting(Progress::percent).isEqualTo(99.0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void followsARedirect(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      whole(bench.fetch("/redirect?to=/short.mp4"), "mp4");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/status/404, NOT_FOUND",
    "/status/410, NOT_FOUND",
    "/status/403, FORBIDDEN",
    "/status/401, LOGIN_REQUIRED",
    "/status/429, RATE_LIMITED",
    "/words, UNSUPPORTED_URL",
    "/several, UNSUPPORTED_URL",
    "/page?media=/status/403, FORBIDDEN",
    "/page?media=/status/404, NOT_FOUND",
    "/redirect?to=http://10.1.2.3/clip.mp4, BLOCKED_ADDRESS",
    "/refused.m3u8?to=http://169.254.169.254/a.ts, BLOCKED_ADDRESS"
  })
  void saysWhyThereIsNoFile(String path, Code expected) throws Exception {
    for (Ytdlps ytDlp : Ytdlps.WARM) {
      try (Bench bench = new Bench(ytDlp, scratch)) {
        Outcome outcome = bench.fetch(path);

        assertThat(outcome).as("%s", ytDlp).isInstanceOf(Outcome.Failed.class);
        var failure = ((Outcome.Failed) outcome).failure();
        assertThat(failure.code()).as("%s: %s", ytDlp, failure).isEqualTo(expected);
        assertThat(failure.sentence()).doesNotContain("ERROR", "yt-dlp", "Traceback", "/tmp");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsTooLargeHoweverItComes(Ytdlps ytDlp) throws Exception {
    Limits small = new Limits(1_000_000, Duration.ofHours(1));
    for (String path : List.of("/page", "/nolength/page", "/hls/clip.m3u8", "/hls/separate.m3u8")) {
      try (Bench bench = new Bench(ytDlp, Files.createTempDirectory(scratch, "job"))) {
        assertThat(code(bench.fetch(path, Format.BEST, small))).as(path).isEqualTo(Code.TOO_LARGE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsTooLongBeforeItFetchesIt(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      bench.site.hold("/clip.mp4", 100_000); // so that nothing ends because it is whole
      Limits brief = new Limits(1L << 30, Duration.ofSeconds(60));

      assertThat(code(bench.fetch("/page?duration=61", Format.BEST, brief)))
          .isEqualTo(Code.TOO_LONG);
      assertThat(bench.progress()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "%25(title)s%20%25(id)d%20%25%25",
    "-o%20%2ftmp%2fx%20--exec%20true",
    "%E2%80%AEgpj.exe%00%0a@file%20%22%2ftmp%2fx%22",
    "%F0%9F%90%99%20%E6%9D%B1%E4%BA%AC%20%3Cscript%3E"
  })
  void keepsHostileTitlesOutOfPaths(String title) throws Exception {
    for (Ytdlps ytDlp : Ytdlps.WARM) {
      Path folder = Files.createTempDirectory(scratch, "job");
      try (Bench bench = new Bench(ytDlp, folder)) {
        Outcome.Fetched fetched =
            whole(bench.fetch("/page?media=/short.mp4&title=" + title), "mp4");

        assertThat(fetched.file()).isEqualTo(folder.toRealPath().resolve("media.mp4"));
        assertThat(filesIn(folder)).containsExactly(fetched.file());
      }
    }
  }

  private static Outcome.Fetched whole(Outcome outcome, String extension) {
    assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
    Outcome.Fetched fetched = (Outcome.Fetched) outcome;
    assertThat(fetched.file()).isNotEmptyFile();
    assertThat(fetched.extension()).isEqualTo(extension);
    return fetched;
  }

  private static Code code(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).failure().code();
  }

  /** Never back, from the start to 99, and where the total is known it is one for all streams. */
  private static void assertOneBar(List<Progress> progress, @Nullable Long total) {
    assertThat(progress).extracting(Progress::percent).isSorted().last().isEqualTo(99.0);
    assertThat(progress.getFirst().percent()).isLessThan(5);
    if (total != null) {
      assertThat(progress).extracting(Progress::totalBytes).containsOnly(total);
    }
    assertThat(progress)
        .flatExtracting(at -> List.of(Objects.requireNonNullElse(at.downloadedBytes(), 0L)))
        .isSorted();
  }

  private static List<Path> filesIn(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder.toRealPath())) {
      return files.toList();
    }
  }
}
