package dev.fetchlight.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.Strain;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files are called by links and by sites, honest ones and others. */
class NamingTest {
  private static Naming of(String disposition, String link) {
    byte[] octets = disposition.getBytes(StandardCharsets.UTF_8);
    return Naming.of(
        Optional.of(disposition)
            .filter(text -> !text.isEmpty())
            .map(_ -> new String(octets, StandardCharsets.ISO_8859_1)),
        URI.create(link));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "http://a.example/films/A%20film.MP4?x=y.mkv, A film, mp4",
    "http://a.example/films/no-extension, no-extension, ''",
    "http://a.example/v1.2/1.5, 1, 5",
    "http://a.example/%E6%9D%B1%E4%BA%AC.webm, 東京, webm",
    "http://a.example/a+b.mp4, a+b, mp4",
    "http://a.example/%ff.mp4, %ff, mp4",
    "http://a.example/, a.example, ''",
    "http://a.example/..%2f..%2fetc%2fpasswd.mp4, passwd, mp4",
    "http://a.example/.mp4, .mp4, ''",
  })
  void readsThePath(String link, String title, String extension) {
    assertThat(of("", link)).isEqualTo(new Naming(title, extension));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "attachment; filename=\"A \\\"b\\\".mp4\" | A \"b\" | mp4",
        "attachment;filename=plain.webm | plain | webm",
        "attachment; filename=\"x.mp4\"; filename*=UTF-8''%E2%82%AC%20rates.mkv | € rates | mkv",
        "attachment; filename*=iso-8859-1'en'%A3.mp3 | £ | mp3",
        "attachment; filename*=nonsense''x.mp3; filename=y.ogg | y | ogg",
        "inline; filename=\"東京.mp4\" | 東京 | mp4",
        "attachment; filename=\"../../etc/cron.d/x.mp4\" | x | mp4",
        "attachment; filename=\"C:\\\\tmp\\\\x.mp4\" | x | mp4",
        "attachment; filename=\"name\" | name | avi",
        "attachment; filename=\"..\" | path | avi",
        "attachment | path | avi",
      },
      delimiter = '|')
  void readsWhatTheSiteSays(String disposition, String title, String extension) {
    assertThat(of(disposition, "http://a.example/path.avi"))
        .isEqualTo(new Naming(title, extension));
  }

  @Test
  void keepsATitleToWhatFitsAPage() {
    assertThat(of("", "http://a.example/" + "x".repeat(1_900) + ".mp4").title()).hasSize(500);
  }

  @Test
  void whateverTheSiteSaysItComesToAnEnd() {
    assertThat(of("attachment; filename=\"" + "a".repeat(3_000) + ".mp4\"", "http://a.example/x"))
        .isEqualTo(new Naming("a".repeat(500), "mp4"));
    Strain.on(
        text -> of(text, "http://a.example/x"),
        64 * 1_024,
        "attachment; filename=\"",
        "a; filename=",
        "a; filename*=utf-8'",
        ";filename");
  }
}
