package dev.fetchlight.engine.ytdlp.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Readiness;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators are told of the programs, and when they should do something. */
class BulletinTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  @Test
  void tellsOfWhatYtDlpIsGiven() {
    Equipment.Insight insight =
        Equipment.Insight.of("solver module:certifi module:curl_cffi plugin:getpot");

    assertThat(insight)
        .isEqualTo(
            new Equipment.Insight(true, false, List.of("certifi", "curl_cffi"), List.of("getpot")));
    assertThat(Bulletin.additions(Optional.of(insight), Additions.NONE))
        .isEqualTo("modules: certifi, curl_cffi; plugins: off; PO tokens: from nowhere");
    assertThat(
            Bulletin.additions(
                Optional.of(insight),
                new Additions(null, Path.of("/p"), URI.create("http://127.0.0.1:1"))))
        .contains("plugins: getpot", "PO tokens: from http://127.0.0.1:1");
  }

  @ParameterizedTest
  @CsvSource({
    "2026.11.28, 1 day old, false",
    "2026.11.29, 0 days old, false",
    "2026.12.01, 0 days old, false",
    "2026.08.31, 90 days old, false",
    "2026.08.30, 91 days old, true",
    "2026.8.30.232756, 91 days old, true",
    "2023.03.04, '1,366 days old', true"
  })
  void aYtDlpIsOldAfterNinetyDays(String version, String age, boolean old) {
    Readiness told = Bulletin.ytDlp(with(version, null, null, null), "warm", NOW);

    assertThat(told.ready()).isTrue();
    assertThat(told.detail()).isEqualTo("yt-dlp " + version + ", " + age + " (warm), ffmpeg");
    assertThat(told.advice() != null).isEqualTo(old);
  }

  @ParameterizedTest
  @CsvSource({"'master'", "'2026.13.41'"})
  void aVersionThatIsNoDateHasNoAge(String version) {
    assertThat(Bulletin.ytDlp(with(version, null, null, null), "cold", NOW))
        .isEqualTo(Readiness.of("yt-dlp " + version + " (cold), ffmpeg"));
  }

  @Test
  void aRuntimeThatIsMissingIsToldOf() {
    Equipment none = with("2026.11.23", null, null, null);

    assertThat(Bulletin.runtime(none, RuntimeSearch.NOWHERE).advice())
        .contains("YouTube gives little or nothing", "FETCHLIGHT_JS_RUNTIME");
    RuntimeSearch named = new RuntimeSearch(JsRuntime.Named.parse("/opt/deno"), null, "");
    assertThat(Bulletin.runtime(none, named).advice()).contains("no program at /opt/deno");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "DENO, 2.9.6, 2026.11.23, true, 'deno 2.9.6', -",
        "DENO, 2.10.0, 2026.11.23, -, 'deno 2.10.0', -",
        "DENO, 2.2.12, 2026.11.23, true, 'deno 2.2.12', 'deno 2.2.12 is too old'",
        "DENO, 2.9.6, 2026.11.23, false, 'deno 2.9.6, without the scripts', yt-dlp-ejs",
        "DENO, 2.9.6, 2023.03.04, false, 'does not use', -",
        "NODE, 22.1.0, 2026.11.23, true, 'node 22.1.0, which only the wall keeps', -",
        "QUICKJS, -, 2026.11.23, true, 'quickjs, which only the wall keeps', -"
      })
  void aRuntimeIsTakenForWhatItIs(
      JsRuntime.Kind kind,
      @Nullable String version,
      String ytDlp,
      @Nullable Boolean solver,
      String detail,
      @Nullable String advice) {
    Readiness told = Bulletin.runtime(with(ytDlp, kind, version, solver), RuntimeSearch.NOWHERE);

    assertThat(told.detail()).contains(detail);
    if (advice == null) {
      assertThat(told.advice()).isNull();
    } else {
      assertThat(told.advice()).contains(advice);
    }
  }

  private static Equipment with(
      String ytDlp,
      JsRuntime.@Nullable Kind kind,
      @Nullable String version,
      @Nullable Boolean solver) {
    Stamp stamp = new Stamp(FileTime.from(NOW), 1, null);
    return new Equipment(
        Optional.of(ytDlp),
        Optional.ofNullable(kind).map(it -> new JsRuntime(it, Path.of("/opt/runtime"), stamp)),
        Optional.ofNullable(version),
        Optional.ofNullable(solver)
            .map(it -> new Equipment.Insight(it, false, List.of(), List.of())));
  }
}
