package dev.fetchlight.job.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of what comes back from a site, and what never is. */
class CookieLinesTest {
  private static String line(String domain, String name, long expires) {
    String below = domain.startsWith(".") ? "TRUE" : "FALSE";
    return domain + "\t" + below + "\t/\tFALSE\t" + expires + "\t" + name + "\tvalue\n";
  }

  private static String kept(String text) {
    return CookieLines.of(text, "site.example").cookies().text();
  }

  @ParameterizedTest
  @CsvSource({
    "site.example, true",
    ".site.example, true",
    "www.site.example, true",
    ".a.b.site.example, true",
    "other.example, false",
    "mysite.example, false",
    ".example, false",
    "site.example.org, false",
    "'', false",
  })
  void keepsTheCookiesOfTheSiteAlone(String domain, boolean kept) {
    assertThat(kept(line(domain, "sid", 0))).isEqualTo(kept ? line(domain, "sid", 0) : "");
  }

  @Test
  void keepsWhatIsForAllBelowTheSiteAboveIt() {
    String text = line(".site.example", "sid", 0) + line("site.example", "own", 0);
    assertThat(CookieLines.of(text, "media.site.example").cookies().text())
        .isEqualTo(line(".site.example", "sid", 0));
  }

  @Test
  void readsTheMarkOfThoseThatScriptsCannotRead() {
    String line = line(".site.example", "sid", 0);
    assertThat(kept("# Netscape HTTP Cookie File\r\n\n#HttpOnly_" + line)).isEqualTo(line);
    assertThat(kept("#HttpOnly_" + line("other.example", "sid", 0))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "site.example\tFALSE\t/\tFALSE\t0\tsid",
        "site.example\tFALSE\t/\tFALSE\t0\tsid\ta\tb",
        "site.example\tFALSE\tpath\tFALSE\t0\tsid\tvalue",
        "site.example\tFALSE\t/\tFALSE\tsoon\tsid\tvalue",
        "site.example\tFALSE\t/\tFALSE\t-1\tsid\tvalue",
        "site.example\tFALSE\t/\tFALSE\t0\tsid\tvalue; other=1",
        "site.example\tFALSE\t/\tFALSE\t0\tsid\tval\u0000ue",
        "site.example\tFALSE\t/\tFALSE\t0\tsid\tval\u001bue",
      })
  void leavesOutWhatIsNoCookie(String line) {
    assertThat(kept(line)).isEmpty();
  }

  @Test
  void holdsNoMoreThanASiteNeeds() {
    String many =
        IntStream.range(0, 10_000)
            .mapToObj(at -> line("site.example", "c" + at, 0))
            .collect(Collectors.joining());
    assertThat(kept(many).lines()).hasSize(500);
    assertThat(kept(line("site.example", "c".repeat(10_000), 0))).isEmpty();
  }

  @Test
  void theLastOfSeveralCounts() {
    String text = line("site.example", "sid", 0) + line("site.example", "sid", 99);
    assertThat(kept(text)).isEqualTo(line("site.example", "sid", 99));
  }

  @Test
  void knowsWhenAllIsOver() {
    String first = line("site.example", "a", 1_000);
    String last = line("site.example", "b", 2_000);
    CookieLines both = CookieLines.of(first + last, "site.example");
    assertThat(both.expires()).isEqualTo(Instant.ofEpochSecond(2_000));
    assertThat(both.at(Instant.ofEpochSecond(1_500)).cookies().text()).isEqualTo(last);
    assertThat(both.at(Instant.ofEpochSecond(2_000)).isEmpty()).isTrue();
    String endless = line("site.example", "c", 0);
    assertThat(CookieLines.of(first + endless, "site.example").expires()).isNull();
    assertThat(both).hasToString("cookies");
  }
}
