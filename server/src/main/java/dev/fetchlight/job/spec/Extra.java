package dev.fetchlight.job.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be put into the media file beside picture and sound. */
public enum Extra {
  THUMBNAIL,
  METADATA,
  CHAPTERS;

  /** The name clients use. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that {@link #wire} spells as {@code name}, or empty. */
  public static Optional<Extra> parse(String name) {
    return Stream.of(values()).filter(each -> each.wire().equals(name)).findFirst();
  }
}
