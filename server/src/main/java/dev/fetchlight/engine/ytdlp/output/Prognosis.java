package dev.fetchlight.engine.ytdlp.output;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Tells from what yt-dlp warned of, and from its age, what lies behind a failure or a small
 * picture.
 *
 * @param old whether sites have changed since that yt-dlp; asked only where it matters
 * @param renewed whether somebody keeps it new
 */
public record Prognosis(Link link, BooleanSupplier old, boolean renewed) {
  /** Lines of a picture that nobody takes for a site's best; others may be all there is. */
  private static final int SMALL = 720;

  /** Some sites have pictures of odd sizes. */
  private static final int ENOUGH_PERCENT = 90;

  private static final Pattern YOUTUBE =
      Pattern.compile("(.*\\.)?(youtube(-nocookie|kids)?\\.com|youtu\\.be)");

  /**
   * What it is.
   *
   * @param failure by yt-dlp's errors alone
   * @param info what the site told before it; empty where that was nothing
   */
  public Failure of(Failure failure, Collection<Handicap> held, Optional<VideoInfo> info) {
    Optional<Handicap> cause = first(held);
    boolean unread = Diagnosis.unread(failure) || (failure.code() == Code.FORBIDDEN && own(info));
    boolean vague = Diagnosis.vague(failure);
    if (!unread && (cause.isEmpty() || !(vague || failure.code() == Code.FORBIDDEN))) {
      return vague && youTube() && old.getAsBoolean() ? Diagnosis.DOUBTFUL : failure;
    }
    if (cause.filter(it -> it == Handicap.STALE_LOGIN || it == Handicap.DRM).isEmpty()
        && old.getAsBoolean()) {
      return renewed
          ? new Failure(
              Code.ENGINE_OUTDATED,
              "This server's yt-dlp is too old for %s; an update is under way.".formatted(site()))
          : new Failure(
                  Code.ENGINE_OUTDATED,
                  "This server's yt-dlp is too old for %s. Its operator can install a current one; the health report says how."
                      .formatted(site()))
              .forGood();
    }
    return cause
        .map(it -> renewed && it.mayPass() ? it.failure(site()) : it.failure(site()).forGood())
        .orElse(failure);
  }

  /** A sentence on why the picture is smaller than was asked for; empty where nobody knows. */
  public Optional<String> smaller(Collection<Handicap> held, VideoInfo info, Format asked) {
    Integer width = info.width();
    Integer height = info.height();
    if (width == null || height == null || asked == Format.AUDIO) {
      return Optional.empty();
    }
    int lines = Math.max(Math.min(width, height), Math.max(width, height) * 9 / 16);
    int wanted = asked == Format.BEST ? SMALL : asked.lines();
    if (lines * 100 >= wanted * ENOUGH_PERCENT) {
      return Optional.empty();
    }
    return first(held)
        .map(Handicap::because)
        .or(() ->
            youTube() && old.getAsBoolean()
                ? Optional.of("this server's yt-dlp is too old for it")
                : Optional.empty())
        .map(why -> "%s gave only %dp, because %s.".formatted(site(), lines, why));
  }

  private static Optional<Handicap> first(Collection<Handicap> held) {
    return held.stream().sorted().findFirst();
  }

  /** Whether yt-dlp has a reader for that very site. */
  private static boolean own(Optional<VideoInfo> info) {
    return info.filter(it -> it.extractor() != null && !it.extractor().matches("generic|html5"))
        .isPresent();
  }

  private boolean youTube() {
    return YOUTUBE.matcher(link.site()).matches();
  }

  private String site() {
    return youTube() ? "YouTube" : link.site();
  }
}
