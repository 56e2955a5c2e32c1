package dev.fetchlight.job.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which of the pictures that a site has is taken where there is a choice; where there is none of
 * the kind, another comes, and that is told.
 */
public record Preferences(Codec codec, DynamicRange range, FrameRate frameRate) {
  public static final Preferences NONE =
      new Preferences(Codec.ANY, DynamicRange.ANY, FrameRate.ANY);

  /** How the picture is packed. */
  public enum Codec {
    ANY,
    H264,
    H265,
    VP9,
    AV1;

    /** The name clients use. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one that {@link #wire} spells as {@code name}, or empty. */
    public static Optional<Codec> parse(String name) {
      return Stream.of(values()).filter(each -> each.wire().equals(name)).findFirst();
    }
  }

  /** How far apart its bright and its dark may be. */
  public enum DynamicRange {
    ANY,
    HDR,
    SDR;

    /** The name clients use. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one that {@link #wire} spells as {@code name}, or empty. */
    public static Optional<DynamicRange> parse(String name) {
      return Stream.of(values()).filter(each -> each.wire().equals(name)).findFirst();
    }
  }

  /** How many pictures a second there are. */
  public enum FrameRate {
    ANY,
    AT_MOST_30,
    ABOUT_60;

    /** The name clients use: {@code any}, {@code 30}, {@code 60}. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT).replaceFirst("^\\D+_", "");
    }

    /** The one that {@link #wire} spells as {@code name}, or empty. */
    public static Optional<FrameRate> parse(String name) {
      return Stream.of(values()).filter(each -> each.wire().equals(name)).findFirst();
    }
  }

  /** Whether any picture will do. */
  public boolean none() {
    return equals(NONE);
  }
}
