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
import java.util.stream.Collectors;

/**
 * What is known of a file that is not whole yet, kept beside it so that a later run can go on. It
 * holds while the machine runs: nothing says that the disk has the bytes when the power fails.
 */
record Checkpoint(Source source, MediaKind kind, String title, List<Span> missing) {
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
              new Source(total, fields.getOrDefault("validator", ""), true),
              kind.get(),
              URLDecoder.decode(fields.getOrDefault("title", ""), StandardCharsets.UTF_8),
              spans(fields.getOrDefault("missing", ""))));
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
            "validator " + source.validator(),
            "extension " + kind.extension(),
            "title " + URLEncoder.encode(title, StandardCharsets.UTF_8),
            "missing " + missing.stream().map(Span::toString).collect(Collectors.joining(",")),
            "");
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(beside, text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<Span> spans(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(part -> Span.parse(part).orElseThrow(IllegalArgumentException::new))
        .toList();
  }

  /** Also names this run of the machine's kernel, where it has a name. */
  private static String edition() {
    try {
      return "1 " + Files.readString(BOOT).strip();
    } catch (IOException e) {
      return "1";
    }
  }
}
