package dev.fetchlight.job.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is made of the media once it is here, and kept as files beside it. */
public enum Aside {
  /** A file for each of its chapters. */
  CHAPTERS,

  /** Its sound alone. */
  AUDIO;

  /** The name clients use. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that {@link #wire} spells as {@code name}, or empty. */
  public static Optional<Aside> parse(String name) {
    return Stream.of(values()).filter(each -> each.wire().equals(name)).findFirst();
  }
}
