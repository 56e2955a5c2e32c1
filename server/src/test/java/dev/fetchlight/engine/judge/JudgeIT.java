package dev.fetchlight.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.ytdlp.process.Ffprobe;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.process.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Media in all its containers under lying names, halves of it, and what only claims to be media.
 */
class JudgeIT {
  private static final String PICTURE = "-f lavfi -i testsrc=size=352x288:rate=25:duration=6 ";
  private static final String SOUND = "-f lavfi -i sine=duration=6:sample_rate=48000 ";
  private static final String BOTH = PICTURE + SOUND;
  private static final String H264 = BOTH + "-c:v libx264 -preset ultrafast -c:a aac ";
  private static final String SMALL = BOTH + "-c:v mpeg4 -c:a libmp3lame ";

  @TempDir private static Path folder;
  private static Judge judge;

  @BeforeAll
  static void make() {
    Programs programs = Programs.find(null, null, System.getenv("PATH"));
    judge = new Judge(new Ffprobe(new Launcher(() -> programs, Duration.ZERO, Duration.ZERO))::ask);
  }

  @ParameterizedTest(name = "{1} called {2} is {3}")
  @CsvSource({
    H264 + ", -movflags +faststart -f mp4, exe, mp4",
    H264 + ", -f mp4, mp4, mp4",
    H264 + ", -f mp4, m4v, m4v",
    H264 + ", -f mov, webm, mov",
    H264 + ", -movflags frag_keyframe+empty_moov -g 25 -f mp4, bin, mp4",
    H264 + ", -f matroska, mp4, mkv",
    H264 + ", -f mpegts, mp4, ts",
    H264 + ", -f mpegts -mpegts_m2ts_mode 1, bin, m2ts",
    H264 + ", -f flv, php, flv",
    BOTH + "-c:v libvpx -deadline realtime -c:a libvorbis, -f webm, mp4, webm",
    SMALL + ", -f avi, mp4, avi",
    BOTH + "-c:v wmv2 -c:a wmav2, -f asf, unknown_video, wmv",
    BOTH + "-c:v mpeg2video -c:a mp2, -f mpeg, bin, mpg",
    BOTH + "-c:v mpeg2video -c:a mp2, -f vob, vob, vob",
    BOTH + "-c:v mpeg2video -c:a pcm_s16le, -f mxf, bin, mxf",
    BOTH + "-c:v libtheora -c:a libvorbis, -f ogg, mp4, ogv",
    SOUND + "-c:a aac, -f ipod, mp4, m4a",
    SOUND + "-c:a libmp3lame, -f mp3, mp4, mp3",
    SOUND + "-c:a aac, -f adts, bin, aac",
    SOUND + "-c:a libopus, -f ogg, mp3, opus",
    SOUND + "-c:a libvorbis, -f ogg, bin, ogg",
    SOUND + "-c:a flac, -f flac, bin, flac",
    SOUND + "-c:a pcm_s16le, -f wav, mp4, wav",
    SOUND + "-c:a pcm_s16be, -f aiff, bin, aiff",
    SOUND + "-c:a wmav2, -f asf, mp3, wma",
    SOUND + "-c:a libopus, -f webm, webm, weba",
    SOUND + "-c:a ac3, -f ac3, mp4, ac3",
    SOUND + "-c:a pcm_s16be, -f au, bin, au",
    SOUND + "-c:a pcm_s16le, -f caf, bin, caf",
    SOUND + "-c:a wavpack, -f wv, bin, wv",
  })
  void callsMediaByItsBytes(String codecs, String container, String name, String kind)
      throws Exception {
    Path file = made(codecs, container, name);
    Judge.Verdict verdict = judge.judge(file, name);
    assertThat(verdict).isInstanceOf(Judge.Verdict.Good.class);
    assertThat(((Judge.Verdict.Good) verdict).kind().extension()).isEqualTo(kind);
  }

  @ParameterizedTest(name = "half of {1}")
  @CsvSource({
    H264 + ", -movflags +faststart -f mp4",
    H264 + ", -f mp4",
    H264 + ", -movflags frag_keyframe+empty_moov -g 25 -f mp4",
    H264 + ", -f mov",
    H264 + ", -f matroska",
    H264 + ", -f flv",
    BOTH + "-c:v libvpx -deadline realtime -c:a libvorbis, -f webm",
    SMALL + ", -f avi",
    SOUND + "-c:a flac, -f flac",
    SOUND + "-c:a pcm_s16le, -f wav",
    SOUND + "-c:a pcm_s16be, -f aiff",
    SOUND + "-c:a aac, -f ipod",
  })
  void seesThatOneEndsTooEarly(String codecs, String container) throws Exception {
    Path file = made(codecs, container, "mp4");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length * 45 / 100));
    assertThat(judge.judge(file, "mp4")).isEqualTo(new Judge.Verdict.Cut());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><html><body>Sign in</body></html>",
        "{\"error\":\"not found\"}",
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "<?xml version='1.0'?><MPD type='static'><BaseURL>file:///etc/passwd</BaseURL></MPD>",
        "ffconcat version 1.0\nfile /etc/passwd\n",
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=video 5004 RTP/AVP 96\r\n",
        "PK\u0003\u0004 a zip",
        "MZ\u0090\0 a program",
        "GIF89a\u0001\0\u0001\0\u0080\0\0\u00ff\u00ff\u00ff\0\0\0!",
        "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0",
        "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR",
        "%PDF-1.7",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nWords\n",
        "1\n00:00:01,000 --> 00:00:02,000\nWords\n",
        "ID3\u0004",
        "",
        " ",
      })
  void knowsWhatIsNone(String text) throws Exception {
    for (String bytes : List.of(text, text + " and more of it, line by line\n".repeat(20_000))) {
      Path file =
          Files.write(folder.resolve("media.mp4"), bytes.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(judge.judge(file, "mp4")).isEqualTo(new Judge.Verdict.Strange());
    }
  }

  @Test
  void takesNoPictureForAVideo() throws Exception {
    for (String kind : List.of("gif", "jpg", "png", "webp", "bmp")) {
      Path picture = folder.resolve("picture." + kind);
      ffmpeg(PICTURE + "-frames:v 1 " + picture);
      assertThat(judge.judge(Files.copy(picture, folder.resolve(kind + ".mp4")), "mp4"))
          .as(kind)
          .isEqualTo(new Judge.Verdict.Strange());
    }
  }

  private static Path made(String codecs, String container, String name) throws IOException {
    Path file = folder.resolve("media." + name);
    ffmpeg(codecs + " " + container + " " + file);
    return file;
  }

  private static void ffmpeg(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
    command.addAll(List.of(arguments.strip().split(" +")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as("ffmpeg %s: %s", arguments, said).isZero();
  }
}
