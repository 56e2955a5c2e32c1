package dev.fetchlight.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Titles are the site's words; what becomes of them as names of files. */
class NameIT {
  @TempDir private static Path folder;
  private static Program program;
  private static Caller caller;
  private static MediaSite site;

  @BeforeAll
  static void start() throws Exception {
    site = MediaSite.start();
    program = Program.start(folder.resolve("data"));
    caller = Caller.of(program);
  }

  @AfterAll
  static void stop() throws Exception {
    program.close();
    site.close();
  }

  @Test
  void twoOfTheSameTitleAreTwoFiles() throws Exception {
    Download one = whole("/page?media=/short.mp4&title=Twins");
    Download other = whole("/page?media=/portrait.mp4&title=Twins");

    assertThat(one.text("fileName")).isEqualTo("Twins.mp4").isEqualTo(other.text("fileName"));
    assertThat(file(one, "").body()).isEqualTo(Files.readAllBytes(site.file("short.mp4")));
    assertThat(file(other, "").body()).isEqualTo(Files.readAllBytes(site.file("portrait.mp4")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "..\\..\\windows\\system32",
        "\u202egpj.exe",
        "/",
        "...",
        "CON",
        "-rf ~",
        "100% + \"quoted\"; a=b & #1?",
        "a\nb\r\nSet-Cookie: x=y",
        "<img src=x onerror=alert(1)>",
        "東京の夜 – Ünïcödé",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"
      })
  void aStrangeTitleBecomesACleanName(String title) throws Exception {
    assertCleanAndServed(title);
  }

  @Test
  void aTitleOfHundredsOfEmojiIsCutBetweenThem() throws Exception {
    Download done = assertCleanAndServed("\uD83D\uDC19".repeat(140));

    assertThat(done.text("fileName")).matches("(\uD83D\uDC19){62}\\.mp4");
  }

  private static Download assertCleanAndServed(String title) throws Exception {
    Download done = whole("/page?media=/short.mp4&title=" + URLEncoder.encode(title, UTF_8));

    String name = Objects.requireNonNull(done.text("fileName"));
    assertThat(name.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(255);
    assertThat(name)
        .endsWith(".mp4")
        .doesNotContainPattern("[/\\\\:*?\"<>|\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]")
        .doesNotMatch("[.\\-\\s].*|(?i)con\\..*");
    HttpResponse<byte[]> saved = file(done, "?download");
    assertThat(saved.statusCode()).isEqualTo(200);
    assertThat(saved.body()).isEqualTo(Files.readAllBytes(site.file("short.mp4")));
    String disposition = saved.headers().firstValue("Content-Disposition").orElseThrow();
    assertThat(disposition).startsWith("attachment; filename=\"").matches("[\\x20-\\x7e]+");
    String exact = disposition.substring(disposition.indexOf("UTF-8''") + 7);
    assertThat(URLDecoder.decode(exact, UTF_8)).isEqualTo(name);
    return done;
  }

  private static Download whole(String path) throws Exception {
    Download done = caller.toTheEnd(caller.submit(site.url(path)).id());
    assertThat(done.status()).as("%s", done).isEqualTo("completed");
    return done;
  }

  private static HttpResponse<byte[]> file(Download done, String query) throws Exception {
    return caller.get(done.text("downloadUrl") + query);
  }
}
