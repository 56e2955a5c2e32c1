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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real yt-dlp and ffmpeg behind a gate: they get out through it, and no other way. */
class EgressIT {
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir Path folder;
  private final Egress egress = new Egress(VERTX, AddressPolicy.parse("127.0.0.2/32"));
  private final Gate gate = egress.open();
  private byte[] film = {};
  private Site page;
  private Site inside;

  @BeforeEach
  void serve() throws IOException, InterruptedException {
    film = Program.film(gate, folder);
    inside = Site.on("127.0.0.1", (_, socket) -> Site.send(socket, media()));
    page = Site.on("127.0.0.2", (head, socket) -> Site.send(socket, answer(head)));
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

  private String media() {
    return "HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\nContent-Length: "
        + film.length
        + "\r\n\r\n"
        + new String(film, StandardCharsets.ISO_8859_1);
  }

  private String answer(String head) {
    String path = head.split(" ", 3)[1];
    return switch (path) {
      case "/redirect.ts" -> redirect("http://127.0.0.1:" + inside.port() + "/secret.ts");
      case "/redirect-ftp.ts" -> redirect("ftp://127.0.0.1:" + inside.port() + "/secret.ts");
      case "/list.m3u8" ->
          """
          HTTP/1.1 200 OK
          Content-Type: application/vnd.apple.mpegurl

          #EXTM3U
          #EXT-X-TARGETDURATION:1
          #EXTINF:1,
          film.ts
          #EXT-X-ENDLIST
          """;
      default -> media();
    };
  }

  private static String redirect(String to) {
    return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + to + "\r\n\r\n";
  }

  private String link(String path) {
    return "http://127.0.0.2:" + page.port() + path;
  }

  @ParameterizedTest
  @EnumSource
  void reachesWhatIsAllowed(Program program) throws Exception {
    for (String path : List.of("/film.ts", "/list.m3u8")) {
      Run run = program.fetch(link(path), gate, folder);
      assertThat(run.exit()).as(run.output()).isZero();
      assertThat(folder.resolve("out")).isNotEmptyFile();
      Files.delete(folder.resolve("out"));
    }
    assertThat(gate.refusals()).isEmpty();
    assertThat(page.heads)
        .hasSizeGreaterThan(2)
        .allSatisfy(head ->
            assertThat(head)
                .containsIgnoringCase("\r\nConnection: close\r\n")
                .doesNotContain("Proxy-"));
  }

  @ParameterizedTest
  @EnumSource
  void reachesNothingWithoutItsGate(Program program) throws Exception {
    gate.close();
    assertThat(program.fetch(link("/film.ts"), gate, folder).exit()).isNotZero();
    assertThat(page.visits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void isTurnedAwayFromTheInside(Program program) throws Exception {
    String secret = "127.0.0.1:" + inside.port();
    for (String link :
        List.of(
            "http://" + secret + "/a.ts",
            "https://" + secret + "/a.ts",
            "http://127.1:" + inside.port() + "/a.ts",
            link("/redirect.ts"))) {
      int before = gate.refusals().size();
      Run run = program.fetch(link, gate, folder);
      assertThat(gate.refusals()).as("%s: %s", link, run.output()).hasSizeGreaterThan(before);
      assertThat(gate.refusals().getLast())
          .isEqualTo(new Refusal(secret, "127.0.0.1 is a loopback address."));
    }
    assertThat(inside.visits()).isZero();
  }

  /** The links themselves are never ftp in the service; ffmpeg alone is never given one either. */
  @ParameterizedTest
  @EnumSource
  void isTurnedAwayFromOtherSchemes(Program program) throws Exception {
    if (program != Program.FFMPEG) {
      program.fetch("ftp://u:p@127.0.0.1:" + inside.port() + "/a.ts", gate, folder);
    }
    program.fetch(link("/redirect-ftp.ts"), gate, folder);
    assertThat(inside.visits()).isZero();
    assertThat(gate.refusals())
        .allSatisfy(refusal ->
            assertThat(refusal)
                .isEqualTo(
                    new Refusal(
                        "127.0.0.1:" + inside.port(),
                        "Only http and https addresses may be fetched, not ftp.")));
    if (program == Program.YT_DLP_OF_DEBIAN) {
      assertThat(gate.refusals()).hasSizeGreaterThanOrEqualTo(2);
    }
  }
}
