package dev.fetchlight.engine.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fetchlight.egress.Egress;
import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists under any name, from a site through a real door. */
class PlaylistEngineIT {
  private static final Failure NO_VIDEO = new Failure(Code.UNSUPPORTED_URL, "No video.");
  private static final String TWO = "#EXTM3U\n#EXTINF:20,One\nv1.mp4\n#EXTINF:20,Two\nv2.mp4\n";
  private static final String PLS = "[playlist]\nFile1=v1.mp4\nFile2=v2.mp4\nVersion=2\n";
  private static final String ATOM =
      "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><link"
          + " href=\"v1.mp4\"/></entry><entry><link href=\"v2.mp4\"/></entry></feed>";
  private static final String PLAIN = "http://a.example/v1.mp4\nhttp://a.example/v2.mp4\n";
  private static final String SEGMENTS =
      "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nv1.ts\n#EXTINF:2,\nv2.ts\n#EXT-X-ENDLIST\n";
  private static final String PAGE = "<!doctype html><html><a href=\"v1.mp4\">one</a></html>";

  @TempDir Path scratch;
  private final Vertx vertx = Vertx.vertx();
  private final Egress egress = new Egress(vertx, AddressPolicy.parse("127.0.0.0/8"));
  private final Elsewhere elsewhere = new Elsewhere();
  private final PlaylistEngine engine =
      new PlaylistEngine(egress::fetcher, elsewhere, Duration.ofSeconds(20));

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer site;

  @BeforeEach
  void open() throws IOException {
    site = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    site.start();
  }

  @AfterEach
  void close() {
    egress.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    site.stop(0);
  }

  /** Where all goes that is no list, and ends in vain. */
  private static final class Elsewhere implements Engine {
    final List<String> asked = new ArrayList<>();

    @Override
    public Outcome fetch(Assignment assignment, Consumer<EngineEvent> events) {
      asked.add(assignment.spec().link().value());
      return new Outcome.Failed(NO_VIDEO);
    }

    @Override
    public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems) {
      return new Sighting.Unseen(NO_VIDEO);
    }

    @Override
    public Optional<Failure> expand(
        Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items) {
      return Optional.of(NO_VIDEO);
    }

    @Override
    public Readiness readiness() {
      return Readiness.of("elsewhere");
    }
  }

  private Link serve(String path, String type, String text) {
    site.createContext(
        path,
        exchange -> {
          try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    String url = "http://127.0.0.1:" + site.getAddress().getPort() + path;
    return ((Link.Valid) Link.parse(url)).link();
  }

  private Failure fetch(Link link, @Nullable VideoInfo listed) throws InterruptedException {
    Assignment assignment =
        new Assignment(
            JobId.next(InstantSource.system()),
            new Spec(link, Format.BEST),
            listed,
            scratch,
            new Limits(1 << 30, Duration.ofHours(1)),
            null);
    return ((Outcome.Failed) engine.fetch(assignment, _ -> {})).failure();
  }

  @ParameterizedTest
  @CsvSource({
    "/noext, audio/x-mpegurl, TWO",
    "/dl.php, audio/x-scpls, PLS",
    "/dl.php, text/plain, PLS",
    "/noext, application/octet-stream, TWO",
    "/noext, application/atom+xml, ATOM",
    "/noext, text/xml, ATOM",
    "/noext, audio/mpegurl, PLAIN",
    "/named.m3u, text/html, TWO",
  })
  void knowsAListByItsTypeAndItsFirstBytes(String path, String type, String what) throws Exception {
    Link link = serve(path, type, text(what));
    List<String> links = new ArrayList<>();
    assertThat(engine.expand(link, null, 10, item -> links.add(item.link().value()))).isEmpty();
    assertThat(links).hasSize(2).allMatch(each -> each.matches(".*/v[12]\\.mp4"));

    assertThat(fetch(link, null).sentence()).contains("The link leads to a list of videos.");
    assertThat(engine.preview(link, false, null, 10)).isInstanceOf(Sighting.Seen.class);
  }

  @ParameterizedTest
  @CsvSource({
    "/noext, audio/x-mpegurl, SEGMENTS",
    "/named.m3u8, application/vnd.apple.mpegurl, SEGMENTS",
    "/noext, text/html, PAGE",
    "/playlist, text/html, PAGE",
    "/noext, text/plain, PLAIN",
  })
  void leavesEverythingElseToTheOther(String path, String type, String what) throws Exception {
    Link link = serve(path, type, text(what));
    assertThat(engine.expand(link, null, 10, _ -> {})).contains(NO_VIDEO);
    assertThat(fetch(link, null)).isEqualTo(NO_VIDEO);
    assertThat(elsewhere.asked).containsExactly(link.value());
  }

  @Test
  void aListOfOneIsThatOneWhateverItIsCalled() throws Exception {
    Link link = serve("/noext", "audio/x-mpegurl", "#EXTM3U\nv1.mp4\n");
    assertThat(fetch(link, null)).isEqualTo(NO_VIDEO);
    assertThat(elsewhere.asked)
        .containsExactly(link.value(), link.value().replace("/noext", "/v1.mp4"));
  }

  @ParameterizedTest
  @CsvSource({
    "/big.m3u, TWO",
    "/big, TWO",
    "/big.pls, PLS",
    "/big.m3u, PLAIN",
    "/big.atom, ATOM",
  })
  void saysThatAListIsTooLong(String path, String what) throws Exception {
    String entry = "http://a.example/v.mp4?" + "q".repeat(500) + "\n";
    String more = what.equals("PLS") ? "File9=" + entry : entry;
    String text = text(what).replace("</feed>", "") + more.repeat(9_500);
    Link link = serve(path, "text/plain", text);
    Failure failure = engine.expand(link, null, 10, _ -> {}).orElseThrow();
    assertThat(failure.code()).isEqualTo(Code.TOO_LARGE);
    assertThat(fetch(link, null)).isEqualTo(failure);
    assertThat(engine.preview(link, true, null, 10)).isEqualTo(new Sighting.Unseen(failure));
  }

  @Test
  void aLongPageIsNoLongList() throws Exception {
    Link link = serve("/playlist", "text/html", PAGE + "words <p>\n".repeat(600_000));
    assertThat(fetch(link, null)).isEqualTo(NO_VIDEO);
    Link segments =
        serve("/long.m3u8", "audio/mpegurl", SEGMENTS + "#EXTINF:2,\na.ts\n".repeat(400_000));
    assertThat(fetch(segments, null)).isEqualTo(NO_VIDEO);
  }

  @Test
  void aListWithinAListSaysSo() throws Exception {
    VideoInfo listed = new VideoInfo(null, "Two", null, null, false, null, null, null, null);
    assertThat(fetch(serve("/inner.m3u", "audio/x-mpegurl", TWO), listed).sentence())
        .isEqualTo(
            "This entry of the list is a list itself. Hand in its own link to get what is in it.");
  }

  private static String text(String what) {
    return switch (what) {
      case "TWO" -> TWO;
      case "PLS" -> PLS;
      case "ATOM" -> ATOM;
      case "PLAIN" -> PLAIN;
      case "SEGMENTS" -> SEGMENTS;
      default -> PAGE;
    };
  }
}
