package dev.fetchlight.engine.judge;

import dev.fetchlight.engine.MediaKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The kinds of file that ffmpeg may open here, and what each is called on the shelf. */
final class Containers {
  private static final int BEGIN = 4_096;

  /** By ffmpeg's name: extensions with a picture, and those of sound alone; the first is usual. */
  private static final Map<String, Kinds> ALL =
      Map.ofEntries(
          Map.entry("mov", new Kinds(List.of("mp4", "m4v", "mov", "3gp"), List.of("m4a"))),
          Map.entry("matroska", new Kinds(List.of("mkv"), List.of("mka"))),
          Map.entry("webm", new Kinds(List.of("webm", "mkv"), List.of("weba", "mka"))),
          Map.entry("avi", both("avi")),
          Map.entry("flv", both("flv")),
          Map.entry("asf", new Kinds(List.of("wmv", "asf"), List.of("wma"))),
          Map.entry("mpegts", both("ts", "m2ts", "mts")),
          Map.entry("mpeg", both("mpg", "mpeg", "vob")),
          Map.entry("ogg", new Kinds(List.of("ogv"), List.of("ogg", "oga", "opus"))),
          Map.entry("mp3", both("mp3")),
          Map.entry("aac", both("aac")),
          Map.entry("ac3", both("ac3")),
          Map.entry("eac3", both("eac3")),
          Map.entry("flac", both("flac")),
          Map.entry("wav", both("wav")),
          Map.entry("aiff", both("aiff")),
          Map.entry("amr", both("amr")),
          Map.entry("caf", both("caf")),
          Map.entry("au", both("au")),
          Map.entry("mxf", both("mxf")),
          Map.entry("rm", both("rm")),
          Map.entry("wv", both("wv")));

  /** Those that ffmpeg may open: no list of other files is among them. */
  static final String NAMES =
      String.join(
          ",", ALL.keySet().stream().filter(name -> !name.equals("webm")).sorted().toList());

  private record Kinds(List<String> picture, List<String> sound) {}

  private Containers() {}

  /**
   * What a file is called: as it is, where that fits.
   *
   * @param extension as it is called so far
   */
  static MediaKind kind(Finding finding, Path file, String extension) throws IOException {
    String begin = begin(file);
    String name = finding.container();
    if (name.equals("matroska") && begin.contains("webm")) {
      name = "webm";
    }
    Kinds kinds = ALL.getOrDefault(name, both(extension));
    List<String> fitting = finding.picture() ? kinds.picture() : kinds.sound();
    String usual = fitting.getFirst();
    if (name.equals("mov") && finding.picture() && begin.startsWith("ftypqt", 4)) {
      usual = "mov";
    } else if (name.equals("ogg") && !finding.picture() && begin.contains("OpusHead")) {
      usual = "opus";
    } else if (name.equals("mpegts") && !begin.startsWith("G")) {
      usual = "m2ts";
    }
    return MediaKind.of("." + (fitting.contains(extension) ? extension : usual)).orElseThrow();
  }

  private static Kinds both(String... extensions) {
    return new Kinds(List.of(extensions), List.of(extensions));
  }

  private static String begin(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = ByteBuffer.allocate(BEGIN);
      int count = Math.max(0, channel.read(bytes, 0));
      return new String(bytes.array(), 0, count, StandardCharsets.ISO_8859_1);
    }
  }
}
