package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.Advance;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.spec.Clip;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of the media that a clip asks for, and how much of it ffmpeg has fetched. */
final class Section {
  /** One stream, though there may be several in it: ffmpeg fetches them together. */
  private static final String STREAM = "section";

  private static final int PARTS_A_SECOND = 10;

  /** Seconds that may be missing: a site rounds how long its media is. */
  private static final double TOLERANCE = 5;

  private final @Nullable Double seconds;
  private final boolean beyondTheEnd;
  private @Nullable Long bytes;
  private double upTo;

  /**
   * @param whole playing time of the media
   */
  Section(Clip clip, @Nullable Duration whole) {
    double from = clip.from() == null ? 0 : clip.from();
    Double end = whole == null ? null : (Double) (whole.toMillis() / 1e3);
    if (clip.to() != null) {
      end = end == null ? clip.to() : (Double) Math.min(end, clip.to());
    }
    beyondTheEnd = end != null && end <= from;
    seconds = end == null || beyondTheEnd ? null : (Double) (end - from);
  }

  /** Its playing time, where it is known. */
  @Nullable Duration length() {
    return seconds == null ? null : Duration.ofMillis((long) (seconds * 1_000));
  }

  /** Whether there is none: the media ends before it begins. */
  boolean beyondTheEnd() {
    return beyondTheEnd;
  }

  void has(long bytes) {
    this.bytes = bytes;
  }

  Advance isUpTo(double second) {
    upTo = Math.max(upTo, second);
    Double all = seconds;
    return all == null
        ? new Advance(STREAM, false, bytes, null, null, null)
        : new Advance(STREAM, false, bytes, null, parts(Math.min(upTo, all)), parts(all));
  }

  private static int parts(double seconds) {
    return (int) Math.round(seconds * PARTS_A_SECOND);
  }

  /** What yt-dlp says when ffmpeg has ended. */
  Advance ended(Advance said) {
    return new Advance(STREAM, said.finished(), said.bytes(), said.total(), null, null);
  }

  /** ffmpeg takes it for an end when it cannot get more of a list of segments. */
  Optional<Failure> cutShort() {
    double least = seconds == null ? 0 : seconds * 0.95 - TOLERANCE;
    return upTo < least ? Optional.of(Stops.CUT_SHORT) : Optional.empty();
  }
}
