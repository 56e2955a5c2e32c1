package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.outcome.Failure.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A site whose page names other addresses each time, the first of which it refuses. */
class FreshAddressesIT {
  @TempDir Path scratch;
  private final AtomicInteger looks = new AtomicInteger();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private HttpServer site;
  private byte[] film = {};

  /** The first address that is served. */
  private int good;

  @BeforeEach
  void serve() throws IOException {
    site = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    site.createContext("/page", this::page);
    site.createContext("/media/", this::media);
    site.start();
  }

  @AfterEach
  void stop() {
    site.stop(0);
  }

  private void page(HttpExchange exchange) throws IOException {
    String source = "/media/%d.mp4".formatted(looks.incrementAndGet());
    answer(exchange, 200, "text/html", "<video src=\"" + source + "\"></video>");
  }

  private void media(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int number = Integer.parseInt(path.replaceAll("\\D+", "/").split("/", -1)[1]);
    if (number < good) {
      refused.add(path);
      answer(exchange, 403, "text/html", "no");
    } else {
      exchange.getResponseHeaders().set("Content-Type", "video/mp4");
      exchange.sendResponseHeaders(200, film.length);
      try (exchange) {
        exchange.getResponseBody().write(film);
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.US_ASCII);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private String url() {
    return "http://127.0.0.1:" + site.getAddress().getPort() + "/page";
  }

  @ParameterizedTest(name = "{0}: the {1}. is good")
  @CsvSource({"WARM_DEBIAN, 2", "WARM_DEBIAN, 3", "WARM_ZIPAPP, 3"})
  void asksThePageAnew(Ytdlps ytDlp, int fresh) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      film = Files.readAllBytes(bench.site.file("short.mp4"));
      int before = looksOf(bench);
      good = before * (fresh - 1) + 1;

      Outcome outcome = bench.fetchFrom(url());

      assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
      assertThat(Files.size(((Outcome.Fetched) outcome).file())).isEqualTo(film.length);
      assertThat(looks).hasValue(before * fresh);
      assertThat(bench.notes())
          .filteredOn(note -> note.contains("fresh addresses"))
          .hasSize(fresh - 1);
    }
  }

  /** How often one run asks for the page: the first look tells. */
  private int looksOf(Bench bench) throws Exception {
    assertThat(bench.fetchFrom(url())).isInstanceOf(Outcome.Fetched.class);
    int count = looks.getAndSet(0);
    try (var files = Files.list(scratch)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Files.delete(each);
      }
    }
    bench.events.clear();
    return count;
  }

  @Test
  void givesUpAfterTwoMoreLooks() throws Exception {
    good = Integer.MAX_VALUE;
    try (Bench bench = new Bench(Ytdlps.WARM_DEBIAN, scratch)) {
      Outcome.Failed failed = (Outcome.Failed) bench.fetchFrom(url());

      assertThat(failed.failure().code()).isEqualTo(Code.FORBIDDEN);
      assertThat(failed.failure().sentence())
          .startsWith("The site refuses to hand out this video.");
      assertThat(bench.notes()).filteredOn(note -> note.contains("fresh addresses")).hasSize(2);
      assertThat(refused.stream().distinct()).hasSize(3);
    }
  }

  @Test
  void aPageThatIsRefusedItselfIsNotAskedAgain() throws Exception {
    site.createContext(
        "/closed",
        exchange -> {
          looks.incrementAndGet();
          answer(exchange, 403, "text/html", "no");
        });
    try (Bench bench = new Bench(Ytdlps.WARM_DEBIAN, scratch)) {
      Outcome.Failed failed = (Outcome.Failed) bench.fetchFrom(url().replace("/page", "/closed"));

      assertThat(failed.failure().code()).isEqualTo(Code.FORBIDDEN);
      assertThat(bench.notes()).noneMatch(note -> note.contains("fresh addresses"));
    }
  }
}
