package dev.fetchlight.job.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kind of file a video is kept in; {@link #ANY} is what needs no conversion. */
public enum Container {
  ANY,
  MP4,
  MKV;

  /** The name clients use. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that {@link #wire} spells as {@code name}, or empty. */
  public static Optional<Container> parse(String name) {
    return Stream.of(values()).filter(each -> each.wire().equals(name)).findFirst();
  }
}
