package dev.fetchlight.engine.ytdlp.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.Strain;
import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as yt-dlp 2023.03.04 and 2025.11.12 write them. */
class DiagnosisTest {
  private static final String ADVICE_OF_2023 =
      "; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= , filling out the"
          + " appropriate issue template. Confirm you are on the latest version using  yt-dlp -U";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[generic] None: Unable to download webpage: HTTP Error 404: Not Found (caused by <HTTPError 404: 'Not Found'>) | NOT_FOUND",
        "[generic] Unable to download webpage: HTTP Error 404: Not Found (caused by <HTTPError 404: Not Found>) | NOT_FOUND",
        "[generic] None: Unable to download webpage: HTTP Error 410: Gone (caused by <HTTPError 410: 'Gone'>) | NOT_FOUND",
        "unable to download video data: HTTP Error 404: Not Found | NOT_FOUND",
        "[youtube] abc: Video unavailable | NOT_FOUND",
        "[youtube] abc: Video unavailable. This video has been removed by the uploader | NOT_FOUND",
        "[youtube] abc: Premieres in 3 hours | UPCOMING",
        "[youtube] abc: This live event will begin in 5 days. | UPCOMING",
        "[generic] Unable to download webpage: HTTP Error 403: Forbidden (caused by <HTTPError 403: Forbidden>) | FORBIDDEN",
        "unable to download video data: HTTP Error 403: Forbidden | FORBIDDEN",
        "[generic] Unable to download webpage: HTTP Error 401: Unauthorized | LOGIN_REQUIRED",
        "[youtube] abc: Private video. Sign in if you've been granted access to this video | LOGIN_REQUIRED",
        "[youtube] abc: Join this channel to get access to members-only content like this video | LOGIN_REQUIRED",
        "[youtube] abc: Sign in to confirm your age. This video may be inappropriate for some users. | LOGIN_REQUIRED",
        "[vimeo] 1: This video is only available for registered users. Use --username and --password | LOGIN_REQUIRED",
        "[youtube] abc: Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies for the authentication | RATE_LIMITED",
        "[generic] None: Unable to download webpage: HTTP Error 429:  (caused by <HTTPError 429: ''>) | RATE_LIMITED",
        "[bbc] x: This video is not available from your location due to geo restriction | GEO_BLOCKED",
        "[youtube] abc: The uploader has not made this video available in your country | GEO_BLOCKED",
        "Unsupported URL: https://example.com/login/private | UNSUPPORTED_URL",
        "[x] 1: No video formats found! | UNSUPPORTED_URL",
        "[x] 1: Requested format is not available. Use --list-formats for a list | UNSUPPORTED_URL",
        "[x] 1: This video is DRM protected | UNSUPPORTED_URL",
        "[x] 1: Unable to extract video id | UNSUPPORTED_URL",
        "[generic] Unable to download webpage: [Errno -2] Name or service not known (caused by TransportError('x')) | NETWORK",
        "[generic] None: Unable to download webpage: <urlopen error [Errno 111] Connection refused> | NETWORK",
        "[generic] Unable to download webpage: _ssl.c:975: The handshake operation timed out | TIMEOUT",
        "[generic] Unable to download webpage: The read operation timed out | TIMEOUT",
        "[generic] Unable to download webpage: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed | NETWORK",
        "[download] Got error: Remote end closed connection without response. Giving up after 5 retries | NETWORK",
        "[download] Got error: HTTP Error 500: Internal Server Error. Giving up after 5 retries | NETWORK",
        "[download] Got error: 1024 bytes read, 4096 more expected. Giving up after 5 retries | NETWORK",
        "fragment 1 not found, unable to continue | NETWORK",
        "The downloaded file is empty | NETWORK",
        "unable to write data: [Errno 28] No space left on device | NO_SPACE",
        "Postprocessing: Conversion failed! | INTERNAL",
        "[youtube] abc: Video unavailable. This content isn’t available, try again later. The current session has been rate-limited by YouTube for up to an hour. | RATE_LIMITED",
        "[Instagram] abc: Requested content is not available, rate-limit reached or login required. Use --cookies, --cookies-from-browser, --username and --password, --netrc-cmd, or --netrc (instagram) to provide account credentials | LOGIN_REQUIRED",
        "[Instagram] abc: You need to log in to access this content. Use --cookies for the authentication | LOGIN_REQUIRED",
        "[generic] Got HTTP Error 403 caused by Cloudflare anti-bot challenge; try again with  --extractor-args \"generic:impersonate\" | RATE_LIMITED",
        "[generic] Unable to download webpage: HTTP Error 403: Forbidden; try again with --cookies | FORBIDDEN",
        "[BiliBili] 1: Request is blocked by server (412), please add cookies, wait and try later. | RATE_LIMITED",
        "[TikTok] 1: Your IP address is blocked from accessing this post | RATE_LIMITED",
        "[reddit] 1: Your IP address is unable to access the Reddit API | RATE_LIMITED",
        "[youtube] abc: All player responses are invalid. Your IP is likely being blocked by Youtube | RATE_LIMITED",
        "[Udemy] 1: Udemy asks you to solve a CAPTCHA. Login with browser, solve CAPTCHA, then export cookies | RATE_LIMITED",
        "[soundcloud] 1: You have exceeded the rate limit. Try again later | RATE_LIMITED",
        "[vimeo] 1: This video is protected by a password, use the --video-password option | LOGIN_REQUIRED",
        "[twitter] 1: NSFW tweet requires authentication. Use --cookies | LOGIN_REQUIRED",
        "[twitter] 1: You are not authorized to view this protected tweet. Use --cookies | LOGIN_REQUIRED",
        "[facebook] 1: This video is only available for registered users. Use --cookies | LOGIN_REQUIRED",
        "[vk] 1: Video 1 is for friends only | LOGIN_REQUIRED",
        "[patreon] 1: You do not have access to this post | LOGIN_REQUIRED",
        "[x] 1: This video is paid, subscribe to download it | LOGIN_REQUIRED",
        "[x] 1: Video 1 is not available for free | LOGIN_REQUIRED",
        "/x/cookies does not look like a Netscape format cookies file | LOGIN_REQUIRED",
        "[youtube] abc: Video unavailable. The uploader has not made this video available in your country | GEO_BLOCKED",
        "[youtube] abc: Video unavailable. This video contains content from SME, who has blocked it in your country on copyright grounds | GEO_BLOCKED",
        "[youku] 1: Youku said: Sorry, this video is available in China only | GEO_BLOCKED",
        "[svt] 1: This video is only available in Sweden | GEO_BLOCKED",
        "[x] 1: This song is blocked in this region | GEO_BLOCKED",
        "[x] 1: Unable to download JSON metadata: HTTP Error 451: Unavailable For Legal Reasons | GEO_BLOCKED",
        "[youtube] abc: Video unavailable. This video is no longer available because the YouTube account associated with this video has been terminated. | NOT_FOUND",
        "[youtube] abc: This video has been removed for violating YouTube's Terms of Service | NOT_FOUND",
        "[youtube] abc: Video unavailable. This video is no longer available due to a copyright claim by X | NOT_FOUND",
        "[youtube:tab] abc: This channel does not exist. | NOT_FOUND",
        "[twitch:vod] 1: Video 1 does not exist | NOT_FOUND",
        "[twitch:stream] x: The channel is not currently live | NOT_FOUND",
        "[twitcasting] x: Livestream has ended. | NOT_FOUND",
        "[x] 1: This livestream has not yet started | UPCOMING",
        "[x] 1: Track not found | NOT_FOUND",
        "[x] 1: Content not found; it has most likely expired | NOT_FOUND",
        "[TikTok] 1: Video not available, status code 10204 | NOT_FOUND",
        "[DRM] The requested site is known to use DRM protection. It will NOT be supported. | UNSUPPORTED_URL",
        "[Piracy] This website is no longer supported since it has been determined to be primarily used for piracy. | UNSUPPORTED_URL",
        "[generic] You've asked yt-dlp to download a blob URL. A blob URL exists only locally in your browser. | UNSUPPORTED_URL",
        "[twitter] 1: No video could be found in this tweet | UNSUPPORTED_URL",
        "[Instagram] 1: There is no video in this post | UNSUPPORTED_URL",
        "[x] 1: This article does not have a video. | UNSUPPORTED_URL",
        "[youtube] abc: Requested format is not available. Use --list-formats for a list of available formats | UNSUPPORTED_URL",
        "This format cannot be partially downloaded. Aborting | UNSUPPORTED_URL",
        "[x] 1: XSite said: something of its own | UNSUPPORTED_URL",
        "[x] 1: An extractor error has occurred. (caused by KeyError('private')) | UNSUPPORTED_URL",
        "[generic] Unable to download webpage: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer')) | NETWORK",
        "[generic] Unable to download webpage: [Errno 101] Network is unreachable (caused by TransportError('x')) | NETWORK",
        "[generic] Unable to download webpage: Failed to resolve 'x.invalid' ([Errno -2] Name or service not known) | NETWORK",
        "[generic] Unable to download webpage: HTTP Error 503: Service Unavailable | NETWORK",
        "[generic] Unable to download webpage: HTTP Error 500: Internal Server Error | NETWORK",
        "unable to download video data: Tunnel connection failed: 502 Bad Gateway | NETWORK",
        "Did not get any data blocks | NETWORK",
        "content too short (expected 100 bytes and served 50) | NETWORK",
        "[generic] Unable to download webpage: HTTP Error 504: Gateway Time-out | TIMEOUT",
        "[x] 1: Unable to download JSON metadata: HTTP Error 408: Request Timeout | TIMEOUT",
        "unable to write data: [Errno 122] Disk quota exceeded | NO_SPACE",
        "Postprocessing: Error opening output files: No space left on device | NO_SPACE",
        "Postprocessing: ffprobe and ffmpeg not found. Please install or provide the path using --ffmpeg-location | INTERNAL",
        "Postprocessing: Stream #0:1 -> #0:1 (copy) | INTERNAL",
        "unable to open for writing: [Errno 13] Permission denied: 'media.mp4.part' | DISK_FAILED",
        "unable to rename file: [Errno 2] No such file or directory | INTERNAL"
      })
  void findsTheClassInTheWords(String message, Code expected) {
    for (String advice : List.of("", ADVICE_OF_2023)) {
      Failure failure = Diagnosis.of(List.of("ERROR: " + message + advice), List.of());

      assertThat(failure.code()).as("%s%s", message, advice).isEqualTo(expected);
      assertThat(failure.sentence()).endsWith(".").doesNotContain("http", "ERROR", "--");
    }
  }

  /** In words for people, and whether it is worth another try by itself. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unable to download video data: HTTP Error 503: Service Unavailable | answered with an error (503) | true",
        "[download] Got error: HTTP Error 500: Internal Server Error. Giving up after 5 retries | answered with an error (500) | true",
        "[x] 1: Unable to download JSON metadata: HTTP Error 504: Gateway Time-out | answered with an error (504) | true",
        "[generic] Unable to download webpage: HTTP Error 502: Bad Gateway | answered with an error (502) | true",
        "[generic] Unable to download webpage: HTTP Error 502: Site out of reach | cannot be reached | true",
        "[generic] Unable to download webpage: HTTP Error 504: Site too slow | did not answer in time | true",
        "[generic] Unable to download webpage: <urlopen error Tunnel connection failed: 502 Site out of reach> | cannot be reached | true",
        "[generic] Unable to download webpage: HTTP Error 302: The HTTP server returned a redirect error that would lead to an infinite loop. | never to a file | false",
        "[generic] Unable to download webpage: HTTP Error 302: Found (redirect loop detected) | never to a file | false",
        "[generic] Unable to download webpage: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate | certificate is not right | false",
        "[generic] Unable to download webpage: [SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] | no secure connection | true",
        "Unable to handle request: Unsupported url scheme: \"rtmp\" (urllib) | neither http nor https | false",
        "unable to download video data: <urlopen error unknown url type: rtmp> | neither http nor https | false",
        "The downloaded file is empty | is empty | false",
        "Did not get any data blocks | is empty | false",
        "[download] Got error: 1024 bytes read, 4096 more expected. Giving up after 5 retries | shorter than | true",
        "content too short (expected 100 bytes and served 50) | shorter than | true",
        "[download] Got error: HTTP Error 404: Not Found. Giving up after 5 fragment retries | segment of the video is missing | false",
        "fragment 3 not found, unable to continue | segment of the video | true",
        "Postprocessing: WARNING: unable to obtain file audio codec with ffprobe | has no sound | false",
        "[generic] Unable to download webpage: HTTP Error 401: Unauthorized | user name and a password | false"
      })
  void saysWhatItIsAndWhetherItPasses(String message, String words, boolean passing) {
    Failure failure = Diagnosis.of(List.of("ERROR: " + message), List.of());

    assertThat(failure.sentence()).as(message).contains(words);
    assertThat(failure.passing()).as(message).isEqualTo(passing);
  }

  @Test
  void namesTheSettingThatOpensAnAddress() {
    Failure failure = Diagnosis.of(List.of(), List.of(new Refusal("10.0.0.1:80", "private")));

    assertThat(failure.sentence()).contains("10.0.0.1:80").contains("FETCHLIGHT_EGRESS_ALLOW");
  }

  /** yt-dlp says only that it ended. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://example.com/a.mp4?sig=1: Server returned 403 Forbidden (access denied) | FORBIDDEN",
        "[https @ 0x55] HTTP error 404 Not Found | NOT_FOUND",
        "https://example.com/a: Server returned 5XX Server Error reply | NETWORK",
        "[http @ 0x55] Stream ends prematurely at 2000000, should be 4032342 | NETWORK",
        "[tcp @ 0x55] Connection to tcp://127.0.0.1:9 failed: Connection refused | NETWORK",
        "[file @ 0x55] Error writing trailer: No space left on device | NO_SPACE",
        "nothing at all | NETWORK"
      })
  void asksFfmpegWhyItFailed(String words, Code expected) {
    List<String> complaints = List.of(words, "", "ERROR: ffmpeg exited with code 1");

    assertThat(Diagnosis.of(complaints, List.of()).code()).isEqualTo(expected);
  }

  @Test
  void tellsABugOfYtDlpFromAnAnswerOfTheSite() {
    Failure bug = Diagnosis.of(List.of("ERROR: [x] 1: 'NoneType'" + ADVICE_OF_2023), List.of());
    Failure answer = Diagnosis.of(List.of("ERROR: [x] 1: Not today"), List.of());

    assertThat(bug.sentence()).contains("newer");
    assertThat(answer.sentence()).contains("log");
  }

  @Test
  void putsARefusedAddressBeforeEverythingElse() {
    Failure failure =
        Diagnosis.of(
            List.of("ERROR: The downloaded file is empty"),
            List.of(new Refusal("10.0.0.1:80", "private")));

    assertThat(failure.code()).isEqualTo(Code.BLOCKED_ADDRESS);
    assertThat(failure.sentence()).contains("10.0.0.1:80");
  }

  @Test
  void looksPastTracebacksAndWarnings() {
    List<String> complaints =
        List.of(
            "Traceback (most recent call last):",
            "  File \"/usr/lib/python3/dist-packages/yt_dlp/login.py\", line 1",
            "WARNING: HTTP Error 404: Not Found",
            "KeyError: 'private'");

    assertThat(Diagnosis.of(complaints, List.of()).code()).isEqualTo(Code.INTERNAL);
    assertThat(Diagnosis.mayBeOld(Diagnosis.of(complaints, List.of()))).isTrue();
    for (String words :
        List.of(
            "'NoneType' object has no attribute 'get'",
            "list index out of range",
            "string indices must be integers",
            "'str' object is not callable",
            "name 'traverse' is not defined")) {
      assertThat(Diagnosis.mayBeOld(Diagnosis.of(List.of("ERROR: " + words), List.of())))
          .as(words)
          .isTrue();
    }
    Failure ours = Diagnosis.of(List.of("ERROR: unable to rename file: x"), List.of());
    assertThat(Diagnosis.mayBeOld(ours)).as("our own disk is not to be held against it").isFalse();
    assertThat(Diagnosis.of(List.of(), List.of()).code()).isEqualTo(Code.INTERNAL);
  }

  @Test
  void whateverTheWordsItComesToAnEnd() {
    Strain.one(
        "your ip is " + "being ".repeat(1_300),
        text -> Diagnosis.of(List.of("ERROR: " + text), List.of()),
        "being");
    Strain.on(
        text -> {
          Diagnosis.of(
              List.of("ERROR: " + text, "ERROR: [download] Got error: " + text), List.of());
          Diagnosis.of(List.of("ERROR: ffmpeg exited", "[" + text), List.of());
          Excuse.gone(
              List.of("ERROR: Unable to download video subtitles for 'en': " + text), List.of());
          Excuse.gaveUp(List.of("ERROR: [download] Got error: " + text), List.of());
        },
        1_000,
        "http error 404 ",
        "use --");
  }
}
