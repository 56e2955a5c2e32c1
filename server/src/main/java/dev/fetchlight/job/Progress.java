package dev.fetchlight.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is, over all streams it needs.
 *
 * @param percent 0 to 100 with one decimal; never goes back within an attempt
 * @param downloadedBytes bytes fetched so far
 * @param totalBytes bytes to fetch in all
 * @param speed bytes a second
 * @param eta seconds left
 * @param stalledSince since when nothing has come; null while something comes
 * @param recorded seconds of a broadcast that are here; null for all else
 */
public record Progress(
    double percent,
    @Nullable Long downloadedBytes,
    @Nullable Long totalBytes,
    @Nullable Double speed,
    @Nullable Long eta,
    @Nullable Instant stalledSince,
    @Nullable Double recorded) {

  public static final Progress NONE = new Progress(0, null, null, null, null);

  /** 100 is kept for completed jobs. */
  private static final double MOST_WHILE_RUNNING = 99.9;

  /** Progress while something comes. */
  public Progress(
      double percent,
      @Nullable Long downloadedBytes,
      @Nullable Long totalBytes,
      @Nullable Double speed,
      @Nullable Long eta) {
    this(percent, downloadedBytes, totalBytes, speed, eta, null, null);
  }

  public Progress {
    double within = Double.isNaN(percent) ? 0 : Math.clamp(percent, 0, 100);
    percent = Math.floor(within * 10 + 1e-6) / 10;
  }

  /** This progress, or the older percentage where this one would go back. */
  Progress notBehind(Progress older) {
    double kept = Math.min(MOST_WHILE_RUNNING, Math.max(percent, older.percent));
    return new Progress(kept, downloadedBytes, totalBytes, speed, eta, stalledSince, recorded);
  }

  /** The same distance with nothing coming since then: no speed, no time left. */
  public Progress stalled(Instant since) {
    return new Progress(percent, downloadedBytes, totalBytes, null, null, since, recorded);
  }

  /** The same, of a broadcast of which so many seconds are here. */
  public Progress recorded(double seconds) {
    return new Progress(
        percent, downloadedBytes, totalBytes, speed, eta, stalledSince, (Double) seconds);
  }

  /** The same distance with nothing moving: no speed, no time left. */
  Progress resting() {
    return new Progress(percent, downloadedBytes, totalBytes, null, null, null, recorded);
  }

  Progress done() {
    return new Progress(100, downloadedBytes, totalBytes, null, null, null, recorded);
  }
}
