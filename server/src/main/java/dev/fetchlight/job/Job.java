package dev.fetchlight.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One download, whole: everything a client is told comes from here.
 *
 * @param attempt 1 for the first run; grows with every retry, not with an interruption
 * @param video what the site says of it, once it is known
 */
public record Job(
    JobId id,
    Spec spec,
    State state,
    Version version,
    int attempt,
    @Nullable VideoInfo video,
    Progress progress,
    Times times) {

  /** A job as it enters the book. */
  public static Job queued(JobId id, Spec spec, Instant now) {
    return new Job(
        id,
        spec,
        new State.Queued(),
        Version.FIRST,
        1,
        null,
        Progress.NONE,
        new Times(now, now, null));
  }

  /** The word for its state. */
  public Status status() {
    return state.status();
  }

  /**
   * The same job a tick further: progress within the revision, in memory until the next heartbeat.
   */
  public Job ticked(Progress next, Instant now) {
    return new Job(
        id,
        spec,
        state,
        version.nextTick(),
        attempt,
        video,
        next.notBehind(progress),
        times.touched(now));
  }

  /** When it reached a terminal state, or null. */
  public @Nullable Instant completedAt() {
    return switch (state) {
      case State.Queued() -> null;
      case State.Processing(_) -> null;
      case State.Completed(_, var at) -> at;
      case State.Failed(_, var at) -> at;
      case State.Cancelled(var at) -> at;
    };
  }
}
