package dev.fetchlight.job.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which rendition of the media is wanted: the best, the best up to a height, sound alone, or
 * nothing but its subtitles.
 */
public enum Format {
  BEST,
  UP_TO_2160P,
  UP_TO_1440P,
  UP_TO_1080P,
  UP_TO_720P,
  UP_TO_480P,
  AUDIO,
  SUBTITLES;

  /** The name clients use: {@code best}, {@code 1080p}, …, {@code audio}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace("up_to_", "");
  }

  /** The shorter side of the largest picture that is wanted; 0 where there is no limit. */
  public int lines() {
    return switch (this) {
      case BEST, AUDIO, SUBTITLES -> 0;
      case UP_TO_2160P -> 2160;
      case UP_TO_1440P -> 1440;
      case UP_TO_1080P -> 1080;
      case UP_TO_720P -> 720;
      case UP_TO_480P -> 480;
    };
  }

  /** Whether there is a moving picture in it. */
  public boolean pictured() {
    return this != AUDIO && this != SUBTITLES;
  }

  /** The format that {@link #wire} spells as {@code name}, or empty. */
  public static Optional<Format> parse(String name) {
    return Stream.of(values()).filter(format -> format.wire().equals(name)).findFirst();
  }
}
