package dev.fetchlight.job.outcome;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes display names that every file system takes, keeping any Unicode that is fit to show. */
public final class FileName {
  /** Longest name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 255;

  private static final Set<String> RESERVED_ON_WINDOWS =
      Set.of(
          "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
          "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
          "lpt8", "lpt9", "com¹", "com²", "com³", "lpt¹", "lpt²", "lpt³", "conin$", "conout$");

  private FileName() {}

  /**
   * The title as a file name with {@code extension}; {@code "download"} where nothing of the title
   * is left.
   *
   * @param extension lower-case letters and digits, without the dot
   */
  public static String of(@Nullable String title, String extension) {
    String cleaned = clean(title == null ? "" : title);
    String stem = cleaned.isEmpty() ? "download" : cleaned;
    int dot = stem.indexOf('.');
    String device = (dot < 0 ? stem : stem.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
    if (RESERVED_ON_WINDOWS.contains(device)) {
      stem = "_" + stem;
    }
    String suffix = "." + extension;
    String shortened = shorten(stem, MAX_BYTES - suffix.length());
    return trimEnd(shortened) + suffix;
  }

  private static String clean(String title) {
    StringBuilder cleaned = new StringBuilder(title.length());
    Normalizer.normalize(title, Normalizer.Form.NFC)
        .codePoints()
        .forEach(point -> cleaned.appendCodePoint(fit(point)));
    String spaced = cleaned.toString().replaceAll("\\s++", " ").strip();
    // A leading dot hides the file, a leading dash reads as an option.
    return trimEnd(spaced.replaceFirst("^[.\\-\\s]+", ""));
  }

  private static int fit(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          ' ';
      // Joins emoji and Persian words; every other format character can only deceive.
      case Character.FORMAT -> point == 0x200d || point == 0x200c ? point : ' ';
      default -> "\"*/:<>?\\|".indexOf(point) < 0 ? point : '_';
    };
  }

  private static String trimEnd(String name) {
    int end = name.length();
    while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) <= ' ')) {
      end--;
    }
    return name.substring(0, end);
  }

  /** Cuts between characters as people see them, not inside one. */
  static String shorten(String stem, int bytes) {
    if (stem.getBytes(StandardCharsets.UTF_8).length <= bytes) {
      return stem;
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(stem);
    int end = 0;
    for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
      if (stem.substring(0, next).getBytes(StandardCharsets.UTF_8).length > bytes) {
        break;
      }
      end = next;
    }
    return stem.substring(0, end);
  }
}
