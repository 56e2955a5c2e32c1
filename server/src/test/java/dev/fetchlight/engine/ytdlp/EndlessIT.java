package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Leftovers;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Link;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text without an end, packed or not, ends a job before it takes the machine's memory. */
class EndlessIT {
  private static final long MOST_KIB = 1_200L << 10;

  @TempDir Path scratch;
  private final AtomicLong peak = new AtomicLong();
  private HttpServer site;

  @BeforeEach
  void serve() throws IOException {
    site = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    site.createContext("/", this::answer);
    site.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    site.start();
  }

  @AfterEach
  void close() {
    site.stop(0);
  }

  @ParameterizedTest(name = "{1} with {0}")
  @CsvSource({
    "WARM_DEBIAN, page",
    "WARM_ZIPAPP, page",
    "DEBIAN, page",
    "ZIPAPP, page",
    "WARM_DEBIAN, gzip",
    "WARM_ZIPAPP, gzip",
    "DEBIAN, gzip",
    "ZIPAPP, gzip",
    "WARM_DEBIAN, deflate",
    "WARM_ZIPAPP, deflate",
    "WARM_DEBIAN, list.m3u8",
    "WARM_ZIPAPP, list.m3u8",
    "WARM_DEBIAN, list.mpd",
    "WARM_ZIPAPP, list.mpd",
    "WARM_DEBIAN, feed.rss",
    "WARM_ZIPAPP, feed.rss",
    "WARM_DEBIAN, gzip.m3u8",
    "WARM_ZIPAPP, gzip.m3u8",
    "WARM_DEBIAN, timeline",
    "WARM_ZIPAPP, timeline",
    "WARM_DEBIAN, nested",
    "WARM_ZIPAPP, nested"
  })
  void isTooLarge(Ytdlps ytDlp, String path) throws Exception {
    String link = "http://127.0.0.1:" + site.getAddress().getPort() + "/" + path;
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome outcome = bench.fetchFrom(link);
      assertThat(outcome)
          .as("%s", bench.notes())
          .isInstanceOfSatisfying(Outcome.Failed.class, failed -> tooLarge(failed.failure()));
      if (path.equals("page")) {
        assertThat(bench.engine.preview(new Link(link), false, null, 10))
            .isInstanceOfSatisfying(Sighting.Unseen.class, unseen -> tooLarge(unseen.failure()));
        assertThat(bench.engine.expand(new Link(link), null, 10, _ -> {}))
            .hasValueSatisfying(EndlessIT::tooLarge);
      }
    }
    System.out.println(path + " with " + ytDlp + ": a child took " + (peak.get() >> 10) + " MiB");
    assertThat(peak.get()).isLessThan(MOST_KIB);
  }

  private static void tooLarge(Failure failure) {
    assertThat(failure.code()).isEqualTo(Code.TOO_LARGE);
    assertThat(failure.sentence()).endsWith(".");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    String coding = path.startsWith("gzip") ? "gzip" : path.equals("deflate") ? "deflate" : "";
    exchange.getResponseHeaders().set("Content-Type", type(path));
    if (!coding.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Encoding", coding);
    }
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = packed(exchange.getResponseBody(), coding)) {
      if (path.equals("timeline")) {
        out.write(TIMELINE.getBytes(StandardCharsets.UTF_8));
        return;
      }
      byte[] start = start(path).getBytes(StandardCharsets.UTF_8);
      byte[] block = more(path).repeat(8_192).getBytes(StandardCharsets.UTF_8);
      out.write(start);
      while (true) {
        out.write(block);
        look();
      }
    } catch (IOException e) {
      // The child has had enough, which is what is wanted.
    }
  }

  /** The most that any child has had in memory. */
  private void look() throws IOException {
    for (ProcessHandle child : Leftovers.in(scratch.toRealPath())) {
      Path status = Path.of("/proc/" + child.pid() + "/status");
      if (Files.exists(status)) {
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .forEach(size -> peak.accumulateAndGet(size, Math::max));
      }
    }
  }

  private static OutputStream packed(OutputStream out, String coding) throws IOException {
    return switch (coding) {
      case "gzip" -> new GZIPOutputStream(out, 512, true);
      case "deflate" ->
          new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION, true));
      default -> out;
    };
  }

  private static String type(String path) {
    return path.endsWith("m3u8")
        ? "application/vnd.apple.mpegurl"
        : path.endsWith("mpd") || path.equals("timeline")
            ? "application/dash+xml"
            : path.endsWith("rss") ? "application/rss+xml" : "text/html";
  }

  private static String start(String path) {
    return switch (type(path)) {
      case "application/vnd.apple.mpegurl" -> "#EXTM3U\n#EXT-X-TARGETDURATION:2\n";
      case "application/dash+xml" -> "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\">";
      case "application/rss+xml" -> "<rss version=\"2.0\"><channel><title>x</title>";
      default -> path.equals("nested") ? "<script type=\"application/ld+json\">" : "<html>";
    };
  }

  private static String more(String path) {
    return switch (type(path)) {
      case "application/vnd.apple.mpegurl" -> "#EXTINF:2,\na.ts\n";
      case "application/dash+xml" -> "<Period><BaseURL>a</BaseURL></Period>";
      case "application/rss+xml" -> "<item><link>http://127.0.0.1/a</link></item>";
      default -> path.equals("nested") ? "[" : "<p>It goes on.</p>";
    };
  }

  /** Few bytes, from which a list of a thousand million segments is made. */
  private static final String TIMELINE =
      """
      <?xml version="1.0"?>
      <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT9S">
        <Period><AdaptationSet mimeType="video/mp4">
          <SegmentTemplate media="$Number$.m4s" initialization="i.mp4" timescale="1">
            <SegmentTimeline><S t="0" d="1" r="999999999"/></SegmentTimeline>
          </SegmentTemplate>
          <Representation id="v" bandwidth="1000" codecs="avc1.42c01e" width="64" height="64"/>
        </AdaptationSet></Period>
      </MPD>
      """;
}
