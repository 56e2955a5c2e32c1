package dev.fetchlight.engine.ytdlp.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.ytdlp.program.JsRuntime;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.engine.ytdlp.program.RuntimeSearch;
import dev.fetchlight.site.MediaSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a real ffmpeg sees in its blinkers. Every trick is shown to the bare one first, which reads
 * the film of somebody else or knocks at a port that it was never sent to.
 */
class BlinkersIT {
  private static final Programs PROGRAMS =
      Programs.find(Path.of("/usr/bin/yt-dlp"), null, "/usr/bin:/bin");

  @TempDir Path folder;
  @TempDir static Path shared;
  private Path bin = Path.of("");
  private ServerSocket inside;

  @BeforeEach
  void begin() throws Exception {
    bin = Files.createDirectories(folder.resolve("a place's/bin"));
    Blinkers.put(bin, PROGRAMS);
    inside = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Path film = film();
    Files.copy(film, folder.resolve("film.ts"));
    Files.copy(film.resolveSibling("film.mp4"), folder.resolve("film.mp4"));
    Files.copy(folder.resolve("film.ts"), folder.resolve("media.ts"));
  }

  @AfterEach
  void end() throws IOException {
    inside.close();
  }

  @Test
  void giveARuntimeSoMuchTimeOfTheProcessor() throws Exception {
    Path runtime =
        Files.writeString(folder.resolve("a runtime"), "#!/bin/sh\necho \"$1 $(ulimit -t)\"\n");
    Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path place = Files.createDirectories(folder.resolve("another/bin"));
    RuntimeSearch named =
        new RuntimeSearch(new JsRuntime.Named(JsRuntime.Kind.DENO, runtime), null, "");
    Blinkers.put(place, Programs.find(Path.of("/usr/bin/yt-dlp"), null, "/usr/bin:/bin", named));

    assertThat(run(place.resolve("deno"), "--version").said().strip()).isEqualTo("--version 60");
  }

  /** A small film, as a file of segments and as one in fragments. */
  private Path film() throws Exception {
    Path film = shared.resolve("film.ts");
    if (!Files.exists(film)) {
      String words =
          "-v error -f lavfi -i testsrc=size=64x64:rate=5:duration=2 -f lavfi -i sine=duration=2"
              + " -shortest -movflags frag_keyframe film.mp4 film.ts";
      Ran made = run(PROGRAMS.ffmpeg(), words.split(" "));
      assertThat(made.exit()).as(made.said()).isZero();
      Files.move(folder.resolve("film.mp4"), shared.resolve("film.mp4"));
      Files.move(folder.resolve("film.ts"), film);
    }
    return film;
  }

  private static final String LIST = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n";

  private static String dash(String base) {
    return """
    <?xml version="1.0"?>
    <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" \
    type="static" mediaPresentationDuration="PT2S">
      <Period><AdaptationSet mimeType="video/mp4" contentType="video">
        <Representation id="v" bandwidth="1000" codecs="avc1" width="64" height="64">
          <BaseURL>%sfilm.mp4</BaseURL>
        </Representation>
      </AdaptationSet></Period>
    </MPD>
    """
        .formatted(base);
  }

  /** Texts that lead to the film; whatever calls itself a film, a picture or a subtitle. */
  static Stream<String> textsThatReadAFile() {
    return Stream.of(
        LIST + "file://FOLDER/film.ts\n#EXT-X-ENDLIST\n",
        LIST + "FOLDER/film.ts\n#EXT-X-ENDLIST\n",
        LIST + "film.ts\n#EXT-X-ENDLIST\n",
        LIST.replace("#EXTINF", "#EXT-X-BYTERANGE:100000@0\n#EXTINF") + "film.ts\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlist.m3u8\n",
        LIST.replace("#EXTINF", "#EXT-X-MAP:URI=\"film.ts\"\n#EXTINF")
            + "film.ts\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile film.ts\n",
        dash("file://FOLDER/"),
        dash(""));
  }

