package dev.fetchlight.engine.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is on a tape, as the note beside it says (a checkpoint).
 *
 * @param next the number of the segment that comes next; -1 before the first
 * @param last the address of the last segment, as a digest
 * @param seconds that are here
 * @param gaps how often something is missing
 * @param missing seconds of that, as far as anyone can tell
 */
record Label(long next, String last, double seconds, int gaps, double missing, List<Part> parts) {
  private static final String EDITION = "1";

  static final Label EMPTY = new Label(-1, "", 0, 0, 0, List.of());

  /**
   * One file.
   *
   * @param head a digest of what it begins with, where that does not come with every segment
   */
  record Part(Medium medium, String head, long bytes) {}

  Label {
    parts = List.copyOf(parts);
  }

  long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }

  /** The same, up to another segment. */
  Label upTo(long number, String address, double more) {
    return new Label(number, address, seconds + more, gaps, missing, parts);
  }

  /** The same, with something missing before that segment. */
  Label without(long number, double lost) {
    return new Label(number, last, seconds, gaps + 1, missing + lost, parts);
  }

  /**
   * The same, with its last part as it is now.
   *
   * @param fresh whether it is one more
   */
  Label with(Part part, boolean fresh) {
    List<Part> all = new ArrayList<>(parts);
    if (!fresh) {
      all.removeLast();
    }
    all.add(part);
    return new Label(next, last, seconds, gaps, missing, all);
  }

  /** What the note says; nothing where there is none, or none that can be read. */
  static Label read(Path file) {
    try {
      Map<String, String> fields =
          Files.readAllLines(file).stream()
              .map(line -> line.split(" ", 2))
              .filter(halves -> halves.length == 2)
              .collect(Collectors.toMap(halves -> halves[0], halves -> halves[1], (_, b) -> b));
      if (!EDITION.equals(fields.get("edition"))) {
        return EMPTY;
      }
      return new Label(
          Long.parseLong(fields.getOrDefault("next", "")),
          fields.getOrDefault("last", ""),
          Double.parseDouble(fields.getOrDefault("seconds", "")),
          Integer.parseInt(fields.getOrDefault("gaps", "")),
          Double.parseDouble(fields.getOrDefault("missing", "")),
          Arrays.stream(fields.getOrDefault("parts", "").split(",", -1)).map(Label::part).toList());
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return EMPTY;
    }
  }

  /** Puts it in the place of an older one, whole or not at all. */
  void write(Path file) throws IOException {
    String text =
        String.join(
            "\n",
            "edition " + EDITION,
            "next " + next,
            "last " + last,
            "seconds " + seconds,
            "gaps " + gaps,
            "missing " + missing,
            "parts "
                + parts.stream()
                    .map(part -> part.medium() + ":" + part.head() + ":" + part.bytes())
                    .collect(Collectors.joining(",")),
            "");
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(beside, text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Part part(String text) {
    String[] words = text.split(":", -1);
    return new Part(Medium.valueOf(words[0]), words[1], Long.parseLong(words[2]));
  }
}
