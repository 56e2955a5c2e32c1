package dev.fetchlight.update.release;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of yt-dlp: the day it was released, and a number for a later one of that day or for a
 * nightly. Safe as the name of a folder.
 *
 * @param text as yt-dlp writes it, {@code 2026.10.26} or {@code 2026.11.01.123456}
 */
public record ReleaseVersion(String text, LocalDate released, int later)
    implements Comparable<ReleaseVersion> {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{4})\\.([0-9]{2})\\.([0-9]{2})(?:\\.([0-9]{1,6}))?");
  private static final Comparator<ReleaseVersion> ORDER =
      Comparator.comparing(ReleaseVersion::released).thenComparingInt(ReleaseVersion::later);

  /** The version that a text spells; empty where it is none. */
  public static Optional<ReleaseVersion> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
      int later = parts.group(4) == null ? 0 : number(parts, 4);
      return Optional.of(new ReleaseVersion(text, day, later));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  public boolean newerThan(ReleaseVersion other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(ReleaseVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
