package dev.fetchlight.job;

import dev.fetchlight.job.outcome.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which changes a job can go through: a pure function from a job and a change to the next job. */
public final class Lifecycle {
  private static final Failure NOTHING =
      new Failure(Failure.Code.NOT_FOUND, "None of the list's downloads was completed.");

  private Lifecycle() {}

  /** The job after {@code change}, one revision on, or empty where its state does not allow it. */
  public static Optional<Job> apply(Job job, Change change, Instant at) {
    Instant now = at.truncatedTo(ChronoUnit.MILLIS);
    return Optional.ofNullable(
        switch (job.state()) {
          case State.Queued(), State.Waiting(_, _) -> waiting(job, change, now);
          case State.Paused() -> paused(job, change, now);
          case State.Processing(var stage) -> processing(job, stage, change, now);
          case State.Gathering() -> gathering(job, change, now);
          case State.Completed(var media, var since) ->
              change instanceof Change.Expired && media.present()
                  ? job.moved(new State.Completed(media.removed(), since), job.progress(), now)
                  : null;
          case State.Gathered(_) ->
              change instanceof Change.Tallied(var tally, var percent)
                  ? tallied(job, tally, percent, now)
                  : null;
          case State.Failed(_, _), State.Cancelled(_) ->
              switch (change) {
                case Change.Retrying() -> retried(job, now);
                case Change.Given(Ticket shown) when job.state() instanceof State.Failed ->
                    retried(job.carrying(shown), now);
                // One of its downloads was asked for again, or is over by now.
                case Change.Tallied(var tally, var percent) -> tallied(job, tally, percent, now);
                default -> null;
              };
        });
  }

  private static @Nullable Job waiting(Job job, Change change, Instant now) {
    boolean put = job.state() instanceof State.Waiting;
    return switch (change) {
      case Change.Claimed() -> job.claimed(now);
      case Change.Cancelling() -> job.ended(new State.Cancelled(now), now);
      case Change.Pausing() -> job.moved(new State.Paused(), job.progress(), now);
      case Change.Ranked(int rank) -> ranked(job, rank, now);
      // Whoever asks for it does not want to wait; the try that failed was counted before.
      case Change.Retrying() -> put ? asked(job, job.attempt(), job.progress(), now) : null;
      case Change.Given(Ticket shown) ->
          put
              ? asked(job.carrying(shown), job.attempt(), job.progress(), now)
              : given(job, shown, now);
      case Change.Described(_),
          Change.Remarked(_),
          Change.Pictured(),
          Change.Reached(_),
          Change.Stored(_),
          Change.Failing(_),
          Change.Postponed(_, _),
          Change.Deferred(_, _),
          Change.Interrupted(),
          Change.Resuming(),
          Change.Tallied(_, _),
          Change.Expired() ->
          null;
    };
  }

  private static @Nullable Job paused(Job job, Change change, Instant now) {
    return switch (change) {
      case Change.Resuming() -> asked(job, job.attempt(), job.progress(), now);
      case Change.Cancelling() -> job.ended(new State.Cancelled(now), now);
      case Change.Ranked(int rank) -> ranked(job, rank, now);
      // Whoever holds it back lets it go on.
      case Change.Given(Ticket shown) -> given(job, shown, now);
      case Change.Claimed(),
          Change.Described(_),
          Change.Remarked(_),
          Change.Pictured(),
          Change.Reached(_),
          Change.Stored(_),
          Change.Failing(_),
          Change.Postponed(_, _),
          Change.Deferred(_, _),
          Change.Pausing(),
          Change.Interrupted(),
          Change.Retrying(),
          Change.Tallied(_, _),
          Change.Expired() ->
          null;
    };
  }