  @ParameterizedTest
  @MethodSource("textsThatReadAFile")
  void readsNoFileThatATextNames(String text) throws Exception {
    Files.writeString(
        folder.resolve("list.m3u8"), LIST + "film.ts\n#EXT-X-ENDLIST\n"); // for a list of lists
    for (String name :
        List.of("media.mp4", "media.ts", "media.webm", "media.mp3", "media.en.vtt")) {
      Files.writeString(folder.resolve(name), text.replace("FOLDER", folder.toString()));
      Ran bare = run(PROGRAMS.ffmpeg(), copying(name));
      assertThat(bare.frames()).as("%s without: %s", name, bare.said()).isTrue();

      Ran ran = run(bin.resolve("ffmpeg"), copying(name));

      assertThat(ran.exit()).isNotZero();
      assertThat(ran.frames()).isFalse();
      assertThat(ran.said()).contains("Format not on whitelist");
      assertThat(probed(name)).doesNotContain("codec_name");
    }
  }

  private static String[] copying(String name) {
    return new String[] {
      "-y", "-i", "file:" + name, "-map", "0", "-c", "copy", "-f", "mpegts", "out"
    };
  }

  private String probed(String name) throws IOException {
    return run(bin.resolve("ffprobe"), "-show_streams", "file:" + name).said();
  }

  /** Texts that lead to the port inside. */
  static Stream<String> textsThatKnock() {
    String key = "#EXT-X-KEY:METHOD=AES-128,URI=\"httpproxy://127.0.0.1:PORT/k\"\n";
    return Stream.of(
        LIST + "httpproxy://127.0.0.1:PORT/x.ts\n#EXT-X-ENDLIST\n",
        LIST.replace("#EXTINF", key + "#EXTINF") + "film.ts\n#EXT-X-ENDLIST\n",
        LIST.replace("#EXTINF", key.replace("AES-128", "SAMPLE-AES") + "#EXTINF")
            + "film.ts\n#EXT-X-ENDLIST\n",
        LIST.replace("#EXTINF", "#EXT-X-MAP:URI=\"httpproxy://127.0.0.1:PORT/m\"\n#EXTINF")
            + "film.ts\n#EXT-X-ENDLIST\n",
        LIST + "http://127.0.0.1:PORT/x.ts\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhttpproxy://127.0.0.1:PORT/x.m3u8\n",
        dash("httpproxy://127.0.0.1:PORT/"),
        dash("http://127.0.0.1:PORT/"));
  }

  /** The bare one is let loose with the protocols that it has where the text came over HTTP. */
  @ParameterizedTest
  @MethodSource("textsThatKnock")
  void connectsNowhereForAText(String text) throws Exception {
    Files.writeString(
        folder.resolve("media.mp4"), text.replace("PORT", inside.getLocalPort() + ""));
    String all = "file,http,https,tcp,tls,httpproxy,crypto,data";
    String[] words = {
      "-y",
      "-protocol_whitelist",
      all,
      "-format_whitelist",
      "hls,dash",
      "-rw_timeout",
      "200000",
      "-i",
      "file:media.mp4",
      "-c",
      "copy",
      "-f",
      "mpegts",
      "out"
    };
    run(PROGRAMS.ffmpeg(), words);
    assertThat(visits()).as("without").isPositive();

    Ran ran = run(bin.resolve("ffmpeg"), words);

    assertThat(ran.said()).contains("Format not on whitelist");
    assertThat(visits()).isZero();
  }

  /** Connections to the port inside since the last call. */
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

