package dev.fetchlight.engine.ytdlp.output;

import dev.fetchlight.engine.MediaKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file that yt-dlp wrote as subtitles; what is in it comes from the site.
 *
 * @param language as the site has it
 */
public record SubtitleFile(Path path, String language, String extension) {
  private static final Pattern NAME =
      Pattern.compile("media\\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\\.((?!part$|ytdl$)\\w+)");
  private static final int BEGINNING = 4_096;

  /** Those that lie in a scratch folder. */
  public static List<SubtitleFile> in(Path scratch) throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> MediaKind.of(file.getFileName().toString()).isEmpty())
          .sorted()
          .flatMap(file -> {
            Matcher name = NAME.matcher(file.getFileName().toString());
            return name.matches()
                ? Stream.of(new SubtitleFile(file, name.group(1), name.group(2)))
                : Stream.of();
          })
          .toList();
    }
  }

  /** The languages of which there are any. */
  public static Set<String> languages(Path scratch) throws IOException {
    return in(scratch).stream().map(SubtitleFile::language).collect(Collectors.toSet());
  }

  /** Whether it begins as its kind does; an error page does not. */
  public boolean fit() throws IOException {
    byte[] first;
    try (InputStream file = Files.newInputStream(path)) {
      first = file.readNBytes(BEGINNING);
    }
    String start = text(first).strip();
    String lower = start.toLowerCase(Locale.ROOT);
    if (start.isEmpty() || lower.startsWith("<!doctype") || lower.startsWith("<html")) {
      return false;
    }
    return switch (extension) {
      case "vtt" -> start.startsWith("WEBVTT");
      case "srt" -> start.contains("-->");
      case "ass", "ssa" -> start.contains("[Script Info]") || start.contains("Dialogue:");
      case "ttml", "dfxp" -> lower.contains("<tt") || lower.contains(":tt");
      default -> true;
    };
  }

  private static String text(byte[] first) {
    int mark = first.length < 2 ? 0 : (first[0] & 0xff) << 8 | (first[1] & 0xff);
    String text =
        new String(
            first,
            mark == 0xfffe || mark == 0xfeff ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
