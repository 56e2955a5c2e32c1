package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Live;
import dev.fetchlight.job.spec.Subtitles;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams and their sources that are not whole, whatever ffmpeg would make of them. */
class StreamsIT {
  private static final String END = "#EXT-X-ENDLIST\n";
  private static final String ONE = "#EXTINF:1,\n/hls/clip0.ts\n";
  private static final String TWO = ONE + "#EXTINF:1,\n/hls/clip1.ts\n";

  @TempDir Path scratch;

  record Row(
      String name, String link, Choices choices, Code code, String words, Set<Ytdlps> with) {}

  static Stream<Arguments> rows() {
    Choices best = Choices.of(Format.BEST);
    Choices clip = choices(Format.BEST, Container.ANY, new Clip(0.0, 1.0));
    Choices audio = choices(Format.AUDIO, Container.ANY, null);
    Choices mkv = choices(Format.BEST, Container.MKV, null);
    return Stream.of(
            row("live, clip", list(TWO), clip, Code.UNSUPPORTED_URL, "live stream"),
            row(
                "a list that is cut",
                list("#EXT-X-PLAYLIST-TYPE:VOD\n" + TWO + "#EXTINF:1,\n"),
                best,
                Code.UNSUPPORTED_URL,
                "makes no sense"),
            row(
                "Dynamic",
                mpd("type=\"Dynamic\"", period("list0.m4s", "list1.m4s")),
                best,
                Code.UNSUPPORTED_URL,
                "live stream"),
            row(
                "parts that are not handed out",
                list(parts("/noranges/hls/clip0.ts", 56_400) + END),
                best,
                Code.NETWORK,
                "parts of one file"),
            row(
                "a segment that is not there",
                list(ONE + "#EXTINF:1,\n/status/404.ts\n" + END),
                best,
                Code.NOT_FOUND,
                "A segment"),
            row(
                "a segment that is refused",
                list(ONE + "#EXTINF:1,\n/status/403.ts\n" + END),
                best,
                Code.FORBIDDEN,
                "a segment"),
            row(
                "a picture for a segment",
                mpd("type=\"static\"", period("list0.m4s", "/thumbnail.png", "list2.m4s")),
                best,
                Code.NETWORK,
                "no video"),
            row(
                "half a segment",
                mpd("type=\"static\"", period("list0.m4s", "half.m4s", "list4.m4s")),
                best,
                Code.NETWORK,
                "ends too early"),
            row(
                "half a segment of a list",
                list(
                    "#EXT-X-MAP:URI=\"/hls/fmp4/init.mp4\"\n#EXTINF:1,\n/hls/fmp4/list0.m4s\n"
                        + "#EXTINF:1,\n/hls/fmp4/half.m4s\n"
                        + END),
                best,
                Code.NETWORK,
                "ends too early"),
            row("half a file, mkv", "/page?media=/half.mp4", mkv, Code.NETWORK, "before the video"),
            row(
                "half a file, audio",
                "/page?media=/half.mp4",
                audio,
                Code.NETWORK,
                "before the video"),
            row(
                "radio on a page",
                "/nolength/page?media=/clip.mp4&field.icy-name=Radio",
                best.with(Live.WAIT),
                Code.UNSUPPORTED_URL,
                "live stream"),
            new Row(
                "two periods",
                mpd("type=\"static\"", period("list0.m4s") + period("list1.m4s")),
                best,
                Code.UNSUPPORTED_URL,
                "several parts",
                Set.of(Ytdlps.WARM_DEBIAN)))
        .flatMap(
            row -> row.with().stream().sorted().map(with -> Arguments.of(row.name(), with, row)));
  }

  private static Row row(String name, String link, Choices choices, Code code, String words) {
    return new Row(name, link, choices, code, words, Ytdlps.WARM);
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("rows")
  void areNotTakenForWhole(String name, Ytdlps ytDlp, Row row) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome outcome = bench.fetch(row.link(), row.choices());

      assertThat(outcome).as("%s: %s", name, bench.notes()).isInstanceOf(Outcome.Failed.class);
      Failure failure = ((Outcome.Failed) outcome).failure();
      assertThat(failure.code()).as("%s", bench.notes()).isEqualTo(row.code());
      assertThat(failure.sentence()).as("%s", bench.notes()).contains(row.words());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WARM_DEBIAN", "WARM_ZIPAPP"})
  void thatGoOnAreBroadcasts(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      for (String link :
          List.of(
              list(TWO),
              list(TWO + "# soon: " + END),
              list(TWO + "#EXT-X-ENDLISTS\n"),
              list("/hls/clip0.ts\n/hls/clip1.ts\n"))) {
        Outcome outcome = bench.fetch(link, Choices.of(Format.BEST).with(Live.WAIT));

        assertThat(outcome).as("%s: %s", link, bench.notes()).isInstanceOf(Outcome.Later.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WARM_DEBIAN", "WARM_ZIPAPP"})
  void thatAreWholeAreTaken(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      String[] segments =
          IntStream.range(0, 12).mapToObj("list%d.m4s"::formatted).toArray(String[]::new);
      for (String link :
          new String[] {
            "/hls/fmp4/list.m3u8",
            list(parts("/hls/clip0.ts", Files.size(bench.site.file("hls/clip0.ts"))) + END),
            mpd("type=\"static\"", period(segments))
          }) {
        assertThat(bench.fetch(link, Choices.of(Format.BEST)))
            .as("%s: %s", link, bench.notes())
            .isInstanceOf(Outcome.Fetched.class);
        bench.events.clear();
      }
    }
  }

  /** A file as a list of two stretches of it. */
  private static String parts(String file, long size) {
    return "#EXTINF:1,\n#EXT-X-BYTERANGE:18800@0\n%s\n#EXTINF:1,\n#EXT-X-BYTERANGE:%d@18800\n%s\n"
        .formatted(file, size - 18_800, file);
  }

  private static String list(String lines) {
    return say(
        "x.m3u8", "application/vnd.apple.mpegurl", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n" + lines);
  }

  private static String mpd(String type, String periods) {
    return say(
        "x.mpd",
        "application/dash+xml",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" %s>%s</MPD>"
            .formatted(type, periods));
  }

  private static String period(String... segments) {
    StringBuilder all = new StringBuilder();
    for (String segment : segments) {
      all.append("<SegmentURL media=\"%s\"/>".formatted(segment));
    }
    return """
    <Period duration="PT12S"><BaseURL>/hls/fmp4/</BaseURL><AdaptationSet mimeType="video/mp4">
    <Representation id="v" bandwidth="2500000" codecs="avc1.42c01e" width="640" height="360">
    <SegmentList duration="1"><Initialization sourceURL="init.mp4"/>%s</SegmentList>
    </Representation></AdaptationSet></Period>
    """
        .formatted(all);
  }

  private static String say(String name, String type, String text) {
    return "/say/%s?type=%s&text=%s".formatted(name, encoded(type), encoded(text));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Choices choices(Format format, Container container, @Nullable Clip clip) {
    return new Choices(format, AudioFormat.ORIGINAL, container, Subtitles.NONE, Set.of(), clip);
  }
}
