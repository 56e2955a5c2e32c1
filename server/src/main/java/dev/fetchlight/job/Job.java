package dev.fetchlight.job;

import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Spec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One download, whole: everything a client is told comes from here.
 *
 * @param attempt 1 for the first run; grows with every other try, not with an interruption
 * @param video what the site says of it, once it is known
 * @param list how its downloads stand, for a list
 * @param notes what it came without, as told since a worker last took it up
 */
public record Job(
    JobId id,
    Spec spec,
    State state,
    Version version,
    int attempt,
    @Nullable VideoInfo video,
    Progress progress,
    Times times,
    Ticket ticket,
    @Nullable Tally list,
    Notes notes) {

  /** A job as it enters the book. */
  public static Job queued(JobId id, Spec spec, Instant now) {
    return queued(id, spec, now, Ticket.PLAIN, null);
  }

  /** A job as it enters the book, with what it carries. */
  public static Job queued(
      JobId id, Spec spec, Instant now, Ticket ticket, @Nullable VideoInfo video) {
    return new Job(
        id,
        spec,
        new State.Queued(),
        Version.FIRST,
        1,
        video,
        Progress.NONE,
        new Times(now, now, null),
        ticket,
        spec.list() ? Tally.EMPTY : null,
        Notes.NONE);
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
        times.touched(now),
        ticket,
        list,
        notes);
  }

  /** The same revision, still to be moved on, with another login. */
  Job carrying(Ticket shown) {
    return new Job(
        id,
        spec,
        state,
        version,
        attempt,
        video,
        progress,
        times,
        ticket.showing(shown),
        list,
        notes);
  }

  /** The next revision, in another state. */
  Job moved(State next, Progress reached, Instant now) {
    return moved(next, attempt, reached, times.touched(now), ticket);
  }

  /** The next revision of a job that has come to an end. */
  Job ended(State next, Instant now) {
    return moved(next, attempt, progress.resting(), times.touched(now), ticket.ended());
  }

  /** The next revision, where another attempt may begin. */
  Job moved(State next, int tries, Progress reached, Times when, Ticket carried) {
    return new Job(
        id, spec, next, version.nextFact(), tries, video, reached, when, carried, list, notes);
  }

  /** The next revision, with what the site tells. */
  Job described(VideoInfo told, Instant now) {
    boolean pictured = video != null && video.hasThumbnail();
    return new Job(
        id,
        spec,
        state,
        version.nextFact(),
        attempt,
        pictured ? told.withThumbnail() : told,
        progress,
        times.touched(now),
        ticket,
        list,
        notes);
  }

  /** The next revision, with its downloads standing so. */
  Job tallied(State next, Tally tally, Progress reached, Instant now) {
    return new Job(
        id,
        spec,
        next,
        version.nextFact(),
        attempt,
        video,
        reached,
        times.touched(now),
        next.status().terminal() ? ticket.ended() : ticket,
        tally,
        notes);
  }

  /** The next revision, in a worker's hands, which has nothing to say of it yet. */
  Job claimed(Instant now) {
    Times begun = new Times(times.created(), now, now);
    return moved(new State.Processing(Stage.RESOLVING), attempt, progress, begun, ticket)
        .noting(Notes.NONE);
  }

  /** The next revision, with one more thing to know of it. */
  Job remarked(Notes known, Instant now) {
    return moved(state, progress, now).noting(known);
  }

  private Job noting(Notes known) {
    return new Job(id, spec, state, version, attempt, video, progress, times, ticket, list, known);
  }

  /** When it reached a terminal state, or null. */
  public @Nullable Instant completedAt() {
    return switch (state) {
      case State.Queued(),
          State.Waiting(_, _),
          State.Paused(),
          State.Processing(_),
          State.Gathering() ->
          null;
      case State.Completed(_, var at) -> at;
      case State.Gathered(var at) -> at;
      case State.Failed(_, var at) -> at;
      case State.Cancelled(var at) -> at;
    };
  }
}