  /** Names and orders of options; # stands for the port inside. */
  @ParameterizedTest
  @CsvSource({
    "-i concat:film.ts|media.ts",
    "-i 'subfile,,start,0,end,0,,:film.ts'",
    "-i async:file:film.ts",
    "-i cache:film.ts",
    "-i data:text/plain;base64,I0VYVE0zVQo=",
    "-i crypto:film.ts",
    "-f lavfi -i movie=film.ts",
    "-f concat -safe 0 -i file:list.ffconcat",
    "-f hls -i file:list.m3u8",
    "-format_whitelist hls -i file:list.m3u8",
    "-format_whitelist hls -protocol_whitelist file -f hls -i file:list.m3u8",
    "-i file:media.ts -format_whitelist hls -i file:list.m3u8 -map 1",
    "-i tcp://127.0.0.1:#",
    "-i httpproxy://127.0.0.1:#/x.ts",
    "-protocol_whitelist httpproxy,tcp -i httpproxy://127.0.0.1:#/x.ts",
    "-i HTTP://127.0.0.1:#/x.ts",
    "-i ftp://127.0.0.1:#/x.ts",
    "-i rtmp://127.0.0.1:#/x",
    "-i rtsp://127.0.0.1:#/x",
    "-i hls+http://127.0.0.1:#/x.m3u8",
    "-i gopher://127.0.0.1:#/x",
    "-i tls://127.0.0.1:#",
    "-i srt://127.0.0.1:#",
    "-i unix:door"
  })
  void opensWhatItIsGivenAsAFileAlone(String input) throws Exception {
    Files.writeString(folder.resolve("list.m3u8"), LIST + "film.ts\n#EXT-X-ENDLIST\n");
    // The stretches that are kept of a film come by such a list; what it names is media alone too.
    Files.writeString(folder.resolve("list.ffconcat"), "file list.m3u8\n");
    List<String> words = new ArrayList<>(List.of("-y"));
    Stream.of(input.replace("#", inside.getLocalPort() + "").split(" "))
        .map(word -> word.replace("'", ""))
        .forEach(words::add);
    words.addAll(List.of("-c", "copy", "-f", "mpegts", "out"));

    Ran ran = run(bin.resolve("ffmpeg"), words.toArray(String[]::new));

    assertThat(ran.exit()).as(ran.said()).isNotZero();
    assertThat(ran.frames()).isFalse();
    assertThat(visits()).isZero();
    String name = words.get(words.lastIndexOf("-i") + 1);
    assertThat(run(bin.resolve("ffprobe"), "-show_streams", name).said())
        .doesNotContain("codec_name");
    assertThat(visits()).isZero();
  }

  /** What yt-dlp has ffmpeg read, and what is asked of it before. */
  @ParameterizedTest
  @CsvSource({
    "clip.mp4, h264",
    "unusual.webm, vp8",
    "dash/audio.m4a, aac",
    "hls/video/list0.ts, h264",
    "thumbnail.jpg, mjpeg",
    "thumbnail.png, png"
  })
  void seesMedia(String name, String codec) throws Exception {
    try (MediaSite site = MediaSite.start()) {
      String said = probed(site.file(name).toString());
      assertThat(said).contains("codec_name=" + codec);
    }
  }

  @Test
  void seesTextThatIsNoList() throws Exception {
    Files.writeString(folder.resolve("media.en.srt"), "1\n00:00:00,000 --> 00:00:01,000\nHello\n");
    Files.writeString(folder.resolve("media.meta"), ";FFMETADATA1\ntitle=A harbour\n");
    Ran ran =
        run(
            bin.resolve("ffmpeg"),
            ("-y -i file:media.ts -i file:media.en.srt -i file:media.meta -map 0 -map 1"
                    + " -map_metadata 2 -c copy -c:s webvtt -f matroska file:out.mkv")
                .split(" "));
    assertThat(ran.exit()).as(ran.said()).isZero();
    assertThat(probed("out.mkv") + run(bin.resolve("ffprobe"), "file:out.mkv").said())
        .contains("codec_name=webvtt", "A harbour");
    assertThat(run(bin.resolve("ffmpeg"), "-bsfs").said()).contains("ffmpeg version", "setts");
    assertThat(run(bin.resolve("ffprobe"), "-bsfs").said()).contains("ffprobe version");
  }

  @Test
  void readsAPlainFileOverHttpAndNoList() throws Exception {
    try (MediaSite site = MediaSite.start()) {
      Ran plain = run(bin.resolve("ffmpeg"), copyingFrom(site.url("/clip.mp4")));
      assertThat(plain.exit()).as(plain.said()).isZero();

      Ran list = run(bin.resolve("ffmpeg"), copyingFrom(site.url("/hls/clip.m3u8")));

      assertThat(list.said()).contains("Format not on whitelist");
      assertThat(site.hits("/hls/clip0.ts")).isZero();
    }
  }

  private static String[] copyingFrom(String url) {
    return new String[] {
      "-y", "-ss", "1", "-t", "1", "-i", url, "-c", "copy", "-f", "mpegts", "out"
    };
  }

  /** What came of a program; its output is there where it made one. */
  private record Ran(int exit, String said, boolean frames) {}

  private Ran run(Path program, String... words) throws IOException {
    Path out = folder.resolve("out");
    Files.deleteIfExists(out);
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", bin.toString()));
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.onExit().join().exitValue();
    return new Ran(exit, said, Files.exists(out) && Files.size(out) > 1_000);
  }
}
