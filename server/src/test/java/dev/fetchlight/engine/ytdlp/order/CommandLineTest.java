package dev.fetchlight.engine.ytdlp.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.spec.Aside;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Finer;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Preferences;
import dev.fetchlight.job.spec.Preferences.Codec;
import dev.fetchlight.job.spec.Preferences.DynamicRange;
import dev.fetchlight.job.spec.Preferences.FrameRate;
import dev.fetchlight.job.spec.SponsorBlock;
import dev.fetchlight.job.spec.SponsorBlock.Category;
import dev.fetchlight.job.spec.Subtitles;
import dev.fetchlight.job.spec.Subtitles.Placement;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {
  private static final Link LINK = new Link("https://example.com/--exec=x?a=$(id)");
  private static final URI SPONSORS = URI.create("http://sponsors.example");
  private static final List<Subtitles> SUBTITLES =
      List.of(
          Subtitles.NONE,
          new Subtitles(List.of("en", "all"), Placement.BESIDE),
          new Subtitles(List.of("zh-Hant", "pt-BR"), Placement.EMBEDDED));

  /** Every choice with every other. */
  static List<Choices> choices() {
    List<Choices> all = new ArrayList<>();
    for (Format format : Format.values()) {
      for (AudioFormat audio : AudioFormat.values()) {
        for (Container container : Container.values()) {
          for (Subtitles subtitles : SUBTITLES) {
            for (Set<Extra> extras : List.of(Set.<Extra>of(), EnumSet.allOf(Extra.class))) {
              Preferences liked = new Preferences(Codec.H265, DynamicRange.SDR, FrameRate.ABOUT_60);
              Finer finer = new Finer(liked, SponsorBlock.NONE, Set.of());
              all.add(new Choices(format, audio, container, subtitles, extras, null, finer));
              all.add(new Choices(format, audio, container, subtitles, extras, null));
              Clip clip = new Clip(1.5, 100.0);
              all.add(new Choices(format, audio, container, subtitles, extras, clip));
            }
          }
        }
      }
    }
    return all.stream().distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("choices")
  void putsTheLinkLastBehindTheEndOfOptions(Choices choices) {
    List<String> command = CommandLine.fetch(choices, Cut.WHILE_FETCHING, SPONSORS, LINK, false);

    assertThat(command).startsWith("--ignore-config").endsWith("--", LINK.value());
    assertThat(command).filteredOn(word -> word.contains("example.com")).hasSize(1);
    assertThat(command).containsSequence("--output", "media.%(ext)s");
    List<String> options = command.subList(0, command.indexOf("--"));
    assertThat(options)
        .doesNotContain("--exec", "--netrc", "--plugin-dirs", "--cookies-from-browser", "--paths")
        .noneMatch(word -> word.contains("exec"));
  }

  /** ffmpeg would fetch rtmp, rtsp or mms past the proxy. */
  @ParameterizedTest
  @MethodSource("choices")
  void takesOnlyStreamsThatComeOverHttp(Choices choices) {
    String streams = after("--format", choices);

    for (String stream : streams.split("(?<=])[+/](?=b)", -1)) {
      assertThat(stream).matches("(bv\\*|ba|b)\\[protocol~='\\^\\(https\\?\\|[^]]*\\)\\$'].*");
      assertThat(stream).doesNotContain("rtmp", "rtsp", "mms", "ftp");
    }
  }

  @Test
  void differsWithEachChoice() {
    // A clip goes without subtitles, whose times are those of the whole.
    assertThat(choices())
        .filteredOn(each -> each.clip() == null || each.subtitles().equals(Subtitles.NONE))
        .extracting(each -> CommandLine.fetch(each, Cut.WHILE_FETCHING, SPONSORS, LINK, false))
        .doesNotHaveDuplicates();
  }

  @Test
  void prefersWhatNeedsNoConversion() {
    assertThat(
            CommandLine.fetch(Choices.of(Format.BEST), Cut.WHILE_FETCHING, SPONSORS, LINK, false))
        .containsSequence("--format-sort", "res,fps,vcodec:h264,acodec:m4a")
        .doesNotContain("--remux-video", "--recode-video", "--merge-output-format");
    assertThat(
            CommandLine.fetch(
                Choices.of(Format.UP_TO_720P), Cut.WHILE_FETCHING, SPONSORS, LINK, false))
        .containsSequence("--format-sort", "res:720,fps,vcodec:h264,acodec:m4a");
    assertThat(CommandLine.fetch(in(Container.MP4), Cut.WHILE_FETCHING, SPONSORS, LINK, false))
        .containsSequence("--merge-output-format", "mp4", "--remux-video", "mp4")
        .doesNotContain("--recode-video");
    assertThat(after("--format", in(Container.MP4))).startsWith("bv*").contains("[vcodec~='^(avc|");
    assertThat(after("--format", in(Container.MKV))).doesNotContain("vcodec");
  }

  @ParameterizedTest
  @CsvSource({
    "ORIGINAL, best, ''",
    "M4A, m4a, mp4a",
    "MP3, mp3, mp3",
    "OPUS, opus, opus",
    "FLAC, flac, flac",
    "WAV, wav, pcm"
  })
  void takesSoundInItsFormBeforeItConverts(AudioFormat audio, String name, String codec) {
    Choices choices =
        new Choices(Format.AUDIO, audio, Container.ANY, Subtitles.NONE, Set.of(), null);

    assertThat(CommandLine.fetch(choices, Cut.WHILE_FETCHING, SPONSORS, LINK, false))
        .containsSequence("--extract-audio", "--audio-format", name);
    assertThat(after("--format", choices)).startsWith("ba").contains(codec);
  }

  /** "all" is a word of yt-dlp's, and means everything. */
  @Test
  void asksForLanguagesAndTheirVariants() {
    Choices choices = with(SUBTITLES.get(1), null);
    String languages = after("--sub-langs", choices);

    assertThat(CommandLine.fetch(choices, Cut.WHILE_FETCHING, SPONSORS, LINK, false))
        .contains("--write-subs", "--write-auto-subs")
        .doesNotContain("--embed-subs");
    assertThat(languages.split(",", -1))
        .hasSize(2)
        .noneMatch("all"::equals)
        .anyMatch("all"::matches)
        .anySatisfy(
            pattern -> assertThat(List.of("en", "en-us", "en-latn-gb")).allMatch(matching(pattern)))
        .noneMatch("en-orig"::matches)
        .noneMatch("end"::matches);
    assertThat(
            CommandLine.fetch(
                with(SUBTITLES.get(2), null), Cut.WHILE_FETCHING, SPONSORS, LINK, false))
        .contains("--embed-subs");
  }

  @Test
  void writesTheTimesOfAClipItself() {
    assertThat(after("--download-sections", with(Subtitles.NONE, new Clip(1e-3, 1e5))))
        .isEqualTo("*0.001-100000.000");
    assertThat(after("--download-sections", with(Subtitles.NONE, new Clip(null, 0.5))))
        .isEqualTo("*0-0.500");
    assertThat(after("--download-sections", with(Subtitles.NONE, new Clip(83.25, null))))
        .isEqualTo("*83.250-1000000");
    assertThat(
            CommandLine.fetch(
                with(SUBTITLES.get(2), new Clip(1.0, 2.0)),
                Cut.WHILE_FETCHING,
                SPONSORS,
                LINK,
                false))
        .doesNotContain("--write-subs", "--embed-subs", "--embed-chapters");
  }

  @ParameterizedTest
  @MethodSource("finer")
  void putsFinerChoicesIntoOptions(Finer finer, List<String> there, List<String> notThere) {
    List<String> command = CommandLine.fetch(with(finer, null), Cut.ON_DISK, SPONSORS, LINK, false);

    assertThat(command).containsAll(there).doesNotContainAnyElementsOf(notThere);
  }

  static Stream<Arguments> finer() {
    String server = SPONSORS.toString();
    Set<Category> some = Set.of(Category.OUTRO, Category.SPONSOR);
    return Stream.of(
        Arguments.of(
            Finer.NONE,
            List.of(),
            List.of("--sponsorblock-api", "--sponsorblock-mark", "--sponsorblock-remove")),
        Arguments.of(
            new Finer(Preferences.NONE, new SponsorBlock(some, Set.of()), Set.of()),
            List.of(
                "--sponsorblock-api",
                server,
                "--sponsorblock-mark",
                "sponsor,outro",
                "--embed-chapters"),
            List.of("--sponsorblock-remove", "--no-embed-chapters", "--split-chapters")),
        Arguments.of(
            new Finer(Preferences.NONE, new SponsorBlock(Set.of(), some), Set.of()),
            List.of("--sponsorblock-api", server, "--sponsorblock-remove", "sponsor,outro"),
            List.of("--sponsorblock-mark", "--embed-chapters")),
        Arguments.of(
            new Finer(Preferences.NONE, SponsorBlock.NONE, Set.of(Aside.values())),
            List.of("after_move:@parts %(chapters.:301.{start_time,end_time,title})j"),
            List.of("--split-chapters", "--keep-video", "--extract-audio")));
  }

  /** The times of a clip are not those that SponsorBlock and the site speak of. */
  @Test
  void asksNothingOfTheWholeForAClip() {
    Finer finer =
        new Finer(
            Preferences.NONE,
            new SponsorBlock(Set.of(), Set.of(Category.INTRO)),
            Set.of(Aside.CHAPTERS));

    assertThat(
            CommandLine.fetch(with(finer, new Clip(1.0, 2.0)), Cut.ON_DISK, SPONSORS, LINK, false))
        .noneMatch(word -> word.contains("sponsor") || word.contains("@parts"));
  }

  @Test
  void likesSomePicturesBetterUpToTheSizeThatIsWanted() {
    Preferences all = new Preferences(Codec.AV1, DynamicRange.HDR, FrameRate.AT_MOST_30);
    String codec = "[vcodec~='^av0?1']";
    String range = "[dynamic_range~='^(HDR|HLG|DV)']";
    String rate = "[fps<=31]";

    assertThat(Liking.filters(Preferences.NONE, 720)).isEmpty();
    assertThat(Liking.filters(all, 0))
        .containsExactly(
            codec + range + rate, codec + range, codec + rate, codec, range + rate, range, rate);
    assertThat(Liking.filters(new Preferences(Codec.ANY, DynamicRange.SDR, FrameRate.ANY), 1080))
        .containsExactly(
            "[width<=1080][height>1080][dynamic_range=SDR]", "[height<=1080][dynamic_range=SDR]");
  }

  @Test
  void convertsSubtitlesIntoTheKindThatIsWanted() {
    Subtitles srt = new Subtitles(List.of("en"), Placement.BESIDE, Subtitles.Captions.SRT);
    Choices alone =
        new Choices(Format.SUBTITLES, AudioFormat.ORIGINAL, Container.ANY, srt, Set.of(), null);

    assertThat(CommandLine.fetch(with(srt, null), Cut.WHILE_FETCHING, SPONSORS, LINK, false))
        .containsSequence("--sub-format", "srt/vtt/ass/ttml/best", "--convert-subs", "srt")
        .doesNotContain("--skip-download");
    assertThat(CommandLine.fetch(alone, Cut.WHILE_FETCHING, SPONSORS, LINK, false))
        .contains("--skip-download", "--write-subs", "srt");
  }

  @Test
  void looksWithoutFetching() {
    List<String> preview = CommandLine.preview(LINK, false, 51);
    List<String> expansion = CommandLine.expand(LINK, 1_000);

    assertThat(List.of(preview, expansion))
        .allSatisfy(command ->
            assertThat(command)
                .contains("--simulate", "--flat-playlist")
                .doesNotContain("--no-simulate", "--write-subs")
                .endsWith("--", LINK.value()));
    assertThat(preview).contains("--no-playlist").containsSequence("--playlist-items", "1:51");
    assertThat(CommandLine.preview(LINK, true, 51)).contains("--yes-playlist");
    assertThat(expansion).contains("--yes-playlist", "--lazy-playlist", "1:1000");
  }

  private static java.util.function.Predicate<String> matching(String pattern) {
    return language -> language.matches("(?i)" + pattern);
  }

  private static String after(String option, Choices choices) {
    List<String> command = CommandLine.fetch(choices, Cut.WHILE_FETCHING, SPONSORS, LINK, false);
    return command.get(command.indexOf(option) + 1);
  }

  private static Choices in(Container container) {
    return new Choices(
        Format.BEST, AudioFormat.ORIGINAL, container, Subtitles.NONE, Set.of(), null);
  }

  @Test
  void cutsAStreamOnceItIsHere() {
    List<String> command =
        CommandLine.fetch(
            with(Subtitles.NONE, new Clip(1.5, 4.0)), Cut.ON_DISK, SPONSORS, LINK, false);

    assertThat(command)
        .contains("FFmpegCopyStream", "CopyStream+ffmpeg_i:-ss 1.500 -t 2.500")
        .doesNotContain("--download-sections");
    assertThat(Cut.clip(new Clip(null, 4.0))).isEqualTo("0.000-4.000");
    assertThat(Cut.clip(new Clip(1.5, null))).isEqualTo("1.500-");
    assertThat(Cut.WHILE_FETCHING.suits("https+http")).isTrue();
    assertThat(Cut.WHILE_FETCHING.suits("https+m3u8_native")).isFalse();
    assertThat(Cut.WHILE_FETCHING.suits("")).isFalse();
  }

  private static Choices with(Finer finer, @Nullable Clip clip) {
    return new Choices(
        Format.BEST, AudioFormat.ORIGINAL, Container.ANY, Subtitles.NONE, Set.of(), clip, finer);
  }

  private static Choices with(Subtitles subtitles, @Nullable Clip clip) {
    Set<Extra> extras = EnumSet.allOf(Extra.class);
    return new Choices(Format.BEST, AudioFormat.ORIGINAL, Container.ANY, subtitles, extras, clip);
  }
}
