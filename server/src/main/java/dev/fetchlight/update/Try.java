package dev.fetchlight.update;

import dev.fetchlight.update.release.ReleaseVersion;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One time that was asked for a release, and what came of it.
 *
 * @param version of the release, where it is known
 * @param sentence for a person
 */
public record Try(Instant at, Outcome outcome, @Nullable ReleaseVersion version, String sentence) {

  /** Whether a release came that could be judged. */
  boolean judged() {
    return outcome != Outcome.FAILED && (outcome != Outcome.REFUSED || version != null);
  }

  /** How it ended. */
  public enum Outcome {
    /** A release was taken up. */
    UPDATED,
    /** What is in use is the newest. */
    CURRENT,
    /** There is a release, and it is not fit. */
    REFUSED,
    /** Nothing came that could be judged. */
    FAILED,
    /** The release in use was given up for the one before it. */
    ROLLED_BACK;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