  private static @Nullable Job processing(Job job, Stage stage, Change change, Instant now) {
    return switch (change) {
      case Change.Described(var video) -> job.described(video, now);
      case Change.Remarked(var sentence) -> remarked(job, sentence, now);
      case Change.Pictured() ->
          job.video() == null ? null : job.described(job.video().withThumbnail(), now);
      case Change.Reached(var next) ->
          next.compareTo(stage) > 0
              ? job.moved(new State.Processing(next), job.progress(), now)
              : null;
      case Change.Stored(var media) ->
          job.moved(
              new State.Completed(media, now),
              job.attempt(),
              job.progress().done(),
              job.times().touched(now),
              job.ticket().ended());
      case Change.Failing(var failure) -> job.ended(new State.Failed(failure, now), now);
      case Change.Postponed(var failure, var until) ->
          job.moved(
              new State.Waiting(failure, until.truncatedTo(ChronoUnit.MILLIS)),
              job.attempt() + 1,
              job.progress().resting(),
              job.times().touched(now),
              job.ticket().triedAgain());
      case Change.Deferred(var why, var until) ->
          job.moved(
              new State.Waiting(why, until.truncatedTo(ChronoUnit.MILLIS)),
              job.progress().resting(),
              now);
      case Change.Interrupted() -> job.moved(new State.Queued(), job.progress().resting(), now);
      case Change.Pausing() ->
          job.list() == null ? job.moved(new State.Paused(), job.progress().resting(), now) : null;
      case Change.Cancelling() -> job.ended(new State.Cancelled(now), now);
      case Change.Tallied(var tally, var percent) -> tallied(job, tally, percent, now);
      case Change.Claimed(),
          Change.Resuming(),
          Change.Ranked(_),
          Change.Retrying(),
          Change.Given(_),
          Change.Expired() ->
          null;
    };
  }

  private static @Nullable Job gathering(Job job, Change change, Instant now) {
    return switch (change) {
      case Change.Tallied(var tally, var percent) -> tallied(job, tally, percent, now);
      case Change.Remarked(var sentence) -> remarked(job, sentence, now);
      case Change.Cancelling() -> job.ended(new State.Cancelled(now), now);
      case Change.Claimed(),
          Change.Described(_),
          Change.Pictured(),
          Change.Reached(_),
          Change.Stored(_),
          Change.Failing(_),
          Change.Postponed(_, _),
          Change.Deferred(_, _),
          Change.Pausing(),
          Change.Resuming(),
          Change.Ranked(_),
          Change.Interrupted(),
          Change.Retrying(),
          Change.Given(_),
          Change.Expired() ->
          null;
    };
  }

  private static @Nullable Job tallied(Job job, Tally tally, double percent, Instant now) {
    Tally before = job.list();
    if (before == null) {
      return null;
    }
    boolean ended = job.status().terminal();
    boolean cancelled = job.state() instanceof State.Cancelled;
    if (cancelled || (ended && tally.over() && tally.total() < before.total())) {
      // Neither what becomes of a list's downloads nor their removal changes how it ended.
      return tally.equals(before) || !tally.over()
          ? null
          : job.tallied(job.state(), tally, job.progress(), now);
    }
    Progress reached = new Progress(percent, null, null, null, null).notBehind(job.progress());
    boolean further = reached.percent() > job.progress().percent();
    if (tally.equals(before) && (ended || !tally.over()) && !further) {
      return null;
    }
    if (tally.expanding()) {
      return job.tallied(job.state(), tally, reached, now);
    }
    if (!tally.over()) {
      return job.tallied(new State.Gathering(), tally, reached, now);
    }
    State end =
        tally.completed() > 0
            ? new State.Gathered(now)
            : tally.failed() > 0 ? new State.Failed(NOTHING, now) : new State.Cancelled(now);
    return job.tallied(end, tally, end instanceof State.Gathered ? reached.done() : reached, now);
  }

  private static @Nullable Job remarked(Job job, String sentence, Instant now) {
    Notes notes = job.notes().with(sentence);
    return notes.equals(job.notes()) ? null : job.remarked(notes, now);
  }

  private static @Nullable Job ranked(Job job, int rank, Instant now) {
    return rank == job.ticket().rank()
        ? null
        : job.moved(
            job.state(),
            job.attempt(),
            job.progress(),
            job.times().touched(now),
            job.ticket().ranked(rank));
  }

  private static Job given(Job job, Ticket shown, Instant now) {
    return job.carrying(shown).moved(job.state(), job.progress(), now);
  }

  private static Job retried(Job job, Instant now) {
    return asked(job, job.attempt() + 1, Progress.NONE, now);
  }

  /** Somebody wants it now, so its tries are counted anew. */
  private static Job asked(Job job, int attempt, Progress progress, Instant now) {
    return job.moved(
        new State.Queued(),
        attempt,
        progress,
        new Times(job.times().created(), now, null),
        job.ticket().askedAgain());
  }
}
