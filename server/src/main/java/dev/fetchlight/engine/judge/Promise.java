package dev.fetchlight.engine.judge;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Clip;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the media is as its site says, heard on the way of the events to their owner. */
final class Promise implements Consumer<EngineEvent> {
  private final @Nullable Clip clip;
  private final Consumer<EngineEvent> owner;
  private volatile @Nullable VideoInfo told;

  /**
   * @param clip the stretch that was asked for; null for all
   */
  Promise(@Nullable Clip clip, Consumer<EngineEvent> owner) {
    this.clip = clip;
    this.owner = owner;
  }

  @Override
  public void accept(EngineEvent event) {
    if (event instanceof EngineEvent.Described(var video, _)) {
      told = video;
    }
    owner.accept(event);
  }

  /** Whether it has told how long it is. */
  boolean known() {
    return seconds() != null;
  }

  /** Tells how large the picture is, where the site has not. */
  void sized(Size size) {
    VideoInfo video = told;
    if (video != null && (video.width() == null || video.height() == null)) {
      // The picture of it is on its way already, if there is one.
      owner.accept(new EngineEvent.Described(video.withSize(size.width(), size.height()), null));
    }
  }

  /** What to say where much of it is missing. */
  Optional<Failure> broken(Finding finding) {
    Double said = seconds();
    Double there = finding.seconds();
    if (said == null || there == null || !finding.shorterThan(said)) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            Code.NETWORK,
            "What the site handed out lasts %s, and it should last %s: a part is missing. Try again later."
                .formatted(clock(there), clock(said))));
  }

  private @Nullable Double seconds() {
    VideoInfo video = told;
    Double all = video == null ? null : video.duration();
    if (clip == null || all == null) {
      return all;
    }
    double from = clip.from() == null ? 0 : clip.from();
    double to = clip.to() == null ? all : Math.min(all, clip.to());
    return to - from;
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3_600
        ? "%d:%02d".formatted(whole / 60, whole % 60)
        : "%d:%02d:%02d".formatted(whole / 3_600, whole / 60 % 60, whole % 60);
  }
}
