package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Subtitles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A site that somebody is known to leads to another one, which must not get to know them. */
class StrangersIT {
  private static final String SECRET = "sesame-8841";
  private static final Choices PIECE =
      new Choices(
          Format.BEST,
          AudioFormat.ORIGINAL,
          Container.ANY,
          Subtitles.NONE,
          Set.of(),
          new Clip(0.0, 1.0));

  @TempDir Path scratch;
  private final List<String> toTheSite = new CopyOnWriteArrayList<>();
  private final List<String> toTheStranger = new CopyOnWriteArrayList<>();
  private HttpServer site;
  private HttpServer stranger;
  private volatile String elsewhere = "";
  private volatile Path media = Path.of("");

  @BeforeEach
  void serve() throws IOException {
    site = server("127.0.0.2", 0, toTheSite);
    stranger = server("127.0.0.4", site.getAddress().getPort(), toTheStranger);
    elsewhere = "http://127.0.0.4:" + site.getAddress().getPort();
  }

  @AfterEach
  void close() {
    site.stop(0);
    stranger.stop(0);
  }

  static Stream<Arguments> ways() {
    return Stream.of(Ytdlps.values())
        .flatMap(each ->
            Stream.of("/list.m3u8", "/key.m3u8", "/master.m3u8", "/list.mpd", "/page", "/away.mp4")
                .map(path -> Arguments.of(each, path)));
  }

  @ParameterizedTest(name = "{1} with {0}")
  @MethodSource("ways")
  void doNotGetTheCookiesOfTheSite(Ytdlps ytDlp, String path) throws Exception {
    Cookies cookies = new Cookies("127.0.0.2\tFALSE\t/\tFALSE\t0\tpass\t" + SECRET + "\n");
    String link = "http://127.0.0.2:" + site.getAddress().getPort() + path;

    try (Bench bench = new Bench(ytDlp, scratch)) {
      media = bench.site.file("clip.mp4");
      var _ = bench.startKnownAt(link, cookies).outcome.get(180, TimeUnit.SECONDS);
    }

    assertThat(toTheSite).isNotEmpty().allSatisfy(head -> assertThat(head).contains(SECRET));
    assertThat(toTheStranger)
        .isNotEmpty()
        .allSatisfy(head -> assertThat(head).doesNotContain(SECRET));
    // What the stranger sets itself it gets back, and only that.
    assertThat(toTheSite).allSatisfy(head -> assertThat(head).doesNotContain("strange"));
  }

  /** ffmpeg takes what begins or ends alike for the same. */
  @ParameterizedTest
  @EnumSource
  void norDoesWhatIsBesideWhereTheyAreFor(Ytdlps ytDlp) throws Exception {
    Cookies cookies = new Cookies("127.0.0.2\tFALSE\t/in\tFALSE\t0\tpass\t" + SECRET + "\n");
    fetchPiece(ytDlp, "/in/page", cookies);

    assertThat(toTheSite)
        .filteredOn(head -> head.startsWith("/in/"))
        .isNotEmpty()
        .allSatisfy(head -> assertThat(head).contains(SECRET));
    assertThat(toTheSite)
        .filteredOn(head -> head.startsWith("/inner/"))
        .isNotEmpty()
        .allSatisfy(head -> assertThat(head).doesNotContain(SECRET));
  }

  @ParameterizedTest
  @EnumSource
  void aClipIsAskedForWithThoseThatAreForIt(Ytdlps ytDlp) throws Exception {
    Cookies cookies = new Cookies("127.0.0.2\tFALSE\t/\tFALSE\t0\tpass\t" + SECRET + "\n");
    fetchPiece(ytDlp, "/in/plain", cookies);

    assertThat(toTheSite).isNotEmpty().allSatisfy(head -> assertThat(head).contains(SECRET));
  }

  private void fetchPiece(Ytdlps ytDlp, String path, Cookies cookies) throws Exception {
    String link = "http://127.0.0.2:" + site.getAddress().getPort() + path;
    try (Bench bench = new Bench(ytDlp, scratch)) {
      media = bench.site.file("clip.mp4");
      Outcome outcome = bench.startKnownAt(link, PIECE, cookies).outcome.get(180, TimeUnit.SECONDS);
      assertThat(outcome).as("%s", bench.notes()).isInstanceOf(Outcome.Fetched.class);
    }
  }

  private HttpServer server(String address, int port, List<String> heads) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 0);
    server.createContext(
        "/",
        exchange -> {
          heads.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().get("Cookie"));
          answer(exchange);
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body =
        switch (path) {
          case "/list.m3u8" -> bytes(list("", elsewhere + "/own.ts"));
          case "/key.m3u8" ->
              bytes(
                  list("#EXT-X-KEY:METHOD=AES-128,URI=\"" + elsewhere + "/key.bin\"\n", "/own.ts"));
          case "/master.m3u8" ->
              bytes("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\n" + elsewhere + "/variant.m3u8\n");
          case "/variant.m3u8" -> bytes(list("", "own.ts"));
          case "/list.mpd" -> bytes(DASH.replace("ELSEWHERE", elsewhere));
          case "/page" -> bytes("<video src='" + elsewhere + "/clip.mp4'></video>");
          case "/in/plain" -> bytes("<video src='/in/own.mp4'></video>");
          case "/in/page" -> bytes("<video src='/in/away.mp4'></video>");
          case "/key.bin" -> new byte[16];
          default -> Files.readAllBytes(media);
        };
    exchange.getResponseHeaders().set("Content-Type", type(path));
    if (exchange.getLocalAddress().getAddress().getHostAddress().endsWith("4")) {
      exchange.getResponseHeaders().set("Set-Cookie", "strange=own-value-1");
    }
    if (path.equals("/away.mp4")) {
      exchange.getResponseHeaders().set("Location", elsewhere + "/clip.mp4");
      exchange.sendResponseHeaders(302, -1);
    } else if (path.equals("/in/away.mp4")) {
      exchange.getResponseHeaders().set("Location", "/inner/clip.mp4");
      exchange.sendResponseHeaders(302, -1);
    } else if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static final String DASH =
      """
      <?xml version="1.0"?>
      <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT2S">
        <Period><AdaptationSet mimeType="video/mp4">
          <Representation id="v" bandwidth="1000" codecs="avc1.42c01e" width="64" height="64">
            <BaseURL>ELSEWHERE/clip.mp4</BaseURL>
          </Representation>
        </AdaptationSet></Period>
      </MPD>
      """;

  private static String list(String before, String segment) {
    return "#EXTM3U\n#EXT-X-TARGETDURATION:2\n"
        + before
        + "#EXTINF:2,\n"
        + segment
        + "\n#EXT-X-ENDLIST\n";
  }

  private static String type(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    return switch (extension) {
      case "m3u8" -> "application/vnd.apple.mpegurl";
      case "mpd" -> "application/dash+xml";
      case "ts" -> "video/mp2t";
      case "bin" -> "application/octet-stream";
      case "mp4" -> "video/mp4";
      default -> "text/html";
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
