package dev.fetchlight.engine.ytdlp.order;

import dev.fetchlight.engine.ytdlp.output.Metadata.Look;
import dev.fetchlight.job.spec.Preferences;
import dev.fetchlight.job.spec.Preferences.Codec;
import dev.fetchlight.job.spec.Preferences.DynamicRange;
import dev.fetchlight.job.spec.Preferences.FrameRate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which pictures somebody would rather have, as filters of yt-dlp. Filters, and not its sorting: of
 * what sorts before another by codec it would take the smallest picture when the wish fails.
 */
public final class Liking {
  private static final double LEAST_OF_60 = 47;

  /** Sites round, and 30,000/1,001 is a little less. */
  private static final double MOST_OF_30 = 31;

  private Liking() {}

  /**
   * Filters of a picture, the most wanted first; none where any picture will do. Where one fails
   * the next has a wish less, the last wish first.
   *
   * @param lines as of {@link dev.fetchlight.job.spec.Format#lines}
   */
  static List<String> filters(Preferences wanted, int lines) {
    String codec = wanted.codec() == Codec.ANY ? "" : "[vcodec~='" + pattern(wanted.codec()) + "']";
    String range =
        switch (wanted.range()) {
          case ANY -> "";
          case HDR -> "[dynamic_range~='^(HDR|HLG|DV)']";
          case SDR -> "[dynamic_range=SDR]";
        };
    String rate =
        switch (wanted.frameRate()) {
          case ANY -> "";
          case ABOUT_60 -> "[fps>=" + (int) LEAST_OF_60 + "]";
          case AT_MOST_30 -> "[fps<=" + (int) MOST_OF_30 + "]";
        };
    Set<String> wishes = new LinkedHashSet<>();
    for (String first : new LinkedHashSet<>(List.of(codec, ""))) {
      for (String second : new LinkedHashSet<>(List.of(range, ""))) {
        for (String third : new LinkedHashSet<>(List.of(rate, ""))) {
          wishes.add(first + second + third);
        }
      }
    }
    wishes.remove("");
    List<String> filters = new ArrayList<>();
    for (String wish : wishes) {
      if (lines == 0) {
        filters.add(wish);
      } else { // yt-dlp can sort by the shorter side, and not filter by it
        filters.add("[width<=" + lines + "][height>" + lines + "]" + wish);
        filters.add("[height<=" + lines + "]" + wish);
      }
    }
    return filters;
  }

  /** What to say of each wish that the picture does not fulfil. */
  public static List<String> unfulfilled(Preferences wanted, Look look) {
    List<String> sentences = new ArrayList<>();
    String codec = look.codec();
    if (wanted.codec() != Codec.ANY && !fits(wanted.codec(), codec)) {
      String name = name(wanted.codec());
      sentences.add(
          codec.isEmpty()
              ? "The site does not tell whether the picture is " + name + "."
              : "There is no picture in " + name + " to be had; it comes as " + name(codec) + ".");
    }
    if (wanted.range() == DynamicRange.HDR && !look.hdr()) {
      sentences.add("There is no HDR picture to be had.");
    }
    if (wanted.range() == DynamicRange.SDR && look.hdr()) {
      sentences.add("There is only an HDR picture to be had.");
    }
    Double rate = look.frameRate();
    if (wanted.frameRate() == FrameRate.ABOUT_60 && (rate == null || rate < LEAST_OF_60)) {
      sentences.add("There is no picture with 60 frames a second to be had.");
    }
    if (wanted.frameRate() == FrameRate.AT_MOST_30 && rate != null && rate > MOST_OF_30) {
      sentences.add("There is no picture with 30 frames a second or fewer to be had.");
    }
    return sentences;
  }

  /** As sites and containers call it. */
  private static String pattern(Codec codec) {
    return switch (codec) {
      case ANY -> "";
      case H264 -> "^(h264|x264|avc)";
      case H265 -> "^(h265|x265|hevc|hev|hvc)";
      case VP9 -> "^vp0?9";
      case AV1 -> "^av0?1";
    };
  }

  private static boolean fits(Codec codec, String told) {
    return Pattern.compile(pattern(codec)).matcher(told.toLowerCase(Locale.ROOT)).find();
  }

  private static String name(Codec codec) {
    return switch (codec) {
      case ANY -> "any codec";
      case H264 -> "H.264";
      case H265 -> "H.265";
      case VP9 -> "VP9";
      case AV1 -> "AV1";
    };
  }

  /** A codec that we know no name of is not named: the site may call it anything. */
  private static String name(String told) {
    Predicate<Codec> named = codec -> codec != Codec.ANY && fits(codec, told);
    return List.of(Codec.values()).stream()
        .filter(named)
        .findFirst()
        .map(Liking::name)
        .orElse("another");
  }
}
