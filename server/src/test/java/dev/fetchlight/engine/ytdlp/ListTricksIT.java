package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fetchlight.egress.Egress;
import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import dev.fetchlight.job.spec.Subtitles;
import dev.fetchlight.job.spec.Subtitles.Placement;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lists of a site outside that lead inside, and to a film of somebody else, through whole jobs:
 * nobody inside is ever visited, and that film is never in what is kept. The site's own lasts two
 * seconds, the other one seven.
 */
class ListTricksIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static final double OWN = 2;

  @TempDir static Path shared;
  @TempDir Path scratch;
  private final Egress egress = new Egress(VERTX, AddressPolicy.parse("127.0.0.2/32"));
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private HttpServer site;
  private ServerSocket inside;

  @BeforeAll
  static void film() throws Exception {
    make("-t 2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac film.ts");
    make("-t 2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac film.mp4");
    make("-t 2 -vn -c:a aac sound.ts");
    make("-t 7 -c:v mpeg2video -c:a mp2 secret.ts");
  }

  private static void make(String words) throws Exception {
    String all = "ffmpeg -v error -f lavfi -i testsrc=size=64x64:rate=10 -f lavfi -i sine " + words;
    Process process =
        new ProcessBuilder(all.split(" ")).directory(shared.toFile()).inheritIO().start();
    assertThat(process.onExit().join().exitValue()).isZero();
  }

  @BeforeEach
  void serve() throws IOException {
    inside = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    site = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0), 0);
    site.setExecutor(Thread::startVirtualThread);
    site.createContext("/", this::answer);
    site.start();
    for (String name : List.of("film.ts", "film.mp4", "sound.ts")) {
      answers.put("/" + name, Files.readAllBytes(shared.resolve(name)));
    }
    put("/sound.m3u8", LIST + "sound.ts\n#EXT-X-ENDLIST\n");
    put("/film.m3u8", LIST + "film.ts\n#EXT-X-ENDLIST\n");
  }

  private void put(String path, String text) {
    answers.put(path, placed(text).getBytes(StandardCharsets.UTF_8));
  }

  private String placed(String text) {
    return text.replace("SECRET", shared.resolve("secret.ts").toString())
        .replace("INSIDE", "127.0.0.1:" + inside.getLocalPort());
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = answers.get(path);
      String extension = path.substring(path.lastIndexOf('.') + 1);
      exchange
          .getResponseHeaders()
          .set(
              "Content-Type",
              switch (extension) {
                case "m3u8" -> "application/vnd.apple.mpegurl";
                case "mpd" -> "application/dash+xml";
                case "html" -> "text/html";
                case "vtt" -> "text/vtt";
                case "jpg", "webp", "gif" -> "image/" + extension;
                case "ts" -> "video/mp2t";
                default -> "video/mp4";
              });
      exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
      if (body != null) {
        exchange.getResponseBody().write(body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    site.stop(0);
    inside.close();
    egress.close();
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().await();
  }

  private static final String LIST = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n";
  private static final String LEADS_TO_THE_SECRET =
      "#EXTM3U\n#EXT-X-TARGETDURATION:7\n#EXTINF:7,\nfile://SECRET\n#EXT-X-ENDLIST\n";

  private static String at(String segment) {
    return LIST + segment + "\n#EXT-X-ENDLIST\n";
  }

  private static String under(String tag) {
    return LIST.replace("#EXTINF", tag + "\n#EXTINF") + "film.ts\n#EXT-X-ENDLIST\n";
  }

  private static String beside(String video, String sound) {
    return """
    #EXTM3U
    #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",DEFAULT=YES,URI="%s"
    #EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=64x64,CODECS="avc1.42c01e,mp4a.40.2",AUDIO="a"
    %s
    """
        .formatted(sound, video);
  }

  private static String dash(String inside) {
    return """
    <?xml version="1.0"?>
    <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" \
    type="static" mediaPresentationDuration="PT2S">
      <Period><AdaptationSet mimeType="video/mp4" contentType="video">
        <Representation id="v" bandwidth="1000" width="64" height="64" codecs="avc1.42c01e">%s
        </Representation></AdaptationSet></Period></MPD>
    """
        .formatted(inside);
  }

  private static String page(String media, String rest) {
    return """
    <html><head><title>A page</title><meta property="og:image" content="/picture.%s"></head><body>
    <video poster="/picture.%s"><source src="%s">
    <track kind="subtitles" src="/text.vtt" srclang="en"></video></body></html>
    """
        .formatted(rest, rest, media);
  }

  /** A job, and what the site says beside its films. */
  record Trick(String link, Map<String, String> texts, Choices choices) {
    @Override
    public String toString() {
      return link + " " + texts + " " + choices;
    }
  }

  private static final Choices USUAL = Choices.of(Format.BEST);
  private static final Choices CLIP = with(Format.BEST, Container.ANY, Set.of(), 0.5, false);
  private static final List<Choices> WORKED =
      List.of(
          USUAL,
          with(Format.BEST, Container.ANY, EnumSet.allOf(Extra.class), null, true),
          with(Format.BEST, Container.MKV, Set.of(), null, false),
          Choices.of(Format.AUDIO),
          CLIP);

  private static Choices with(
      Format format, Container container, Set<Extra> extras, @Nullable Double from, boolean text) {
    return new Choices(
        format,
        AudioFormat.ORIGINAL,
        container,
        text ? new Subtitles(List.of("en"), Placement.EMBEDDED) : Subtitles.NONE,
        extras,
        from == null ? null : new Clip(from, 1.5));
  }

  static Stream<Trick> tricks() {
    Stream<Trick> bodies =
        Stream.of(
                LEADS_TO_THE_SECRET,
                at("httpproxy://INSIDE/x.ts"),
                dash("<BaseURL>file://SECRET</BaseURL>"))
            .flatMap(text ->
                WORKED.stream()
                    .map(choices -> new Trick("/a.mp4", Map.of("/a.mp4", text), choices)));
    Stream<Trick> lists =
        Stream.of(
                at("httpproxy://INSIDE/x.ts"),
                at("file://SECRET"),
                at("concat:SECRET"),
                at("subfile,,start,0,end,0,,:SECRET"),
                at("data:video/mp2t;base64,AAAA"),
                at("crypto:file://SECRET"),
                at("pipe:0"),
                at("tls://INSIDE"),
                at("unix:SECRET"),
                at("a.mp4"),
                under("#EXT-X-KEY:METHOD=AES-128,URI=\"httpproxy://INSIDE/k\""),
                under("#EXT-X-KEY:METHOD=AES-128,URI=\"file://SECRET\""),
                under("#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"httpproxy://INSIDE/k\""),
                under("#EXT-X-KEY:URI=\"httpproxy://INSIDE/k\",METHOD=SAMPLE-AES"),
                under("#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI=\"data:text/plain;base64,AA==\""),
                under("#EXT-X-MAP:URI=\"httpproxy://INSIDE/m\""),
                under("#EXT-X-MAP:URI=\"file://SECRET\""),
                under("#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI=\"httpproxy://INSIDE/k\""),
                beside("b.m3u8", "sound.m3u8"),
                beside("film.m3u8", "httpproxy://INSIDE/a.m3u8"),
                beside("httpproxy://INSIDE/v.m3u8", "sound.m3u8"),
                beside("film.m3u8", "file://SECRET"))
            .flatMap(text ->
                Stream.of(USUAL, CLIP)
                    .map(choices ->
                        new Trick(
                            "/a.m3u8",
                            Map.of(
                                "/a.m3u8", text,
                                "/b.m3u8", at("a.mp4"),
                                "/a.mp4", LEADS_TO_THE_SECRET),
                            choices)));
    Stream<Trick> dashes =
        Stream.of(
                dash("<BaseURL>httpproxy://INSIDE/x.mp4</BaseURL>"),
                dash("<BaseURL>file://SECRET</BaseURL>"),
                dash(
                    "<SegmentList duration=\"2\"><Initialization sourceURL=\"httpproxy://INSIDE/i\"/>"
                        + "<SegmentURL media=\"film.mp4\"/></SegmentList>"),
                dash(
                    "<SegmentList duration=\"2\"><Initialization sourceURL=\"a.mp4\"/>"
                        + "<SegmentURL media=\"httpproxy://INSIDE/s\"/></SegmentList>"),
                dash("<BaseURL>a.mp4</BaseURL>"))
            .flatMap(text ->
                Stream.of(USUAL, CLIP)
                    .map(choices ->
                        new Trick(
                            "/a.mpd",
                            Map.of("/a.mpd", text, "/a.mp4", LEADS_TO_THE_SECRET),
                            choices)));
    Stream<Trick> pages =
        Stream.of("jpg", "webp", "gif")
            .map(picture ->
                new Trick(
                    "/a.html",
                    Map.of(
                        "/a.html",
                        page("/film.mp4", picture),
                        "/picture." + picture,
                        LEADS_TO_THE_SECRET,
                        "/text.vtt",
                        LEADS_TO_THE_SECRET),
                    WORKED.get(1)));
    return Stream.of(bodies, lists, dashes, pages).flatMap(each -> each);
  }

  @ParameterizedTest(name = "{index}: {0}")
  @MethodSource("tricks")
  void nothingInsideIsReachedOrKept(Trick trick) throws Exception {
    for (Ytdlps ytDlp : Ytdlps.WARM) {
      trick.texts().forEach(this::put);
      Outcome outcome = fetch(ytDlp, trick);

      assertThat(visits()).as("visits inside; %s %s", outcome, notes).isZero();
      if (outcome instanceof Outcome.Fetched fetched) {
        Path file = fetched.file();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP/1.");
        String head = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (!head.startsWith("#EXTM3U") && !head.startsWith("<?xml")) { // others judge what this is
          assertThat(Probed.of(file).seconds()).isLessThan(OWN + 1);
          assertThat(Probed.of(file).streams()).noneMatch(each -> each.matches(".*(mp2|mpeg2).*"));
        }
        Files.delete(file);
      }
    }
  }

  private Outcome fetch(Ytdlps ytDlp, Trick trick) throws Exception {
    String url = "http://127.0.0.2:" + site.getAddress().getPort() + trick.link();
    Assignment assignment =
        new Assignment(
            JobId.next(InstantSource.system()),
            new Spec(((Link.Valid) Link.parse(url)).link(), trick.choices()),
            null,
            scratch,
            Bench.LIMITS,
            null);
    YtDlpEngine engine =
        new YtDlpEngine(
            Bench.launcher(ytDlp),
            new YtDlpEngine.Doors(egress::open, egress::fetcher),
            Patience.USUAL,
            scratch,
            Surroundings.ALONE);
    return engine.fetch(
        assignment,
        event -> {
          if (event instanceof EngineEvent.Noted(String line)) {
            notes.add(line);
          }
        });
  }

  /** Connections to the port inside. */
  private int visits() throws IOException {
    inside.setSoTimeout(1);
    int count = 0;
    while (true) {
      try {
        inside.accept().close();
        count++;
      } catch (SocketTimeoutException e) {
        return count;
      }
    }
  }
}
