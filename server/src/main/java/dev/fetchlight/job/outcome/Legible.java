package dev.fetchlight.job.outcome;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text from outside that is fit to show, in any script: one line, without control signs, without
 * what turns or hides its neighbours (bidirectional overrides, zero-width signs), and not too long.
 */
public final class Legible {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;
  private static final int BLACK_FLAG = 0x1f3f4;
  private static final int NOTHING = -1;

  /** More signs than this on one letter climb over the lines around it. */
  private static final int MOST_MARKS = 6;

  private final StringBuilder line = new StringBuilder();
  private int last = ' ';
  private int marks;
  private boolean flag;

  private Legible() {}

  /**
   * The text as one line of at most {@code most} characters; empty where nothing of it can be seen.
   */
  public static String line(String text, int most) {
    Legible legible = new Legible();
    // What cannot stand in the line at all need not be looked at to its end.
    int end = (int) Math.min(text.length(), 8L * most);
    Normalizer.normalize(text.substring(0, end), Normalizer.Form.NFC)
        .codePoints()
        .forEach(legible::add);
    return cut(legible.end(), most);
  }

  /** The same, or null where there is nothing to see. */
  static @Nullable String lineOrNull(@Nullable String text, int most) {
    String line = text == null ? "" : line(text, most);
    return line.isEmpty() ? null : line;
  }

  private void add(int point) {
    int fit = fit(point);
    if (fit == NOTHING || (fit == ' ' && last == ' ')) {
      return;
    }
    boolean mark = mark(fit);
    marks = mark ? marks + 1 : 0;
    boolean joiner = joiner(fit);
    if (marks > MOST_MARKS || (joiner && (joiner(last) || last == ' '))) {
      return;
    }
    flag = fit == BLACK_FLAG || (flag && tag(fit));
    line.appendCodePoint(fit);
    last = fit;
  }

  private String end() {
    int length = line.length();
    while (length > 0 && (line.charAt(length - 1) == ' ' || joiner(line.charAt(length - 1)))) {
      length--;
    }
    return Normalizer.normalize(line.substring(0, length), Normalizer.Form.NFC);
  }

  /** The sign itself, a space in its place, or {@link #NOTHING}. */
  private int fit(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          ' ';
      case Character.SURROGATE -> NOTHING;
      case Character.FORMAT -> format(point) ? point : NOTHING;
      case Character.UNASSIGNED -> unseen(point) ? NOTHING : point;
      // Letters and signs that are blank all the same.
      default -> point == 0x3164 || point == 0xffa0 || point == 0x2800 ? ' ' : point;
    };
  }

  /** Joins emoji and words, spells a flag, or is a sign with digits in it; the rest can deceive. */
  private boolean format(int point) {
    return joiner(point)
        || (flag && tag(point))
        || (point >= 0x600 && point <= 0x605)
        || point == 0x6dd
        || point == 0x8e2
        || point == 0x110bd
        || point == 0x110cd;
  }

  /** Stands for no character, now or ever, or for one that is not shown. */
  private static boolean unseen(int point) {
    return (point & 0xfffe) == 0xfffe
        || (point >= 0xfdd0 && point <= 0xfdef)
        || (point >= 0xe0000 && point <= 0xe0fff)
        || (point >= 0xfff0 && point <= 0xfff8)
        || point == 0x2065;
  }

  private static boolean mark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean joiner(int point) {
    return point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
  }

  private static boolean tag(int point) {
    return point >= 0xe0020 && point <= 0xe007f;
  }

  /** Cuts between characters as people see them, and shows that more was there. */
  private static String cut(String line, int most) {
    if (line.length() <= most) {
      return line;
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(line);
    int end = characters.isBoundary(most - 1) ? most - 1 : characters.preceding(most - 1);
    return line.substring(0, Math.max(end, 0)).stripTrailing() + "…";
  }
}
