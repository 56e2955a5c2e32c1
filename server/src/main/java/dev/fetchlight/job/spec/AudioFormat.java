package dev.fetchlight.job.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How sound alone is kept: as the site has it, or converted. */
public enum AudioFormat {
  ORIGINAL,
  M4A,
  MP3,
  OPUS,
  FLAC,
  WAV;

  /** The name clients use. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that {@link #wire} spells as {@code name}, or empty. */
  public static Optional<AudioFormat> parse(String name) {
    return Stream.of(values()).filter(each -> each.wire().equals(name)).findFirst();
  }
}
