package dev.fetchlight.job.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.Strain;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
  private static final String FAMILY = "👩‍👩‍👧‍👦";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "A title | A title.mp4",
        "~~ | download.mp4",
        "~   ~ | download.mp4",
        "... | download.mp4",
        "a/b\\c:d*e?f\"g<h>i | a_b_c_d_e_f_g_h_i.mp4",
        "../../etc/passwd | _.._etc_passwd.mp4",
        ".hidden | hidden.mp4",
        "--exec id | exec id.mp4",
        "CON | _CON.mp4",
        "con.txt | _con.txt.mp4",
        "nul .x | _nul .x.mp4",
        "COM1 | _COM1.mp4",
        "COM¹ | _COM¹.mp4",
        "conin$ | _conin$.mp4",
        "console | console.mp4",
        "dots... | dots.mp4",
        "many   spaces | many spaces.mp4",
        "日本語のタイトル | 日本語のタイトル.mp4",
        "مرحبا | مرحبا.mp4",
        "می‌خواهم | می‌خواهم.mp4"
      })
  void makesNamesThatEveryFileSystemTakes(String title, String name) {
    assertThat(FileName.of(title, "mp4")).isEqualTo(name);
  }

  @Test
  void nothingKnownIsADownload() {
    assertThat(FileName.of(null, "m4a")).isEqualTo("download.m4a");
  }

  @Test
  void deceivingDirectionsAreRemoved() {
    assertThat(FileName.of("photo\u202egpj.exe", "mp4")).isEqualTo("photo gpj.exe.mp4");
    assertThat(FileName.of("\u2066a\u2069\ufeffb\u200e", "mp4")).isEqualTo("a b.mp4");
  }

  @Test
  void controlsAndBrokenTextBecomeSpaces() {
    assertThat(FileName.of("a\u0000b\nc\u2028d\ud83de\u00a0f", "mp4")).isEqualTo("a b c d e f.mp4");
  }

  @Test
  void normalisesToOneSpelling() {
    assertThat(FileName.of("u\u0308", "mp4")).isEqualTo("ü.mp4");
  }

  @Test
  void cutsBetweenWholeCharacters() {
    for (int lead = 0; lead < 30; lead++) {
      String stem = FileName.of("a".repeat(lead) + FAMILY.repeat(20), "webm").replace(".webm", "");
      assertThat(stem.substring(lead).replace(FAMILY, "")).as("lead %d", lead).isEmpty();
      assertThat(bytes(stem)).isGreaterThan(255 - 5 - bytes(FAMILY));
    }
  }

  @Test
  void anyTitleGivesAFitNameThatStaysAsItIs() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> pieces =
        List.of(
            "a", "B", ".", " ", "-", "/", "\\", ":", "\u202e", "\u0000", "é", "e\u0301", "漢", "con",
            "NUL", "\ud83d", FAMILY, "🇩🇪", "\u200d", "\u0301", "ﷺ", "%", "$", "|", "*", "?",
            "\u2028");
    for (int n = 0; n < 5_000; n++) {
      StringBuilder title = new StringBuilder();
      for (int length = random.nextInt(120); length > 0; length--) {
        title.append(pieces.get(random.nextInt(pieces.size())));
      }
      String name = FileName.of(title.toString(), "mp4");
      String stem = name.substring(0, name.length() - 4);

      assertThat(bytes(name)).as("seed %d", seed).isLessThanOrEqualTo(255);
      assertThat(name).as("seed %d", seed).doesNotContainPattern("[\\p{Cntrl}\"*/:<>?\\\\|\u202e]");
      assertThat(stem).as("seed %d", seed).isNotEmpty().doesNotMatch("(?s)^[.\\-\\s].*|.*[.\\s]$");
      assertThat(FileName.of(stem, "mp4")).as("seed %d, %s", seed, title).isEqualTo(name);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void whateverTheTitleItComesToAnEnd() {
    Strain.one("a" + ".".repeat(1 << 20) + "b", title -> FileName.of(title, "mp4"), "dots");
    Strain.on(title -> FileName.of(title, "mp4"), 16 * 1_024, "a", "con.");
    Strain.on(title -> Legible.line(title, 500), 16 * 1_024, "a");
  }
}
