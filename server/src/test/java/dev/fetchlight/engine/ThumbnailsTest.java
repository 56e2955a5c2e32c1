package dev.fetchlight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fetchlight.egress.Egress;
import dev.fetchlight.egress.address.AddressPolicy;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures come through the door, and are what their first bytes say. */
class ThumbnailsTest {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private HttpServer site;

  @BeforeEach
  void start() throws IOException {
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.start();
  }

  @AfterEach
  void stop() throws Exception {
    site.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Optional<Path> fetch(String policy, String content) {
    site.createContext(
        "/picture",
        exchange -> {
          byte[] body = content.getBytes(StandardCharsets.ISO_8859_1);
          exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
          exchange.sendResponseHeaders(200, body.length);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    try (Egress egress = new Egress(vertx, AddressPolicy.parse(policy))) {
      URI source = URI.create("http://127.0.0.1:" + site.getAddress().getPort() + "/picture");
      return new Thumbnails(egress::fetcher, Duration.ofSeconds(30))
          .fetch(new Picture(source, source), folder.resolve("thumbnail"));
    }
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\u00ff\u00d8\u00ff\u00e0 rest', jpg",
    "'RIFF1234WEBPVP8 ', webp",
  })
  void aPictureGetsTheExtensionOfWhatItIs(String content, String extension) throws IOException {
    Path picture = fetch("127.0.0.0/8", content).orElseThrow();
    assertThat(picture).hasFileName("thumbnail." + extension);
    assertThat(Files.readString(picture, StandardCharsets.ISO_8859_1)).isEqualTo(content);
    assertThat(left()).containsExactly(picture);
  }

  @Test
  void aPngToo() throws IOException {
    assertThat(fetch("127.0.0.0/8", "\u0089PNG\r\n\u001a\nrest").orElseThrow())
        .hasFileName("thumbnail.png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<html>",
        "GIF89a",
        "RIFF1234WAVE",
        "\u00ff\u00d8"
      })
  void whatIsNoPictureLeavesNothing(String content) throws IOException {
    assertThat(fetch("127.0.0.0/8", content)).isEmpty();
    assertThat(left()).isEmpty();
  }

  @Test
  void anAddressInsideIsNotAsked() throws IOException {
    assertThat(fetch("", "\u00ff\u00d8\u00ff")).isEmpty();
    assertThat(left()).isEmpty();
  }

  @Test
  void aPictureThatIsTooLargeIsNone() throws IOException {
    assertThat(fetch("127.0.0.0/8", "\u00ff\u00d8\u00ff" + "x".repeat(6 << 20))).isEmpty();
    assertThat(left()).isEmpty();
  }
}
