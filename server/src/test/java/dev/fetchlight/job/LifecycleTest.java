package dev.fetchlight.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The state machine on every pair of a state and a change. */
class LifecycleTest {
  private static final Instant LATER = Jobs.NOON.plusSeconds(60);

  static Stream<Arguments> pairs() {
    return Jobs.all().flatMap(job -> Jobs.changes().map(change -> Arguments.of(job, change)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyPairLeadsWhereTheTableSays(Job job, Change change) {
    Optional<Job> after = Lifecycle.apply(job, change, LATER);

    assertThat(after.map(Job::status).orElse(null)).isEqualTo(expected(job, change));
    after.ifPresent(next -> {
      assertThat(next.version()).isEqualTo(new Version(job.version().revision() + 1, 0));
      assertThat(next.id()).isEqualTo(job.id());
      assertThat(next.spec()).isEqualTo(job.spec());
      assertThat(next.times().created()).isEqualTo(job.times().created());
      assertThat(next.times().updated()).isEqualTo(LATER);
      assertThat(next.completedAt() != null).isEqualTo(next.status().terminal());
      boolean asked = change instanceof Change.Retrying || change instanceof Change.Given;
      boolean anew = asked && job.status().terminal();
      boolean another = anew || change instanceof Change.Postponed;
      assertThat(next.attempt()).isEqualTo(job.attempt() + (another ? 1 : 0));
      assertThat(next.ticket().parent()).isEqualTo(job.ticket().parent());
      if (change instanceof Change.Given(Ticket given)) {
        assertThat(next.ticket().cookies()).isEqualTo(given.cookies());
        assertThat(next.ticket().jar()).isEqualTo(given.jar());
        assertThat(next.state()).isNotInstanceOf(State.Waiting.class);
        assertThat(next.state() instanceof State.Paused)
            .isEqualTo(job.state() instanceof State.Paused);
      } else if (next.status().terminal()) {
        assertThat(next.ticket().cookies()).isNull();
      } else {
        assertThat(next.ticket().cookies()).isEqualTo(job.ticket().cookies());
      }
      if (!anew) {
        assertThat(next.progress().percent()).isGreaterThanOrEqualTo(job.progress().percent());
      }
    });
  }

  /** The table, written a second time and differently: from the change to the states it suits. */
  private static @Nullable Status expected(Job job, Change change) {
    Status status = job.status();
    boolean processing = job.state() instanceof State.Processing;
    boolean paused = job.state() instanceof State.Paused;
    return switch (change) {
      case Change.Claimed() -> status == Status.QUEUED && !paused ? Status.PROCESSING : null;
      case Change.Described(_) -> processing ? Status.PROCESSING : null;
      case Change.Remarked(_) -> status == Status.PROCESSING ? Status.PROCESSING : null;
      case Change.Pictured() -> processing && job.video() != null ? Status.PROCESSING : null;
      case Change.Reached(var stage) ->
          job.state() instanceof State.Processing(var now) && stage.compareTo(now) > 0
              ? Status.PROCESSING
              : null;
      case Change.Stored(_) -> processing ? Status.COMPLETED : null;
      case Change.Failing(_) -> processing ? Status.FAILED : null;
      case Change.Postponed(_, _), Change.Deferred(_, _) -> processing ? Status.QUEUED : null;
      case Change.Pausing() ->
          (processing && job.list() == null) || (status == Status.QUEUED && !paused)
              ? Status.QUEUED
              : null;
      case Change.Resuming() -> paused ? Status.QUEUED : null;
      case Change.Ranked(_) -> status == Status.QUEUED ? Status.QUEUED : null;
      case Change.Tallied(_, _) when job.list() == null -> null;
      case Change.Tallied(_, _) -> status == Status.CANCELLED ? status : Status.COMPLETED;
      case Change.Interrupted() -> processing ? Status.QUEUED : null;
      case Change.Cancelling() ->
          Set.of(Status.QUEUED, Status.PROCESSING).contains(status) ? Status.CANCELLED : null;
      case Change.Retrying() ->
          Set.of(Status.FAILED, Status.CANCELLED).contains(status)
                  || job.state() instanceof State.Waiting
              ? Status.QUEUED
              : null;
      case Change.Given(_) ->
          Set.of(Status.FAILED, Status.QUEUED).contains(status) ? Status.QUEUED : null;
      case Change.Expired() ->
          job.state() instanceof State.Completed(var media, _) && media.present()
              ? Status.COMPLETED
              : null;
    };
  }

  @Test
  void completionIsAHundredPercentAndRestsThere() {
    assertThat(Jobs.completed().progress())
        .isEqualTo(new Progress(100, 1_048_576L, 4_594_135L, null, null));
  }

  @Test
  void expiryKeepsTheTimeOfCompletion() {
    Job completed = Jobs.completed();
    Job expired = Jobs.after(completed, new Change.Expired());

    assertThat(expired.completedAt()).isEqualTo(completed.completedAt());
    assertThat(expired.state())
        .isEqualTo(new State.Completed(Jobs.MEDIA.removed(), completed.times().updated()));
  }

  @Test
  void anInterruptionKeepsTheDistanceAndStopsTheClock() {
    Job queued = Jobs.after(Jobs.processing(Stage.DOWNLOADING), new Change.Interrupted());

    assertThat(queued.progress()).isEqualTo(Jobs.HALFWAY.resting());
    assertThat(queued.video()).isEqualTo(Jobs.VIDEO);
  }

  @Test
  void aRetryStartsFromNothingButKeepsWhatIsKnown() {
    Job retried = Jobs.after(Jobs.failed(), new Change.Retrying());

    assertThat(retried.progress()).isEqualTo(Progress.NONE);
    assertThat(retried.video()).isEqualTo(Jobs.VIDEO);
    assertThat(retried.times().started()).isNull();
  }

  @Test
  void aSecondDescriptionKeepsThePicture() {
    Job described =
        Jobs.after(
            Jobs.queued("a", Jobs.NOON),
            new Change.Claimed(),
            new Change.Described(Jobs.NOTHING_KNOWN),
            new Change.Pictured(),
            new Change.Described(Jobs.NOTHING_KNOWN));

    assertThat(described.video()).isEqualTo(Jobs.NOTHING_KNOWN.withThumbnail());
  }

  @Test
  void whatIsTakenOutOfAListDoesNotChangeHowItEnded() {
    Tally left = new Tally(2, 0, 1, 1, false);
    for (Job ended : List.of(Jobs.gathered(), Jobs.cancelledList())) {
      Job after = Jobs.after(ended, new Change.Tallied(left, 100));

      assertThat(after.state()).isEqualTo(ended.state());
      assertThat(after.progress()).isEqualTo(ended.progress());
      assertThat(after.list()).isEqualTo(left);
      assertThat(Lifecycle.apply(after, new Change.Tallied(left, 100), LATER)).isEmpty();
    }
  }

  @Test
  void aListThatEndsWithoutADownloadForgetsItsCookies() {
    Job list = Jobs.gathering();
    assertThat(list.ticket().cookies()).isNotNull();

    Job failed = Jobs.after(list, new Change.Tallied(new Tally(4, 0, 4, 0, false), 100));
    assertThat(failed.status()).isEqualTo(Status.FAILED);
    assertThat(failed.ticket().cookies()).isNull();
  }

  @Test
  void aListOfWhichNothingIsLeftIsCalledOff() {
    Job emptied = Jobs.after(Jobs.gathering(), new Change.Tallied(new Tally(0, 0, 0, 0, false), 0));

    assertThat(emptied.status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void timesAreWholeMilliseconds() {
    Instant fine = Jobs.NOON.plusNanos(999);
    Job claimed = Lifecycle.apply(Jobs.queued("a", fine), new Change.Claimed(), fine).orElseThrow();

    assertThat(claimed.times()).isEqualTo(new Times(Jobs.NOON, Jobs.NOON, Jobs.NOON));
  }
}
