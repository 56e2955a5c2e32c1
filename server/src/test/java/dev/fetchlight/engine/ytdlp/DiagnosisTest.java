package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.Refusal;
import dev.fetchlight.job.Failure;
import dev.fetchlight.job.Failure.Code;
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
        "[youtube] abc: Premieres in 3 hours | NOT_FOUND",
        "[youtube] abc: This live event will begin in 5 days. | NOT_FOUND",
        "[generic] Unable to download webpage: HTTP Error 403: Forbidden (caused by <HTTPError 403: Forbidden>) | FORBIDDEN",
        "unable to download video data: HTTP Error 403: Forbidden | FORBIDDEN",
        "[generic] Unable to download webpage: HTTP Error 401: Unauthorized | LOGIN_REQUIRED",
        "[youtube] abc: Private video. Sign in if you've been granted access to this video | LOGIN_REQUIRED",
        "[youtube] abc: Join this channel to get access to members-only content like this video | LOGIN_REQUIRED",
        "[youtube] abc: Sign in to confirm your age. This video may be inappropriate for some users. | LOGIN_REQUIRED",
        "[vimeo] 1: This video is only available for registered users. Use --username and --password | LOGIN_REQUIRED",
        "[youtube] abc: Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies | NETWORK",
        "[generic] None: Unable to download webpage: HTTP Error 429:  (caused by <HTTPError 429: ''>) | NETWORK",
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
        "something nobody has ever seen | INTERNAL"
      })
  void findsTheClassInTheWords(String message, Code expected) {
    for (String advice : List.of("", ADVICE_OF_2023)) {
      Failure failure = Diagnosis.of(List.of("ERROR: " + message + advice), List.of());

      assertThat(failure.code()).as("%s%s", message, advice).isEqualTo(expected);
      assertThat(failure.sentence()).endsWith(".").doesNotContain("http", "ERROR", "yt-dlp");
    }
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
    assertThat(Diagnosis.of(List.of(), List.of()).code()).isEqualTo(Code.INTERNAL);
  }
}
