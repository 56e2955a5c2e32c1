package dev.fetchlight.job.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.spec.Link;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegibleTest {
  private static final String FAMILY = "👩‍👩‍👧‍👦";
  private static final String SCOTLAND = "🏴󠁧󠁢󠁳󠁣󠁴󠁿";

  /** Written as Java would have it, since nobody could read these. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "photo\\u202egpj.exe | photogpj.exe",
        "\\u2066a\\u2069\\ufeffb\\u200e | ab",
        "\\u202aa\\u202bb\\u202cc\\u202dd\\u2067e\\u2068f\\u200fg\\u061ch | abcdefgh",
        "a\\u0000b\\u0007c\\u001b[31md\\u007fe\\u0085f\\u009bg | a b c [31md e f g",
        "a\\u000a\\u000db\\u2028c\\u2029d\\u0009e | a b c d e",
        "in\\u200bvi\\u2060si\\u00adble\\u2063 | invisible",
        "a\\ud83db\\udc00c | abc",
        "a\\u00a0\\u3000\\u2003b | a b",
        "\\u3164\\u2800x\\uffa0 | x",
        "a\\ufffeb\\ufdd0c\\udb40\\udc01d | abcd",
        "a\\u200d\\u200d\\u200db\\u200c | a\\u200db",
        "u\\u0308 | \\u00fc",
        "e\\u200b\\u0301 | \\u00e9"
      })
  void whatDeceivesOrBreaksALineIsGone(String text, String line) {
    assertThat(Legible.line(meant(text), 99)).isEqualTo(meant(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A title: 100 % “quoted” – <b> & more…",
        FAMILY + " 🇩🇪 ❤️ 👍🏽 1️⃣ " + SCOTLAND,
        "مرحبا بالعالم ٣",
        "می‌خواهم",
        "שָׁלוֹם עֲלֵיכֶם",
        "क्षत्रिय हिन्दी",
        "ประเทศไทย",
        "Tiếng Việt",
        "日本語のタイトル",
        "བོད་སྐད",
        "\u06dd١"
      })
  void everyScriptStays(String text) {
    assertThat(Legible.line(text, 99)).isEqualTo(text);
  }

  @Test
  void nothingToSeeIsNothing() {
    assertThat(Legible.line("\u202e \u200b\u0000\u200d", 9)).isEmpty();
    assertThat(video("\u2800\u202e").title()).isNull();
  }

  @Test
  void signsOnALetterDoNotClimbAway() {
    String zalgo = "H" + "\u0321\u0335\u0350\u0363".repeat(50) + "i";

    assertThat(Legible.line(zalgo, 99)).startsWith("H").endsWith("i").hasSizeLessThan(10);
  }

  @Test
  void cutsBetweenWholeCharactersAndShowsIt() {
    for (int lead = 0; lead < 30; lead++) {
      String line = Legible.line("a".repeat(lead) + FAMILY.repeat(20), 50);

      assertThat(line).endsWith("…").hasSizeLessThanOrEqualTo(50);
      assertThat(line.substring(lead, line.length() - 1).replace(FAMILY, "")).isEmpty();
    }
    assertThat(Legible.line("x".repeat(1 << 20), 500)).hasSize(500);
  }

  @Test
  void anythingGivesALineThatStaysAsItIs() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> pieces =
        List.of(
            "a",
            " ",
            "\u202e",
            "\u0000",
            "é",
            "e\u0301",
            "\u0301",
            "\u0327",
            "漢",
            "\ud83d",
            FAMILY,
            "🇩🇪",
            "\u200d",
            "\u200c",
            SCOTLAND,
            "\udb40\udc67",
            "\u2028",
            "\u1100\u1161",
            "\u0b47",
            "\u0b3e",
            "\u200b");
    for (int n = 0; n < 20_000; n++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      String line = Legible.line(text.toString(), 40);

      assertThat(line).as("seed %d", seed).hasSizeLessThanOrEqualTo(40);
      assertThat(line).as("seed %d", seed).doesNotContainPattern("[\\p{Cntrl}\\u202e\\u200b]");
      assertThat(Legible.line(line, 40)).as("seed %d, %s", seed, text).isEqualTo(line);
    }
  }

  /** Whoever holds one of these has text that can be shown; there is no other way in. */
  @Test
  void allThatASiteSaysIsCleanedWhereItEnters() {
    String dirty = "a\u202eb\u0000" + "c".repeat(3_000);
    Link link = ((Link.Valid) Link.parse("https://example.com/")).link();
    VideoInfo video = new VideoInfo(dirty, dirty, dirty, 1.0, false, dirty, dirty, 1, 1);

    assertThat(List.of(video.id(), video.title(), video.uploader(), video.extractor()))
        .allSatisfy(text -> assertThat(text).startsWith("ab c").hasSize(500));
    assertThat(video.webpageUrl()).startsWith("ab c").hasSize(2_048);
    assertThat(new Preview.Item(1, link, dirty, null).title()).startsWith("ab c").hasSize(500);
    assertThat(new Failure(Failure.Code.NETWORK, dirty).sentence()).startsWith("ab c");
  }

  private static String meant(String written) {
    return Pattern.compile("\\\\u(....)")
        .matcher(written)
        .replaceAll(code -> Character.toString(Integer.parseInt(code.group(1), 16)));
  }

  private static VideoInfo video(String title) {
    return new VideoInfo(null, title, null, null, false, null, null, null, null);
  }
}
