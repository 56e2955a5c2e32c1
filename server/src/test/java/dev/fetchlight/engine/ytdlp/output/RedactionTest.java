package dev.fetchlight.engine.ytdlp.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.Strain;
import dev.fetchlight.job.spec.Cookies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static final Cookies COOKIES =
      new Cookies(
          """
          # Netscape HTTP Cookie File
          .example.com\tTRUE\t/\tTRUE\t0\tsid\tsecretcookie
          .example.com\tTRUE\t/\tTRUE\t0\tlang\ten
          broken line
          """);
  private static final Redaction REDACTION =
      Redaction.hiding(COOKIES, "/srv/my data/scratch/0193", "job:hunter2hunter2");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ERROR: [generic] Unable to download webpage: HTTP Error 404: Not Found | ERROR: [generic] Unable to download webpage: HTTP Error 404: Not Found",
        "WARNING: [youtube] abc: nsig extraction failed | WARNING: [youtube] abc: nsig extraction failed",
        "Takes 137 - 1920x1080 (1080p)+140 - audio only (medium). | Takes 137 - 1920x1080 (1080p)+140 - audio only (medium).",
        "Unable to open https://example.com/a/b.m3u8?token=abc&x=1 | Unable to open https://example.com/…",
        "open 'https://me:pass@example.com:8443/v' now | open 'https://example.com:8443/…' now",
        "see <https://example.com/sig/AAAA/file/x.ts#frag> | see <https://example.com/…>",
        "Opening RTMP://user@example.com/live | Opening RTMP://example.com/…",
        "proxy http://job:hunter2hunter2@127.0.0.1:4711 refused | proxy http://127.0.0.1:4711/… refused",
        "said job:hunter2hunter2 aloud | said … aloud",
        "got Cookie: sid=secretcookie; lang=en | got Cookie: …",
        "{'Set-Cookie': 'a=b'} | {'Set-Cookie': …",
        "Proxy-Authorization: Basic am9iOmh1bnRlcjI= | Proxy-Authorization: …",
        "the value secretcookie was sent | the value … was sent",
        "access_token=abcdef, next | access_token=…, next",
        "{\"password\": \"hunter2\", \"id\": 7} | {\"password\": \"…\", \"id\": 7}",
        "api_key: 12345 failed | api_key: … failed",
        "/watch?v=abc&t=4 is gone | /watch?… is gone",
        "unable to open '/srv/my data/scratch/0193/media.mp4.part' | unable to open '…/media.mp4.part'",
        "File \"/usr/lib/python3/dist-packages/yt_dlp/YoutubeDL.py\", line 7 | File \"YoutubeDL.py\", line 7",
        "~/.netrc and /tmp/x/y | .netrc and y",
        "either/or, HTTP/1.1, 1920x1080 | either/or, HTTP/1.1, 1920x1080"
      })
  void takesOutWhatNobodyMayRead(String line, String kept) {
    assertThat(REDACTION.of(line.replace("\\\\\"", "\""))).isEqualTo(kept.replace("\\\\\"", "\""));
  }

  @Test
  void keepsALineOnOneLineAndShort() {
    assertThat(REDACTION.of("a\u0000b\r\nc\u001b[31md\u202ee\u2028f")).isEqualTo("a b c [31md e f");
    String cut = REDACTION.of("\ud83d\udc19".repeat(900));
    assertThat(cut.codePointCount(0, cut.length())).isEqualTo(Redaction.LONGEST);
    assertThat(cut).endsWith("\ud83d\udc19…");
  }

  @Test
  void leavesWordsThatAreTooShortToBeASecret() {
    assertThat(REDACTION.of("en is a language")).isEqualTo("en is a language");
    assertThat(Redaction.hiding(null).of("all is well")).isEqualTo("all is well");
  }

  @Test
  void whateverTheLineItComesToAnEnd() {
    Strain.one("HTTP Error 403: " + "token".repeat(1_600), REDACTION::of, "a long reason");
    Strain.one("/" + "a/".repeat(4_090), REDACTION::of, "a deep folder");
    Strain.on(
        REDACTION::of, 8_192, "token", "password = ", "/a/", "~/", "cookie", "http://", "a?b=");
  }

  @Test
  void noHalfOfASecretStaysWhereALineIsCut() {
    for (int length = 3_900; length < 4_100; length++) {
      String before = "x ".repeat(length / 2) + " ".repeat(length % 2);
      assertThat(REDACTION.of("/a/".repeat(600) + " " + before + "https://me:pass@b.example/"))
          .doesNotContain("me:", "pas");
      assertThat(REDACTION.of("/aaaaaaaa/".repeat(length / 10) + " secretcookie"))
          .doesNotContain("secr");
    }
  }
}
