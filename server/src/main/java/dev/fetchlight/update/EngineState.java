package dev.fetchlight.update;

import dev.fetchlight.update.release.ReleaseVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which yt-dlp is in use, and how updates of it stand.
 *
 * @param version in use; null where there is none, or it has not said yet
 * @param own whether it is a release that was fetched here, not the system's
 * @param sentence how updates stand, for a person
 * @param asked when was asked for a release last
 * @param next when will be asked again
 * @param kept the releases on disk, the one in use first
 * @param tries newest first
 */
public record EngineState(
    @Nullable ReleaseVersion version,
    boolean own,
    Channel channel,
    Activity activity,
    String sentence,
    @Nullable Instant asked,
    @Nullable Instant next,
    List<ReleaseVersion> kept,
    List<Refused> refused,
    List<Try> tries) {

  /** What goes on. */
  public enum Activity {
    IDLE,
    ASKING,
    TRYING;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A release that is not taken, and why. */
  public record Refused(@Nullable ReleaseVersion version, Instant at, String sentence) {}
}
