package dev.fetchlight.engine.ytdlp.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warnings of yt-dlp of 2023 to 2026, and what they make of the error after them. */
class PrognosisTest {
  private static final String GONE = "ERROR: [youtube] x: This video has been removed";
  private static final String VAGUE = "ERROR: [youtube] x: This video is not available";
  private static final String UNREAD = "ERROR: [youtube] x: Unable to extract uploader id";
  private static final String NO_RUNTIME =
      "WARNING: [youtube] No supported JavaScript runtime could be found. Only deno is enabled by default; to use another runtime add  --js-runtimes RUNTIME[:PATH]  to your command/config. YouTube extraction without a JS runtime has been deprecated, and some formats may be missing.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[youtube] No supported JavaScript runtime could be found. YouTube extraction without a JS runtime has been deprecated, and some formats may be missing. See  https://github.com/x  for details | NO_RUNTIME",
        "[youtube] x: n challenge solving failed: Some formats may be missing. Ensure you have a supported JavaScript runtime and challenge solver script distribution installed. | UNSOLVED",
        "[youtube] x: Signature solving failed: Some formats may be missing. | UNSOLVED",
        "[youtube] x: nsig extraction failed: You may experience throttling for some formats | UNSOLVED",
        "[youtube] x: Signature extraction failed: Some formats may be missing | UNSOLVED",
        "[youtube] [jsc:deno] Challenge solver lib script version 0.1.0 is not supported (source: python package, variant: minified, supported version: 0.3.1) | UNSOLVED",
        "[youtube] x: ios client https formats require a GVS PO Token which was not provided. They will be skipped as they may yield HTTP Error 403. | NO_TOKEN",
        "[youtube] x: There are missing subtitles languages because a PO token was not provided. | NO_TOKEN",
        "[youtube] Some web_music client https formats have been skipped as they are missing a URL. YouTube may have enabled the SABR-only streaming experiment for the current session. | SABR",
        "[youtube] x: Some tv client https formats have been skipped as they are DRM protected. | DRM",
        "[vimeo] The extractor is attempting impersonation, but no impersonate target is available. If you encounter errors, then see  https://github.com/yt-dlp/yt-dlp#impersonation  for information | NO_IMPERSONATION",
        "[TikTok] The extractor specified to use impersonation for this download, but none of these impersonate targets are available: chrome. | NO_IMPERSONATION",
        "[youtube] The provided YouTube account cookies are no longer valid. They have likely been rotated in the browser as a security measure. | STALE_LOGIN",
        "[youtube] x: Some formats may be missing | LESS",
        "[youtube] x: Only images are available for download. use --list-formats to see them | LESS"
      })
  void knowsWarnings(String said, Handicap expected) {
    assertThat(Handicap.in("WARNING: " + said)).contains(expected);
    assertThat(Handicap.in("ERROR: " + said)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "WARNING: [youtube] x: Falling back on generic information extractor",
    "WARNING: unable to obtain file audio codec with ffprobe",
    "[download] impersonation"
  })
  void passesOverOtherWords(String line) {
    assertThat(Handicap.in(line)).isEmpty();
  }

  @Test
  void blamesAnOldProgramForWhatItCannotRead() {
    Failure off = why(true, false, UNREAD);
    assertThat(off.code()).isEqualTo(Code.ENGINE_OUTDATED);
    assertThat(off.sentence()).contains("too old for YouTube", "operator");
    assertThat(off.passing()).isFalse();

    Failure on = why(true, true, UNREAD);
    assertThat(on.sentence())
        .isEqualTo("This server's yt-dlp is too old for YouTube; an update is under way.");
    assertThat(on.passing()).isTrue();

    assertThat(why(false, true, UNREAD).code()).isEqualTo(Code.UNSUPPORTED_URL);
  }

  @Test
  void saysWhatLacks() {
    Failure failure = why(false, true, NO_RUNTIME, VAGUE);

    assertThat(failure.code()).isEqualTo(Code.ENGINE_OUTDATED);
    assertThat(failure.sentence()).contains("YouTube wants its JavaScript run", "deno");
    assertThat(failure.passing()).as("no update brings it").isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n challenge solving failed: Some formats may be missing | Requested format is not available | ENGINE_OUTDATED | true",
        "ios client https formats require a GVS PO Token | unable to download video data: HTTP Error 403: Forbidden | FORBIDDEN | false",
        "The extractor is attempting impersonation, but no impersonate target is available. | [x] 1: Unable to download webpage: HTTP Error 403: Forbidden | ENGINE_OUTDATED | false",
        "The provided YouTube account cookies are no longer valid | This video is not available | LOGIN_REQUIRED | false",
        "Some tv client https formats have been skipped as they are DRM protected. | Requested format is not available | UNSUPPORTED_URL | false"
      })
  void asksTheWarningsWhereAnErrorIsVague(
      String warning, String error, Code code, boolean passing) {
    Failure failure = why(false, true, "WARNING: [x] 1: " + warning, "ERROR: " + error);

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.passing()).isEqualTo(passing);
    assertThat(failure.sentence()).endsWith(".").doesNotContain("%", "--");
  }

  @Test
  void believesASiteThatGivesItsReason() {
    assertThat(why(true, true, NO_RUNTIME, GONE).code()).isEqualTo(Code.NOT_FOUND);
    assertThat(why(true, true, NO_RUNTIME, "ERROR: [youtube] x: Private video").code())
        .isEqualTo(Code.LOGIN_REQUIRED);
  }

  @Test
  void doubtsWhatAnOldOneIsTold() {
    Failure failure = why(true, true, VAGUE);

    assertThat(failure.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(failure.sentence()).contains("old");
    assertThat(why(false, true, VAGUE).sentence()).doesNotContain("old");
  }

  @ParameterizedTest
  @CsvSource({"youtube,ENGINE_OUTDATED", "generic,FORBIDDEN", ",FORBIDDEN"})
  void aRefusalByASiteThatItKnowsIsOfAge(@Nullable String extractor, Code expected) {
    Failure refused = Diagnosis.of(List.of("ERROR: HTTP Error 403: Forbidden"), List.of());

    assertThat(prognosis(true, false).of(refused, List.of(), Optional.of(info(extractor, 1, 1))))
        .extracting(Failure::code)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEST | 640 | 360 | false | NO_RUNTIME | YouTube gave only 360p, because this server has no JavaScript runtime.",
        "BEST | 640 | 360 | true | | YouTube gave only 360p, because this server's yt-dlp is too old for it.",
        "BEST | 640 | 360 | false | | ",
        "BEST | 1280 | 720 | true | NO_RUNTIME | ",
        "UP_TO_480P | 640 | 480 | true | NO_RUNTIME | ",
        "UP_TO_1080P | 1280 | 720 | false | SABR | YouTube gave only 720p, because it gives the rest only to its own player (SABR).",
        "BEST | 360 | 640 | false | UNSOLVED | YouTube gave only 360p, because its challenge was not solved.",
        "AUDIO | 640 | 360 | true | NO_RUNTIME | ",
        "BEST | | | true | NO_RUNTIME | "
      })
  void saysWhyThePictureIsSmall(
      Format asked,
      @Nullable Integer width,
      @Nullable Integer height,
      boolean old,
      @Nullable Handicap held,
      @Nullable String sentence) {
    assertThat(
            prognosis(old, true)
                .smaller(
                    Optional.ofNullable(held).stream().toList(),
                    info("youtube", width, height),
                    asked))
        .isEqualTo(Optional.ofNullable(sentence));
  }

  private static Failure why(boolean old, boolean renewed, String... lines) {
    List<String> said = List.of(lines);
    return prognosis(old, renewed)
        .of(
            Diagnosis.of(said, List.of()),
            said.stream().map(Handicap::in).flatMap(Optional::stream).toList(),
            Optional.empty());
  }

  private static Prognosis prognosis(boolean old, boolean renewed) {
    Link link = ((Link.Valid) Link.parse("https://www.youtube.com/watch?v=x")).link();
    return new Prognosis(link, () -> old, renewed);
  }

  private static VideoInfo info(
      @Nullable String extractor, @Nullable Integer width, @Nullable Integer height) {
    return new VideoInfo("x", "x", null, null, false, extractor, null, width, height);
  }
}
