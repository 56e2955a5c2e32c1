package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.Program.Run;
import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.egress.address.Refusal;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What pages and lists of segments lead to beside media: addresses inside, other schemes and files
 * of this machine. Real programs read them behind gates, and nobody inside is ever visited.
 */
class ManifestTricksIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String MARK = "a secret";

  @TempDir Path folder;
  private final Egress egress = new Egress(VERTX, AddressPolicy.parse("127.0.0.2/32"));
  private String film = "";
  private String bait = "";
  private Site page;
  private Site inside;

  @BeforeEach
  void serve() throws IOException, InterruptedException {
    try (Gate gate = egress.open()) {
      film = new String(Program.film(gate, folder), StandardCharsets.ISO_8859_1);
    }
    inside = Site.on("127.0.0.1", (_, socket) -> Site.send(socket, ok("video/mp2t", MARK + film)));
    page = Site.on("127.0.0.2", (head, socket) -> Site.send(socket, answer(head.split(" ", 3)[1])));
  }

  @AfterEach
  void close() throws IOException {
    page.close();
    inside.close();
    egress.close();
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().await();
  }

  private String answer(String path) {
    return switch (path) {
      case "/bait.m3u8" -> ok("application/vnd.apple.mpegurl", bait);
      case "/bait.mpd" -> ok("application/dash+xml", bait);
      case "/bait.html" -> ok("text/html", bait);
      case "/bait.ffconcat" -> ok("text/plain", bait);
      default -> ok("video/mp2t", film);
    };
  }

  private static String ok(String type, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(type, body.length(), body);
  }

  /** Kinds of bait, each with the place in it where an address stands. */
  enum Bait {
    SEGMENT("m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n%s\n#EXT-X-ENDLIST\n"),
    KEY(
        "m3u8",
        """
        #EXTM3U
        #EXT-X-TARGETDURATION:1
        #EXT-X-KEY:METHOD=AES-128,URI="%s"
        #EXTINF:1,
        film.ts
        #EXT-X-ENDLIST
        """),
    BEGIN(
        "m3u8",
        """
        #EXTM3U
        #EXT-X-VERSION:6
        #EXT-X-TARGETDURATION:1
        #EXT-X-MAP:URI="%s"
        #EXTINF:1,
        film.ts
        #EXT-X-ENDLIST
        """),
    VARIANT("m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000\n%s\n"),
    SOUND(
        "m3u8",
        """
        #EXTM3U
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",DEFAULT=YES,URI="%s"
        #EXT-X-STREAM-INF:BANDWIDTH=1000,CODECS="avc1.42c01e,mp4a.40.2",AUDIO="a"
        film.ts
        """),
    DASH(
        "mpd",
        """
        <?xml version="1.0"?>
        <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S">
          <Period><AdaptationSet mimeType="video/mp2t">
            <Representation id="v" bandwidth="1000" codecs="avc1" width="64" height="64">
              <BaseURL>%s</BaseURL>
            </Representation>
          </AdaptationSet></Period>
        </MPD>
        """),
    PERIOD(
        "mpd",
        """
        <?xml version="1.0"?>
        <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:xlink="http://www.w3.org/1999/xlink">
          <Period xlink:href="%s" xlink:actuate="onLoad"/>
        </MPD>
        """),
    REFRESH("html", "<html><head><meta http-equiv=\"refresh\" content=\"0;url=%s\"></head></html>"),
    VIDEO("html", "<html><body><video src=\"%s\"></video></body></html>"),
    CONCAT("ffconcat", "ffconcat version 1.0\nfile '%s'\n");

    private final String extension;
    private final String text;

    Bait(String extension, String text) {
      this.extension = extension;
      this.text = text;
    }
  }

  /** In the table, # stands for the port inside; the last columns tell whom the gates refused. */
  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SEGMENT | http://127.0.0.1#/s.ts               | inside | inside
          SEGMENT | https://127.0.0.1#/s.ts              | inside | inside
          SEGMENT | //127.1#/s.ts                        | inside | inside
          SEGMENT | http://good.example@127.0.0.1#/s.ts  | inside | inside
          SEGMENT | ftp://127.0.0.1#/s.ts                | ftp    | nobody
          SEGMENT | rtmp://127.0.0.1#/s.ts               | nobody | nobody
          SEGMENT | tcp://127.0.0.1#/s.ts                | nobody | nobody
          SEGMENT | gopher://127.0.0.1#/_s.ts            | nobody | nobody
          SEGMENT | concat:http://127.0.0.1#/s.ts        | nobody | nobody
          SEGMENT | file://SECRET                        | nobody | nobody
          SEGMENT | data:video/mp2t;base64,AAAA          | nobody | nobody
          KEY     | http://127.0.0.1#/k                  | inside | inside
          KEY     | ftp://127.0.0.1#/k                   | ftp    | nobody
          KEY     | file://SECRET                        | nobody | nobody
          BEGIN   | http://127.0.0.1#/i.mp4              | inside | inside
          VARIANT | http://127.0.0.1#/v.m3u8             | inside | inside
          VARIANT | rtmp://127.0.0.1#/v                  | nobody | nobody
          SOUND   | http://127.0.0.1#/a.m3u8             | inside | inside
          DASH    | http://127.0.0.1#/s.ts               | inside | nobody
          DASH    | ftp://127.0.0.1#/s.ts                | nobody | nobody
          DASH    | file://SECRET                        | nobody | nobody
          PERIOD  | http://127.0.0.1#/p.xml              | nobody | nobody
          REFRESH | http://127.0.0.1#/s.ts               | inside | nobody
          REFRESH | ftp://127.0.0.1#/s.ts                | ftp    | nobody
          VIDEO   | http://127.0.0.1#/s.mp4              | inside | nobody
          CONCAT  | tcp://127.0.0.1#/s.ts                | nobody | nobody
          """)
  void nobodyInsideIsVisited(Bait kind, String address, String byYtDlp, String byFfmpeg)
      throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.ts"), MARK);
    String target = address.replace("#", ":" + inside.port()).replace("SECRET", secret.toString());
    bait = kind.text.formatted(target);
    String link = "http://127.0.0.2:" + page.port() + "/bait." + kind.extension;
    CompletableFuture<String> ytDlp = start(Program.YT_DLP_OF_DEBIAN, link);
    CompletableFuture<String> ffmpeg = start(Program.FFMPEG, link);
    assertThat(ytDlp.get(3, TimeUnit.MINUTES)).isEqualTo(byYtDlp);
    assertThat(ffmpeg.get(3, TimeUnit.MINUTES)).isEqualTo(byFfmpeg);
    assertThat(inside.visits()).isZero();
    assertThat(page.heads).isNotEmpty();
  }

  /** Whom the gate turned away. */
  private CompletableFuture<String> start(Program program, String link) {
    CompletableFuture<String> refused = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        refused.complete(run(program, link));
      } catch (Throwable e) {
        refused.completeExceptionally(e);
      }
    });
    return refused;
  }

  private String run(Program program, String link) throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.resolve(program.name()));
    try (Gate gate = egress.open()) {
      Run run = program.fetch(link, gate, own);
      assertThat(run.output()).doesNotContain(MARK);
      Path out = own.resolve("out");
      if (Files.exists(out)) {
        assertThat(Files.readString(out, StandardCharsets.ISO_8859_1)).doesNotContain(MARK);
      }
      if (gate.refusals().isEmpty()) {
        return "nobody";
      }
      assertThat(gate.refusals())
          .extracting(Refusal::target)
          .containsOnly("127.0.0.1:" + inside.port());
      String reason = gate.refusals().getFirst().reason();
      return reason.equals("127.0.0.1 is a loopback address.")
          ? "inside"
          : reason.equals("Only http and https addresses may be fetched, not ftp.")
              ? "ftp"
              : reason;
    }
  }
}
