package dev.fetchlight.http.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.Strain;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.job.spec.Cookies;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies come as text or as pairs and leave in one form. */
class CookieFormTest {
  private static final String HEAD = "# Netscape HTTP Cookie File\n";

  private static String read(@Nullable Object cookies) {
    Cookies read = CookieForm.read(new JsonObject().put("cookies", cookies));
    return Objects.requireNonNull(read).text();
  }

  @Test
  void aFileIsTakenAsBrowsersExportIt() {
    String file =
        String.join(
            "\r\n",
            "# Netscape HTTP Cookie File",
            "# https://curl.se",
            "",
            ".a.com\tTRUE\t/\tTRUE\t1790000000\tsid\tx=y z",
            "#HttpOnly_b.com\tFALSE\t/p\tFALSE\t0\tn\t",
            "");

    assertThat(read(file))
        .isEqualTo(
            HEAD
                + ".a.com\tTRUE\t/\tTRUE\t1790000000\tsid\tx=y z\n"
                + "b.com\tFALSE\t/p\tFALSE\t0\tn\t\n");
  }

  @Test
  void tabsThatBecameBlanksAreTabsAgain() {
    assertThat(read("a.com  FALSE /  FALSE 0 sid v=1"))
        .isEqualTo(HEAD + "a.com\tFALSE\t/\tFALSE\t0\tsid\tv=1\n");
  }

  @Test
  void pairsBecomeLines() {
    JsonObject pair = new JsonObject().put("domain", ".a.com").put("name", "sid").put("value", "1");

    assertThat(read(new JsonArray().add(pair)))
        .isEqualTo(HEAD + ".a.com\tTRUE\t/\tFALSE\t0\tsid\t1\n");
  }

  @Test
  void noneAreNone() {
    assertThat(CookieForm.read(new JsonObject())).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sid=SECRET; Path=/",
        "# only words",
        "a.com\tTRUE\tp\tTRUE\t0\tsid\tSECRET",
        "a.com/\tTRUE\t/\tTRUE\t0\tsid\tSECRET",
        "a.com\tTRUE\t/\tTRUE\tnever\tsid\tSECRET",
        "a.com\tTRUE\t/\tTRUE\t0\tsid\tSECRET\u0000"
      })
  void whatIsNoCookieIsRefusedWithoutBeingRepeated(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.problem().field()).isEqualTo("cookies");
              assertThat(refused.problem().detail()).doesNotContain("SECRET");
            });
  }

  @Test
  void aLineBreakInAPairIsNoSecondCookie() {
    JsonObject pair =
        new JsonObject().put("domain", "a.com").put("name", "sid").put("value", "1\nb.com");

    assertThatThrownBy(() -> read(new JsonArray().add(pair))).isInstanceOf(RefusedException.class);
  }

  /** Python's jar takes a cookie only where the flag and the dot say the same. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.2, TRUE, 127.0.0.2, FALSE",
    ".127.0.0.2, TRUE, 127.0.0.2, FALSE",
    "com, TRUE, com, FALSE",
    "localhost, true, localhost, FALSE",
    "a.com, TRUE, .a.com, TRUE",
    "a.com, true, .a.com, TRUE",
    ".a.com, FALSE, a.com, FALSE",
    ".a.com, TRUE, .a.com, TRUE",
  })
  void theFlagSaysWhetherACookieIsForHostsBelow(
      String domain, String flag, String readAs, String below) {
    assertThat(read(domain + "\t" + flag + "\t/\tfalse\t0\tsid\tv"))
        .isEqualTo(HEAD + readAs + "\t" + below + "\t/\tFALSE\t0\tsid\tv\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v ", " v", "v\t", "v  \t "})
  void whatAPasteLeavesAtTheEndIsNoPartOfTheValue(String value) {
    assertThat(read("a.com\tFALSE\t/\tFALSE\t0\tsid\t" + value))
        .isEqualTo(HEAD + "a.com\tFALSE\t/\tFALSE\t0\tsid\tv\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECRET;", "a; other=SECRET", ";SECRET", "SECRET\u0007", "\u001bSECRET"})
  void aValueThatNoCookieHasIsRefusedByItsLine(String value) {
    JsonObject pair = new JsonObject().put("domain", "a.com").put("name", "n").put("value", value);
    assertRefused("Line 2 ", "# mine\na.com\tFALSE\t/\tFALSE\t0\tsid\t" + value);
    assertRefused("Cookie 1 ", new JsonArray().add(pair));
    assertRefused(
        "Cookie 1 ", new JsonArray().add(pair.copy().put("value", "v").put("name", value)));
  }

  private static void assertRefused(String start, Object cookies) {
    assertThatThrownBy(() -> read(cookies))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.problem().detail()).startsWith(start).doesNotContain("SECRET"));
  }

  @Test
  void whateverTheTextItComesToAnEnd() {
    Strain.on(
        text -> {
          try {
            read(text);
          } catch (RefusedException refused) {
            assertThat(refused.problem().field()).isEqualTo("cookies");
          }
        },
        60_000,
        "a.com\tTRUE\t/\tTRUE\t0\tsid\t",
        "a.com\tTRUE\t/\tTRUE\t",
        "#HttpOnly_",
        "1.");
  }
}
