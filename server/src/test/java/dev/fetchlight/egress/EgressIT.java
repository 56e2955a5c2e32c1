package dev.fetchlight.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.address.AddressPolicy;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real yt-dlp and ffmpeg behind a gate: they get out through it, and no other way. */
class EgressIT {
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir Path folder;
  private final Egress egress = new Egress(VERTX, AddressPolicy.parse("127.0.0.2/32"));
  private final Gate gate = egress.open();
  private byte[] clip = {};
  private Site page;
  private Site inside;

  /** A program that fetches a link into the file "out". */
  enum Program {
    YT_DLP_OF_DEBIAN,
    YT_DLP_ZIPAPP,
    FFMPEG;

    List<String> command(String link) {
      List<String> ytDlp =
          List.of(
              "--ignore-config",
              "--no-progress",
              "--retries",
              "0",
              "--fragment-retries",
              "0",
              "--extractor-retries",
              "0",
              "--abort-on-unavailable-fragments",
              "-o",
              "out",
              "--",
              link);
      return switch (this) {
        case YT_DLP_OF_DEBIAN -> join(List.of("/usr/bin/python3", "/usr/bin/yt-dlp"), ytDlp);
        case YT_DLP_ZIPAPP -> join(List.of("/usr/bin/python3", zipapp().toString()), ytDlp);
        case FFMPEG ->
            List.of(
                "/usr/bin/ffmpeg",
                "-nostdin",
                "-v",
                "error",
                "-i",
                link,
                "-c",
                "copy",
                "-f",
                "mpegts",
                "out");
      };
    }

    private static Path zipapp() {
      return Path.of("target", "yt-dlp-zipapp", "res", "raw", "ytdlp").toAbsolutePath();
    }

    private static List<String> join(List<String> a, List<String> b) {
      return Stream.concat(a.stream(), b.stream()).toList();
    }
  }

  /** How a program ended and what it said. */
  private record Run(int exit, String output) {}

  @BeforeEach
  void serve() throws IOException, InterruptedException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("ffmpeg"), Path.of("/usr/bin/ffmpeg"));
    Files.createSymbolicLink(bin.resolve("ffprobe"), Path.of("/usr/bin/ffprobe"));
    Run made =
        run(
            List.of(
                "/usr/bin/ffmpeg",
                "-nostdin",
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=64x64:rate=5:duration=1",
                "-f",
                "mpegts",
                "clip.ts"));
    assertThat(made.exit()).as(made.output()).isZero();
    clip = Files.readAllBytes(folder.resolve("clip.ts"));
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
        + clip.length
        + "\r\n\r\n"
        + new String(clip, StandardCharsets.ISO_8859_1);
  }

  private String answer(String head) {
    String path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP"));
    String secret = "127.0.0.1:" + inside.port() + "/secret.ts";
    return switch (path) {
      case "/redirect.ts" -> redirect("http://" + secret);
      case "/redirect-ftp.ts" -> redirect("ftp://" + secret);
      case "/good.m3u8" -> playlist("clip.ts");
      case "/http.m3u8" -> playlist("http://" + secret);
      case "/https.m3u8" -> playlist("https://" + secret);
      case "/ftp.m3u8" -> playlist("ftp://" + secret);
      default -> media();
    };
  }

  private static String redirect(String to) {
    return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + to + "\r\n\r\n";
  }

  private static String playlist(String segment) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.apple.mpegurl\r\n\r\n"
        + "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n"
        + segment
        + "\n#EXT-X-ENDLIST\n";
  }

  private Run run(List<String> command) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(gate.environment());
    environment.put("PATH", folder.resolve("bin").toString());
    environment.put("HOME", folder.toString());
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), Files.readString(log, StandardCharsets.ISO_8859_1));
  }

  private String link(String path) {
    return "http://127.0.0.2:" + page.port() + path;
  }

  @ParameterizedTest
  @EnumSource
  void reachesWhatIsAllowed(Program program) throws Exception {
    for (String path : List.of("/clip.ts", "/good.m3u8")) {
      Run run = run(program.command(link(path)));
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
    assertThat(run(program.command(link("/clip.ts"))).exit()).isNotZero();
    assertThat(page.visits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void isTurnedAwayFromTheInsideOverHttp(Program program) throws Exception {
    String secret = "127.0.0.1:" + inside.port();
    for (String link :
        List.of(
            "http://" + secret + "/a.ts",
            "https://" + secret + "/a.ts",
            "http://127.1:" + inside.port() + "/a.ts",
            link("/redirect.ts"),
            link("/http.m3u8"),
            link("/https.m3u8"))) {
      int before = gate.refusals().size();
      Run run = run(program.command(link));
      assertThat(gate.refusals()).as("%s: %s", link, run.output()).hasSizeGreaterThan(before);
      assertThat(gate.refusals().getLast())
          .isEqualTo(new Refusal(secret, "127.0.0.1 is a loopback address."));
    }
    assertThat(inside.visits()).isZero();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FFMPEG")
  void isTurnedAwayFromTheInsideOverFtp(Program program) throws Exception {
    for (String link :
        List.of(
            "ftp://127.0.0.1:" + inside.port() + "/a.ts",
            link("/redirect-ftp.ts"),
            link("/ftp.m3u8"))) {
      run(program.command(link));
    }
    assertThat(inside.visits()).isZero();
  }

  @Test
  void tellsWhatItRefusedOverFtp() throws Exception {
    run(Program.YT_DLP_OF_DEBIAN.command("ftp://user:secret@127.0.0.1:" + inside.port() + "/a.ts"));
    assertThat(gate.refusals())
        .contains(
            new Refusal(
                "127.0.0.1:" + inside.port(),
                "Only http and https addresses may be fetched, not ftp."));
  }

  @Test
  void ffmpegFollowsNoPlaylistToFtp() throws Exception {
    for (String path : List.of("/redirect-ftp.ts", "/ftp.m3u8")) {
      run(Program.FFMPEG.command(link(path)));
    }
    assertThat(inside.visits()).isZero();
  }
}
