package dev.fetchlight.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The state machine of a download: one pure function from a job and a change to the next job. */
public final class Lifecycle {
  private Lifecycle() {}

  /** The job after {@code change}, one revision on, or empty where its state does not allow it. */
  public static Optional<Job> apply(Job job, Change change, Instant at) {
    Instant now = at.truncatedTo(ChronoUnit.MILLIS);
    return switch (job.state()) {
      case State.Queued() ->
          switch (change) {
            case Change.Claimed() -> Optional.of(claimed(job, now));
            case Change.Cancelling() -> Optional.of(ended(job, new State.Cancelled(now), now));
            case Change.Described(_),
                Change.Pictured(),
                Change.Reached(_),
                Change.Stored(_),
                Change.Failing(_),
                Change.Interrupted(),
                Change.Retrying(),
                Change.Expired() ->
                Optional.empty();
          };
      case State.Processing(var stage) ->
          switch (change) {
            case Change.Described(var video) -> Optional.of(described(job, video, now));
            case Change.Pictured() ->
                Optional.ofNullable(job.video())
                    .map(video -> described(job, video.withThumbnail(), now));
            case Change.Reached(var next) ->
                next.compareTo(stage) > 0
                    ? Optional.of(moved(job, new State.Processing(next), job.progress(), now))
                    : Optional.empty();
            case Change.Stored(var media) ->
                Optional.of(
                    moved(job, new State.Completed(media, now), job.progress().done(), now));
            case Change.Failing(var failure) ->
                Optional.of(ended(job, new State.Failed(failure, now), now));
            case Change.Interrupted() ->
                Optional.of(moved(job, new State.Queued(), job.progress().resting(), now));
            case Change.Cancelling() -> Optional.of(ended(job, new State.Cancelled(now), now));
            case Change.Claimed(), Change.Retrying(), Change.Expired() -> Optional.empty();
          };
      case State.Completed(var media, var since) ->
          switch (change) {
            case Change.Expired() ->
                media.present()
                    ? Optional.of(
                        moved(
                            job, new State.Completed(media.removed(), since), job.progress(), now))
                    : Optional.empty();
            case Change.Claimed(),
                Change.Described(_),
                Change.Pictured(),
                Change.Reached(_),
                Change.Stored(_),
                Change.Failing(_),
                Change.Interrupted(),
                Change.Cancelling(),
                Change.Retrying() ->
                Optional.empty();
          };
      case State.Failed(_, _), State.Cancelled(_) ->
          switch (change) {
            case Change.Retrying() -> Optional.of(retried(job, now));
            case Change.Claimed(),
                Change.Described(_),
                Change.Pictured(),
                Change.Reached(_),
                Change.Stored(_),
                Change.Failing(_),
                Change.Interrupted(),
                Change.Cancelling(),
                Change.Expired() ->
                Optional.empty();
          };
    };
  }

  private static Job claimed(Job job, Instant now) {
    return new Job(
        job.id(),
        job.spec(),
        new State.Processing(Stage.RESOLVING),
        job.version().nextFact(),
        job.attempt(),
        job.video(),
        job.progress(),
        new Times(job.times().created(), now, now));
  }

  private static Job described(Job job, VideoInfo video, Instant now) {
    VideoInfo known = job.video();
    boolean pictured = known != null && known.hasThumbnail();
    return new Job(
        job.id(),
        job.spec(),
        job.state(),
        job.version().nextFact(),
        job.attempt(),
        pictured ? video.withThumbnail() : video,
        job.progress(),
        job.times().touched(now));
  }

  private static Job retried(Job job, Instant now) {
    return new Job(
        job.id(),
        job.spec(),
        new State.Queued(),
        job.version().nextFact(),
        job.attempt() + 1,
        job.video(),
        Progress.NONE,
        new Times(job.times().created(), now, null));
  }

  private static Job ended(Job job, State state, Instant now) {
    return moved(job, state, job.progress().resting(), now);
  }

  private static Job moved(Job job, State state, Progress progress, Instant now) {
    return new Job(
        job.id(),
        job.spec(),
        state,
        job.version().nextFact(),
        job.attempt(),
        job.video(),
        progress,
        job.times().touched(now));
  }
}
