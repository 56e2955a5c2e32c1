package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.ytdlp.order.Selection;
import dev.fetchlight.engine.ytdlp.output.Fields;
import dev.fetchlight.engine.ytdlp.output.Metadata;
import dev.fetchlight.job.outcome.Preview.Rendition;
import dev.fetchlight.job.spec.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Works out which streams yt-dlp would take for each format, as {@link Selection} asks for them,
 * and what they weigh.
 */
final class Renditions {
  private static final String NONE = "none";

  /** yt-dlp's own measure of a picture that nobody has measured. */
  private static final double UNMEASURED = 0;

  private final List<Fields> streams;
  private final @Nullable Double duration;

  private Renditions(List<Fields> streams, @Nullable Double duration) {
    this.streams = streams;
    this.duration = duration;
  }

  /**
   * Those that differ, the best first.
   *
   * @param formats all streams of one video in yt-dlp's order, the best last
   * @param duration seconds
   */
  static List<Rendition> of(List<Fields> formats, @Nullable Double duration) {
    List<Fields> streams =
        formats.stream()
            .filter(each -> each.text("protocol").filter(Selection::fetches).isPresent())
            .toList();
    Renditions all = new Renditions(streams, duration);
    List<Rendition> different = new ArrayList<>();
    Set<List<Fields>> seen = new HashSet<>();
    for (Format format : Format.values()) {
      List<Fields> chosen = format == Format.SUBTITLES ? List.of() : all.chosen(format);
      if (!chosen.isEmpty() && seen.add(chosen)) {
        different.add(all.weighed(format, chosen));
      }
    }
    return different;
  }

  private List<Fields> chosen(Format format) {
    Fields sound = best(format, each -> sound(each) && !picture(each));
    if (format == Format.AUDIO) {
      Fields with = sound == null ? best(format, Renditions::sound) : sound;
      return with == null ? List.of() : List.of(with);
    }
    Fields picture = best(format, Renditions::picture);
    if (picture != null && sound != null) {
      return sound(picture) ? List.of(picture) : List.of(picture, sound);
    }
    Fields both = best(format, each -> picture(each) && sound(each));
    Fields any = both == null ? best(format, _ -> true) : both;
    return any == null ? List.of() : List.of(any);
  }

  private @Nullable Fields best(Format format, Predicate<Fields> wanted) {
    double limit = format.lines();
    // Of those that are alike the last is the best: yt-dlp has sorted them by all else.
    return streams.stream()
        .filter(wanted)
        .reduce((one, next) -> preference(limit).compare(one, next) > 0 ? one : next)
        .orElse(null);
  }

  /** What is larger than wanted comes after all that is not, the smallest first. */
  private static Comparator<Fields> preference(double limit) {
    return Comparator.<Fields>comparingDouble(each -> each.number("preference").orElse(-1.0))
        .thenComparingDouble(each -> {
          double size = resolution(each);
          return limit == 0 || size <= limit ? size : -size;
        });
  }

  private static double resolution(Fields stream) {
    return Stream.of("width", "height")
        .flatMap(side -> stream.number(side).stream())
        .filter(side -> side > 0)
        .min(Comparator.naturalOrder())
        .orElse(UNMEASURED);
  }

  private Rendition weighed(Format format, List<Fields> chosen) {
    boolean onlyPart = format == Format.AUDIO && picture(chosen.getFirst());
    double sum = 0;
    boolean known = !onlyPart;
    boolean exact = !onlyPart;
    for (Fields stream : chosen) {
      Double guess = guess(stream);
      exact &= stream.whole("filesize").isPresent();
      known &= guess != null;
      sum += guess == null ? 0 : guess;
    }
    Integer height = format == Format.AUDIO ? null : Metadata.pixels(chosen.getFirst(), "height");
    return new Rendition(format, known ? (Long) (long) sum : null, known && exact, height);
  }

  private @Nullable Double guess(Fields stream) {
    Double rate = stream.number("tbr").filter(kilobits -> kilobits > 0).orElse(null);
    return stream
        .whole("filesize")
        .or(() -> stream.whole("filesize_approx"))
        .map(Long::doubleValue)
        .orElse(rate == null || duration == null ? null : (Double) (rate * duration * 125));
  }

  /** Whether there is a picture in it, as far as anyone knows. */
  private static boolean picture(Fields stream) {
    return !stream.text("vcodec").orElse("").equals(NONE);
  }

  private static boolean sound(Fields stream) {
    return !stream.text("acodec").orElse("").equals(NONE);
  }
}
