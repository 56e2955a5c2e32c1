package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Subtitles;
import dev.fetchlight.job.spec.Subtitles.Placement;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not come beside a video: the video comes all the same, and says what it lacks. */
class ShortfallIT {
  private static final String CLIP = "/page?media=/short.mp4";
  private static final Set<Extra> PICTURE = Set.of(Extra.THUMBNAIL);
  private static final String EN = "/subtitles/en.vtt";

  @TempDir Path scratch;

  static Stream<Arguments> subtitles() {
    return Stream.of(
            List.of("/status/404.vtt", "the site answered 404"),
            List.of("/status/403.vtt", "the site answered 403"),
            List.of("/status/500.vtt", "the site answered 500"),
            List.of("/words", "what the site sends are no subtitles"),
            List.of("/words?.srt", "what the site sends are no subtitles"),
            List.of("/hang?.vtt", "the site did not answer in time"),
            List.of("http://127.0.0.1:1/x.vtt", "the site cannot be reached"),
            List.of("http://10.1.2.3/x.vtt", "they are at 10.1.2.3:80, which"))
        .map(row -> Arguments.of(row.getFirst(), row.getLast()));
  }

  @ParameterizedTest
  @MethodSource("subtitles")
  void subtitlesThatDoNotComeAreLeftOut(String track, String why) throws Exception {
    assertLeftOut(Ytdlps.WARM_DEBIAN, Placement.EMBEDDED, track, why);
  }

  @ParameterizedTest
  @CsvSource({
    "WARM_DEBIAN, BESIDE, /status/404.vtt, the site answered 404",
    "WARM_DEBIAN, BESIDE, /words?.vtt, what the site sends are no subtitles",
    "WARM_ZIPAPP, EMBEDDED, /status/404.vtt, the site answered 404",
    "WARM_ZIPAPP, EMBEDDED, /status/500.vtt, the site answered 500",
    "WARM_ZIPAPP, EMBEDDED, /words?.vtt, what the site sends are no subtitles"
  })
  void whereverTheyShouldGo(Ytdlps ytDlp, Placement placement, String track, String why)
      throws Exception {
    assertLeftOut(ytDlp, placement, track, why);
  }

  private void assertLeftOut(Ytdlps ytDlp, Placement placement, String track, String why)
      throws Exception {
    try (Bench bench = bench(ytDlp)) {
      Choices choices = choices(subtitles(placement, "en", "fr"), Set.of(), null);

      Outcome.Fetched fetched =
          whole(bench.fetch(CLIP + "&tracks=en@" + EN + ",fr@" + track, choices));

      boolean inside = placement == Placement.EMBEDDED;
      assertThat(Probed.of(fetched.file()).streams())
          .filteredOn(stream -> stream.startsWith("subtitle"))
          .hasSize(inside ? 1 : 0);
      assertThat(fetched.subtitles())
          .extracting(Outcome.Beside::language)
          .isEqualTo(inside ? List.of() : List.of("en"));
      assertThat(bench.remarks())
          .as("%s", bench.notes())
          .singleElement()
          .asString()
          .startsWith("The subtitles in French could not be fetched: " + why);
    }
  }

