package dev.fetchlight.update;

import dev.fetchlight.update.Memory.Kept;
import dev.fetchlight.update.Memory.Refused;
import dev.fetchlight.update.release.ReleaseVersion;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The memory as a file of properties, whose values are words with a sentence at their end. It is
 * written beside and renamed; a line of it that cannot be read is as if it were not there.
 */
final class MemoryFile {
  private static final Logger LOG = System.getLogger(MemoryFile.class.getName());
  private static final String SUM = "[0-9a-f]{64}";
  private static final String NONE = "-";

  private final Path file;

  MemoryFile(Path file) {
    this.file = file;
  }

  Memory read() {
    Properties lines = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      lines.load(in);
    } catch (NoSuchFileException e) {
      return Memory.NOTHING;
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(
          Level.WARNING,
          "What was known of the releases of yt-dlp cannot be read: {0}",
          e.toString());
      return Memory.NOTHING;
    }
    Map<String, String> runs = new HashMap<>();
    for (String name : lines.stringPropertyNames()) {
      if (name.startsWith("runs.")) {
        runs.put(name.substring("runs.".length()), lines.getProperty(name));
      }
    }
    return new Memory(
        all(lines, "kept", MemoryFile::kept),
        all(lines, "refused", MemoryFile::refused),
        all(lines, "try", MemoryFile::attempt),
        instant(lines.getProperty("asked", "")).orElse(null),
        kept(lines.getProperty("passed-over", "")).orElse(null),
        runs);
  }

  void write(Memory memory) throws IOException {
    Properties lines = new Properties();
    put(lines, "kept", memory.kept().stream().map(MemoryFile::text).toList());
    put(
        lines,
        "refused",
        memory.refused().stream()
            .map(each ->
                "%s %s %s %s %s"
                    .formatted(
                        each.sum(),
                        text(each.version()),
                        each.at(),
                        each.lasting(),
                        each.sentence()))
            .toList());
    put(
        lines,
        "try",
        memory.tries().stream()
            .map(each ->
                "%s %s %s %s"
                    .formatted(each.at(), each.outcome(), text(each.version()), each.sentence()))
            .toList());
    if (memory.asked() != null) {
      lines.setProperty("asked", memory.asked().toString());
    }
    if (memory.passedOver() != null) {
      lines.setProperty("passed-over", text(memory.passedOver()));
    }
    memory.runs().forEach((version, lately) -> lines.setProperty("runs." + version, lately));
    StringWriter text = new StringWriter();
    lines.store(text, null);
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(beside);
      throw e;
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void put(Properties lines, String name, List<String> values) {
    for (int each = 0; each < values.size(); each++) {
      lines.setProperty(name + "." + each, values.get(each));
    }
  }

  private static <T> List<T> all(
      Properties lines, String name, Function<String, Optional<T>> reader) {
    List<T> all = new ArrayList<>();
    int count = 0;
    for (String line = lines.getProperty(name + ".0"); line != null; ) {
      reader.apply(line).ifPresent(all::add);
      count++;
      line = lines.getProperty(name + "." + count);
    }
    return all;
  }

  private static String text(Kept release) {
    return release.version() + " " + release.sum();
  }

  private static String text(@Nullable Object word) {
    return word == null ? NONE : word.toString();
  }

  private static Optional<Kept> kept(String line) {
    String[] words = line.split(" ", 3);
    return words.length < 2 || !words[1].matches(SUM)
        ? Optional.empty()
        : ReleaseVersion.parse(words[0]).map(version -> new Kept(version, words[1]));
  }

  private static Optional<Refused> refused(String line) {
    String[] words = line.split(" ", 5);
    if (words.length < 5 || !words[0].matches(SUM)) {
      return Optional.empty();
    }
    ReleaseVersion version = ReleaseVersion.parse(words[1]).orElse(null);
    boolean lasting = words[3].equals("true");
    return instant(words[2]).map(at -> new Refused(words[0], version, at, lasting, words[4]));
  }

  private static Optional<Try> attempt(String line) {
    String[] words = line.split(" ", 4);
    if (words.length < 4) {
      return Optional.empty();
    }
    return instant(words[0])
        .flatMap(at ->
            Stream.of(Try.Outcome.values())
                .filter(each -> each.name().equals(words[1]))
                .findFirst()
                .map(outcome ->
                    new Try(at, outcome, ReleaseVersion.parse(words[2]).orElse(null), words[3])));
  }

  private static Optional<Instant> instant(String word) {
    try {
      return Optional.of(Instant.parse(word));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
