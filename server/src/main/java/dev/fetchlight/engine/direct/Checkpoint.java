package dev.fetchlight.engine.direct;

import dev.fetchlight.engine.MediaKind;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is known of a file that is not whole yet, kept beside it so that a later run can go on. It
 * holds while the machine runs: nothing says that the disk has the bytes when the power fails.
 */
record Checkpoint(
    Source source, MediaKind kind, String title, List<Span> missing, List<Seams.Seam> seams) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** What to go on with; empty where there is nothing, or nothing that can be trusted. */
  static Optional<Checkpoint> read(Path file) {
    try {
      Map<String, String> fields =
          Files.readAllLines(file).stream()
              .map(line -> line.split(" ", 2))
              .filter(halves -> halves.length == 2)
              .collect(Collectors.toMap(halves -> halves[0], halves -> halves[1], (_, b) -> b));
      Optional<MediaKind> kind = MediaKind.of("." + fields.get("extension"));
      if (!edition().equals(fields.get("edition")) || kind.isEmpty()) {
        return Optional.empty();
      }
      OptionalLong total = OptionalLong.of(Long.parseLong(fields.getOrDefault("total", "")));
      return Optional.of(
          new Checkpoint(
              new Source(
                  total,
                  new Version(fields.getOrDefault("tag", ""), fields.getOrDefault("date", "")),
                  checksum(fields.getOrDefault("checksum", "")),
                  true),
              kind.get(),
              URLDecoder.decode(fields.getOrDefault("title", ""), StandardCharsets.UTF_8),
              all(fields.getOrDefault("missing", ""), Span::parse),
              fields.getOrDefault("seams", "").isEmpty()
                  ? List.of()
                  : all(fields.getOrDefault("seams", ""), Seams.Seam::parse)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Puts it in the place of an older one, whole or not at all. */
  void write(Path file) throws IOException {
    String text =
        String.join(
            "\n",
            "edition " + edition(),
            "total " + source.total().orElseThrow(),
            "tag " + source.version().tag(),
            "date " + source.version().date(),
            "checksum " + source.checksum().map(Checksum::toString).orElse(""),
            "extension " + kind.extension(),
            "title " + URLEncoder.encode(title, StandardCharsets.UTF_8),
            "missing " + text(missing),
            "seams " + text(seams),
            "");
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(beside, text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Optional<Checksum> checksum(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(Checksum.parse(text).orElseThrow(IllegalArgumentException::new));
  }

  private static <T> List<T> all(String text, Function<String, Optional<T>> parse) {
    return Arrays.stream(text.split(",", -1))
        .map(part -> parse.apply(part).orElseThrow(IllegalArgumentException::new))
        .toList();
  }

  private static String text(List<?> parts) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(","));
  }

  /** Also names this run of the machine's kernel, where it has a name. */
  private static String edition() {
    try {
      return "3 " + Files.readString(BOOT).strip();
    } catch (IOException e) {
      return "3";
    }
  }
}