  static Stream<Arguments> wishes() {
    Subtitles none = Subtitles.NONE;
    return Stream.of(
        Arguments.of(
            "&languages=en",
            choices(subtitles(Placement.EMBEDDED, "en", "pt-BR", "de"), Set.of(), null),
            List.of("The site has no subtitles in German and Portuguese (Brazil).")),
        Arguments.of(
            "&tracks=en@/status/404,de@/status/410,fr@/words",
            choices(subtitles(Placement.BESIDE, "en", "de", "fr"), Set.of(), null),
            List.of(
                "The subtitles in English could not be fetched: the site answered 404.",
                "The subtitles in German could not be fetched: the site answered 410.",
                "The subtitles in French could not be fetched: what the site sends are no"
                    + " subtitles.")),
        Arguments.of(
            "&thumbnail=/status/404.jpg",
            choices(none, Set.of(Extra.THUMBNAIL), null),
            List.of("The picture for the file could not be fetched.")),
        Arguments.of(
            "&thumbnail=/hang?.jpg",
            choices(none, Set.of(Extra.THUMBNAIL), null),
            List.of(
                "The picture for the file could not be fetched: the site did not answer in"
                    + " time.")),
        Arguments.of(
            "&thumbnail=/words?.jpg",
            choices(none, Set.of(Extra.THUMBNAIL, Extra.METADATA), null),
            List.of("The picture could not be put into the file.")),
        Arguments.of(
            "",
            choices(none, Set.of(Extra.CHAPTERS), null),
            List.of("The site tells of no chapters.")),
        Arguments.of(
            "&languages=en",
            choices(
                subtitles(Placement.EMBEDDED, "en"), Set.of(Extra.CHAPTERS), new Clip(0.0, 0.5)),
            List.of(
                "A clip comes without subtitles: their times are those of the whole.",
                "A clip comes without chapters: their times are those of the whole.")),
        Arguments.of(
            "&languages=en",
            choices(subtitles(Placement.EMBEDDED, "en"), Set.of(Extra.THUMBNAIL), null),
            List.of()));
  }

  @ParameterizedTest
  @MethodSource("wishes")
  void whatIsMissingIsTold(String query, Choices choices, List<String> remarks) throws Exception {
    try (Bench bench = bench(Ytdlps.WARM_ZIPAPP)) {
      whole(bench.fetch(CLIP + query, choices));

      assertThat(bench.remarks()).containsExactlyInAnyOrderElementsOf(remarks);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WARM_ZIPAPP, 'data:image/gif;base64,R0lGODlhAQABAAAAACw='",
    "WARM_DEBIAN, 'data:image/gif;base64,R0lGODlhAQABAAAAACw='",
    "WARM_ZIPAPP, file:///etc/passwd",
    "WARM_DEBIAN, file:///etc/passwd",
    "WARM_ZIPAPP, javascript:0",
    "WARM_ZIPAPP, rtmp://127.0.0.1/a"
  })
  void oddAddressesBesideTheMediaSinkNothing(Ytdlps ytDlp, String address) throws Exception {
    try (Bench bench = bench(ytDlp)) {
      String odd = URLEncoder.encode(address, StandardCharsets.UTF_8);
      Outcome pictured =
          bench.fetch(CLIP + "&picture=" + odd, choices(Subtitles.NONE, PICTURE, null));
      assertThat(pictured).as("%s", bench.notes()).isInstanceOf(Outcome.Fetched.class);
      assertThat(bench.remarks()).as("%s", bench.notes()).hasSize(1);
      bench.events.clear();

      Outcome outcome =
          bench.fetch(
              CLIP + "&tracks=en@" + EN + ",fr@" + odd,
              choices(subtitles(Placement.BESIDE, "en", "fr"), Set.of(), null));
      assertThat(outcome).as("%s", bench.notes()).isInstanceOf(Outcome.Fetched.class);
      assertThat(bench.remarks()).as("%s", bench.notes()).hasSize(1);
    }
  }

  private Bench bench(Ytdlps ytDlp) throws Exception {
    return new Bench(ytDlp, scratch, Patience.USUAL.giveUpAfter(Duration.ofSeconds(6)));
  }

  private static Outcome.Fetched whole(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
    return (Outcome.Fetched) outcome;
  }

  private static Choices choices(Subtitles subtitles, Set<Extra> extras, @Nullable Clip clip) {
    Set<Extra> some = EnumSet.noneOf(Extra.class);
    some.addAll(extras);
    return new Choices(Format.BEST, AudioFormat.ORIGINAL, Container.ANY, subtitles, some, clip);
  }

  private static Subtitles subtitles(Placement placement, String... languages) {
    return new Subtitles(List.of(languages), placement);
  }
}
