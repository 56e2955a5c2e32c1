package dev.fetchlight.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.ytdlp.process.Ffprobe;
import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.program.Programs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
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

  private static final byte[] FTYP =
      "\0\0\0\020ftypisom\0\0\2\0".getBytes(StandardCharsets.US_ASCII);

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
    Judge.Verdict verdict = judge.judge(file, name, false);
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
    assertThat(judge.judge(file, "mp4", false)).isEqualTo(new Judge.Verdict.Cut());
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
      assertThat(judge.judge(file, "mp4", false)).isEqualTo(new Judge.Verdict.Strange());
    }
  }

  @Test
  void takesNoPictureForAVideo() throws Exception {
    for (String kind : List.of("gif", "jpg", "png", "webp", "bmp")) {
      Path picture = folder.resolve("picture." + kind);
      ffmpeg(PICTURE + "-frames:v 1 " + picture);
      assertThat(judge.judge(Files.copy(picture, folder.resolve(kind + ".mp4")), "mp4", false))
          .as(kind)
          .isEqualTo(new Judge.Verdict.Strange());
    }
  }

  /** Longer than what is read to its end; so small that it is made in a moment. */
  private static final String LONG =
      "-f lavfi -i testsrc=size=64x48:rate=5:duration=200 -f lavfi -i sine=duration=200:sample_rate=8000 ";

  private static final String LONG_SOUND = "-f lavfi -i sine=duration=200:sample_rate=8000 ";
  private static final String LONG_H264 =
      LONG + "-c:v libx264 -preset ultrafast -g 50 -c:a aac -b:a 16k ";

  @ParameterizedTest(name = "parts of {1}")
  @CsvSource({
    LONG_H264 + ", -movflags +faststart -f mp4",
    LONG_H264 + ", -f mp4",
    LONG_H264 + ", -movflags frag_keyframe+empty_moov -f mp4",
    LONG_H264 + ", -movflags +faststart -f mov",
    LONG_H264 + ", -f matroska",
    LONG_H264 + ", -f flv -ar 11025",
    LONG + "-c:v libvpx -deadline realtime -cpu-used 8 -c:a libvorbis, -f webm",
    LONG + "-c:v mpeg4 -c:a libmp3lame, -f avi",
    LONG + "-c:v wmv2 -c:a wmav2, -f asf",
    LONG + "-c:v libtheora -c:a libvorbis, -f ogg",
    LONG_SOUND + "-c:a flac, -f flac",
    LONG_SOUND + "-c:a pcm_s16le, -f wav",
    LONG_SOUND + "-c:a pcm_s16le, -f wav -rf64 always",
    LONG_SOUND + "-c:a pcm_s16be, -f aiff",
    LONG_SOUND + "-c:a pcm_s16be, -f au",
    LONG_SOUND + "-c:a pcm_s16le, -f caf",
    LONG_SOUND + "-c:a wavpack, -f wv",
    LONG_SOUND + "-c:a libmp3lame, -f mp3",
    LONG_SOUND + "-c:a libopus, -f opus",
    LONG_SOUND + "-c:a aac, -movflags +faststart -f ipod",
  })
  void seesThatALongOneEndsTooEarly(String codecs, String container) throws Exception {
    Path file = made(codecs, container, "mp4");
    byte[] whole = Files.readAllBytes(file);
    assertThat(judge.judge(file, "mp4", false)).isInstanceOf(Judge.Verdict.Good.class);
    for (int percent : List.of(10, 30, 50, 94, 98)) {
      Files.write(file, Arrays.copyOf(whole, (int) (whole.length * (long) percent / 100)));
      assertThat(judge.judge(file, "mp4", false))
          .as("%d %%", percent)
          .isEqualTo(new Judge.Verdict.Cut());
    }
  }

  @Test
  void countsTheBytesThatAnMp4PointsTo() throws Exception {
    Path file = made(H264, "-f mp4 -movflags +faststart", "mp4");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThat(judge.judge(file, "mp4", false)).isEqualTo(new Judge.Verdict.Cut());
    Files.write(file, Arrays.copyOf(whole, whole.length + 33));
    assertThat(judge.judge(file, "mp4", false)).isInstanceOf(Judge.Verdict.Good.class);
  }

  /** A slide each 20 s, and no sound. */
  private static final String SLIDES = "-f lavfi -i color=c=red:size=64x48:rate=1/20 -t 140 ";

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    SLIDES + "-c:v libx264, -f matroska",
    SLIDES + "-c:v libx264, -f matroska -live 1",
    SLIDES + "-c:v libx264, -f mp4",
    SLIDES + "-c:v libx264, -movflags frag_keyframe+empty_moov -f mp4",
    SLIDES + "-c:v flv1, -f flv",
    SLIDES + "-c:v flv1, -f flv -flvflags no_duration_filesize",
    SLIDES + "-c:v libvpx, -f webm",
    BOTH + "-c:v libx264 -preset ultrafast -c:a aac, -output_ts_offset 100 -f matroska",
    BOTH + "-c:v libx264 -preset ultrafast -c:a aac, -output_ts_offset 100 -f flv",
    BOTH + "-c:v libx264 -preset ultrafast -c:a aac, -frames:v 1 -f matroska",
    PICTURE + "-c:v libx264 -preset ultrafast, -frames:v 1 -f mp4",
    SOUND + "-c:a libmp3lame, -f mp3 -write_xing 0",
    SOUND + "-c:a libmp3lame, -f mp3 -id3v2_version 3 -write_id3v1 1 -metadata title=Sea",
  })
  void callsNothingCutThatIsOnlySparse(String codecs, String container) throws Exception {
    Path file = made(codecs, container, "mkv");
    assertThat(judge.judge(file, "mkv", true)).isInstanceOf(Judge.Verdict.Good.class);
  }

  @Test
  void callsNothingCutWhoseWordsOutlastIt() throws Exception {
    Path words =
        Files.writeString(
            folder.resolve("words.srt"), "1\n00:00:01,000 --> 00:05:00,000\nLong words\n");
    Path file =
        made(BOTH + "-i " + words + " -c:v libx264 -c:a aac -c:s srt", "-f matroska", "mkv");
    assertThat(judge.judge(file, "mkv", false)).isInstanceOf(Judge.Verdict.Good.class);
  }

  @ParameterizedTest
  @CsvSource({
    SOUND + "-c:a aac -b:a 64k, -f adts",
    SOUND + "-c:a libmp3lame, -f mp3 -write_xing 0",
    SOUND + "-c:a libmp3lame, -f mp3",
    SOUND + "-c:a ac3, -f ac3",
  })
  void countsWhereAHeadCanOnlyGuess(String codecs, String container) throws Exception {
    Path file = made(codecs, container, "bin");
    Judge.Verdict verdict = judge.judge(file, "bin", true);
    assertThat(((Judge.Verdict.Good) verdict).finding().seconds()).isBetween(5.9, 6.2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PK\u0003\u0004\u0014\0\0\0\0\0 song.mp3",
        "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n",
        "\u001f\u008b\b\b\0\0\0\0\0\u0003song\0",
        "7z\u00bc\u00af'\u001c\0\u0004",
        "Rar!\u001a\u0007\u0001\0",
        "<!doctype html><html><body>Sign in</body></html>\n",
        "  \n<?xml version='1.0'?><Error>\0</Error>",
        "{\"error\": \"gone\"}\n",
        "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0",
        "MZ\u0090\0\u0003\0",
        "FWS\b\0\0\0\0",
        "tar",
      })
  void doesNotLookForMediaWithinOthers(String begin) throws Exception {
    byte[] first = begin.getBytes(StandardCharsets.ISO_8859_1);
    if (begin.equals("tar")) {
      first = Arrays.copyOf("song.mp3".getBytes(StandardCharsets.ISO_8859_1), 512);
      System.arraycopy("ustar".getBytes(StandardCharsets.ISO_8859_1), 0, first, 257, 5);
    }
    for (String inside :
        List.of(SOUND + "-c:a libmp3lame -f mp3", BOTH + "-c:v mpeg2video -c:a mp2 -f mpegts")) {
      byte[] media = Files.readAllBytes(made(inside, "", "inside"));
      byte[] all = Arrays.copyOf(first, first.length + media.length);
      System.arraycopy(media, 0, all, first.length, media.length);
      Path file = Files.write(folder.resolve("media.mp3"), all);
      assertThat(judge.judge(file, "mp3", false)).isEqualTo(new Judge.Verdict.Strange());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"avif", "avis", "heic", "mif1", "isom"})
  void takesNoStillPictureForAVideo(String brand) throws Exception {
    String bytes = "\0\0\0\u0010ftyp" + brand + "\0\0\0\0" + "\0\0\0\fmeta\0\0\0\0";
    bytes += "\0\0\u0001\0mdat" + "\0".repeat(248);
    Path file =
        Files.write(folder.resolve("media.mp4"), bytes.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(judge.judge(file, "mp4", false)).isEqualTo(new Judge.Verdict.Strange());
  }

  @ParameterizedTest
  @CsvSource({
    "-f mp4, 352, 288",
    "-f mp4 -metadata:s:v rotate=90, 288, 352",
    "-f matroska, 352, 288",
    "-f mp4 -movflags frag_keyframe+empty_moov, 352, 288",
    "-f mpegts, 352, 288",
  })
  void measuresThePicture(String container, int width, int height) throws Exception {
    Path made = made(H264, "-f mp4", "plain.mp4");
    Path file = made("-i " + made + " -c copy", container, "mp4");
    Judge.Verdict verdict = judge.judge(file, "mp4", false);
    assertThat(((Judge.Verdict.Good) verdict).finding().size()).isEqualTo(new Size(width, height));
  }

  private static Path made(String codecs, String container, String name) throws IOException {
    Path file = folder.resolve("media." + name);
    ffmpeg(codecs + " " + container + " " + file);
    return file;
  }

  /** Files that are made to be read for ever, to take all memory, or to go too deep. */
  @Test
  void isNotHeldUpByBoxesThatAreMadeForIt() throws Exception {
    Path file = folder.resolve("forged");
    ByteBuffer many = ByteBuffer.allocate(16 + 8 * 600_000).put(FTYP);
    while (many.hasRemaining()) {
      many.putInt(8).put("free".getBytes(StandardCharsets.US_ASCII));
    }
    Files.write(file, many.array());
    assertThat(judge.judge(file, "mp4", false)).isEqualTo(new Judge.Verdict.Strange());

    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(0);
      large.write(FTYP);
      large.writeInt(200 << 20);
      large.writeBytes("moov");
      large.setLength(16 + (200 << 20));
    }
    assertThat(judge.judge(file, "mp4", false)).isEqualTo(new Judge.Verdict.Strange());

    int depth = 200_000;
    ByteBuffer deep = ByteBuffer.allocate(16 + 8 * depth).put(FTYP);
    for (int each = 0; each < depth; each++) {
      deep.putInt(8 * (depth - each));
      deep.put((each == 0 ? "moov" : "trak").getBytes(StandardCharsets.US_ASCII));
    }
    Files.write(file, deep.array());
    assertThat(judge.judge(file, "mp4", false)).isNotInstanceOf(Judge.Verdict.Good.class);
  }

  private static void ffmpeg(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
    command.addAll(List.of(arguments.strip().split(" +")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as("ffmpeg %s: %s", arguments, said).isZero();
  }
}
