package dev.fetchlight.update.release;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sums of a release's files, as {@code sha256sum} writes them. */
public final class Checksums {
  private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]{64}) [ *](\\S{1,200})");

  private Checksums() {}

  /** The SHA-256 of the file of that name, in lower case. */
  public static String of(byte[] sums, String name) throws UnfitException {
    List<String> found =
        new String(sums, StandardCharsets.UTF_8)
            .lines()
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .filter(line -> line.group(2).equals(name))
            .map(line -> line.group(1).toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    if (found.size() != 1) {
      throw UnfitException.now(
          "The release's sums name %s for the file %s."
              .formatted(found.isEmpty() ? "none" : "more than one", name));
    }
    return found.getFirst();
  }
}
