package dev.fetchlight.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** First bytes of media, and of what only looks a little like it. */
class SignatureTest {
  private static final String SIZE = "\0\0\0 ";
  private static final String EBML = "\u001aE\u00df\u00a3\u0001\0\0\0B\u0082\u0084";
  private static final String OGG = "OggS\0\u0002" + "\0".repeat(22);

  static Stream<Arguments> media() {
    return Map.ofEntries(
            Map.entry(SIZE + "ftypisom", "mp4"),
            Map.entry(SIZE + "ftypM4V ", "mp4"),
            Map.entry(SIZE + "ftypM4A ", "m4a"),
            Map.entry(SIZE + "ftypqt  ", "mov"),
            Map.entry(SIZE + "ftyp3gp4", "3gp"),
            Map.entry(SIZE + "moov", "mov"),
            Map.entry(EBML + "webmB", "webm"),
            Map.entry(EBML + "matroska", "mkv"),
            Map.entry(OGG + "OpusHead", "opus"),
            Map.entry(OGG + "\u0080theora", "ogv"),
            Map.entry(OGG + "\u0001vorbis", "ogg"),
            Map.entry("fLaC\0", "flac"),
            Map.entry("RIFF1234WAVEfmt ", "wav"),
            Map.entry("RIFF1234AVI LIST", "avi"),
            Map.entry("FLV\u0001\u0005", "flv"),
            Map.entry("ID3\u0004", "mp3"),
            Map.entry("\u00ff\u00fb\u0090d", "mp3"),
            Map.entry("\u00ff\u00f3\u0090d", "mp3"),
            Map.entry("\u00ff\u00f1P\u0080", "aac"),
            Map.entry(("G" + "x".repeat(187)).repeat(3), "ts"),
            Map.entry("\0\0\u0001\u00ba", "mpg"))
        .entrySet()
        .stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  private static Optional<String> extension(String start, String... told) {
    byte[] first = start.getBytes(StandardCharsets.ISO_8859_1);
    return Signature.kind(first, List.of(told)).map(kind -> kind.extension());
  }

  @ParameterizedTest
  @MethodSource("media")
  void knowsMedia(String start, String expected) {
    assertThat(extension(start + "and more")).contains(expected);
    assertThat(extension(start, "exe", "pdf", "")).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<!doctype html>",
        "{\"a\":1}",
        "#EXTM3U\n#EXTINF:1,\n",
        "<?xml version='1.0'?><MPD/>",
        "GIF89a",
        "GET / HTTP/1.1",
        "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF",
        "\u00ff\u00fe<\0h\0t\0m\0l\0",
        "\u0089PNG\r\n\u001a\n",
        "RIFF1234WEBPVP8 ",
        "PK\u0003\u0004",
        "ftypisom",
        "\0\0\0 ftypavif",
        "\0\0\0 ftypheic",
        "\u001aE\u00df\u00a3 something else",
        "\u00ff\u00fb\u00f0d",
        "OGG",
      })
  void knowsWhatIsNone(String start) {
    assertThat(extension(start, "mp4", "mp3")).isEmpty();
    assertThat(extension(start + " and more text that is long enough".repeat(20), "mp4")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "m4v", "m4a", "mov"})
  void believesANameThatFits(String name) {
    assertThat(extension(SIZE + "ftypisom", "", name)).contains(name);
  }
}
