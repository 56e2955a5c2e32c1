package dev.fetchlight.store;

import static dev.fetchlight.job.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.HistoryQuery;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobBook;
import dev.fetchlight.job.JobBook.Submission;
import dev.fetchlight.job.JobBook.Written;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Lifecycle;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.SettableClock;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Version;
import dev.fetchlight.job.VideoInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every book promises; each implementation runs it on a fresh one. */
public abstract class JobBookContract {
  private static final Duration LEASE = Duration.ofSeconds(30);

  protected final SettableClock clock = new SettableClock(NOON);

  @SuppressWarnings("NullAway.Init") // set before each test
  protected JobBook book;

  /** A book with nothing in it. */
  protected abstract JobBook open() throws Exception;

  @BeforeEach
  void openBook() throws Exception {
    book = open();
  }

  @AfterEach
  void closeBook() {
    book.close();
  }

  @Test
  void keepsASubmittedJob() {
    Job job = Jobs.queued("a", NOON);

    assertThat(book.submit(job, null, null)).isEqualTo(new Submission.Created(job));
    assertThat(book.find(job.id())).contains(job);
    assertThat(book.find(JobId.next(clock))).isEmpty();
  }

  @Test
  void servesAJobThatIsOnItsWay() {
    Job first = submitted("a");

    assertThat(book.submit(Jobs.queued("a", NOON), null, null))
        .isEqualTo(new Submission.Existing(first));
    Job claimed = claimed();
    assertThat(book.submit(Jobs.queued("a", NOON), null, null))
        .isEqualTo(new Submission.Existing(claimed));
    assertThat(book.counts()).containsEntry(Status.PROCESSING, 1L).containsEntry(Status.QUEUED, 0L);
  }

  @Test
  void servesAJobOnTheShelfOnlyWhileItIsStillThere() {
    submitted("a");
    Job shelved = replaced(claimed(), new Change.Stored(Jobs.MEDIA));

    assertThat(book.submit(Jobs.queued("a", NOON), shelved, null))
        .isEqualTo(new Submission.Existing(shelved));

    Job expired = replaced(shelved, new Change.Expired());
    Job again = Jobs.queued("a", NOON);
    assertThat(book.submit(again, shelved, null)).isEqualTo(new Submission.Created(again));
    assertThat(book.completed(again.spec())).contains(expired);
  }

  @Test
  void failedAndCancelledJobsServeNobody() {
    submitted("a");
    replaced(claimed(), new Change.Cancelling());
    Job again = Jobs.queued("a", NOON);

    assertThat(book.submit(again, null, null)).isEqualTo(new Submission.Created(again));
    assertThat(book.completed(again.spec())).isEmpty();
  }

  @Test
  void findsTheNewestCompletedOfASpec() {
    Job older = submitted("a");
    replaced(claimed(), new Change.Stored(Jobs.MEDIA));
    clock.advance(Duration.ofSeconds(1));
    submitted("a");
    Job newer = replaced(claimed(), new Change.Stored(Jobs.MEDIA));

    assertThat(book.completed(older.spec())).contains(newer);
  }

  @Test
  void sameKeySameJobFor24Hours() {
    Job first = submitted("a", "key");
    Job cancelled = replaced(first, new Change.Cancelling());
    clock.advance(Duration.ofHours(24).minusMillis(1));

    assertThat(book.submit(Jobs.queued("a", clock.instant()), null, "key"))
        .isEqualTo(new Submission.Existing(cancelled));
    assertThat(book.submit(Jobs.queued("b", clock.instant()), null, "key"))
        .isEqualTo(new Submission.KeyReused());

    clock.advance(Duration.ofMillis(1));
    Job fresh = Jobs.queued("b", clock.instant());
    assertThat(book.submit(fresh, null, "key")).isEqualTo(new Submission.Created(fresh));
  }

  @Test
  void aKeyIsBoundToTheJobThatServes() {
    Job first = submitted("a");

    assertThat(book.submit(Jobs.queued("a", NOON), null, "key"))
        .isEqualTo(new Submission.Existing(first));
    Job cancelled = replaced(first, new Change.Cancelling());
    assertThat(book.submit(Jobs.queued("a", NOON), null, "key"))
        .isEqualTo(new Submission.Existing(cancelled));
  }

  @Test
  void aRemovedJobFreesItsKey() {
    Job first = submitted("a", "key");
    assertThat(book.remove(first.id())).isTrue();
    Job second = Jobs.queued("b", NOON);

    assertThat(book.submit(second, null, "key")).isEqualTo(new Submission.Created(second));
  }

  @Test
  void manySubmitsAtOneInstantMakeOneJob() throws Exception {
    for (int round = 0; round < 20; round++) {
      String path = "round-" + round;
      List<Submission> submissions =
          atOnce(8, () -> book.submit(Jobs.queued(path, clock.instant()), null, null));

      List<Job> created =
          submissions.stream()
              .filter(Submission.Created.class::isInstance)
              .map(submission -> ((Submission.Created) submission).job())
              .toList();
      assertThat(created).hasSize(1);
      assertThat(submissions)
          .filteredOn(Submission.Existing.class::isInstance)
          .hasSize(7)
          .containsOnly(new Submission.Existing(created.getFirst()));
    }
  }

  @Test
  void claimsTheOldestFirst() {
    Job first = submitted("a");
    clock.advance(Duration.ofSeconds(1));
    Job second = submitted("b");

    assertThat(claimed())
        .isEqualTo(Lifecycle.apply(first, new Change.Claimed(), clock.instant()).orElseThrow());
    assertThat(claimed().id()).isEqualTo(second.id());
    assertThat(book.claim("me", clock.instant(), LEASE)).isEmpty();
  }

  @Test
  void anInterruptedJobKeepsItsPlaceAndARetryWaitsItsTurn() {
    Job interrupted = submitted("a");
    Job retried = submitted("b");
    Job waiting = submitted("c");
    Job held = claimed();
    replaced(replaced(retried, new Change.Cancelling()), new Change.Retrying());
    replaced(held, new Change.Interrupted());

    assertThat(List.of(claimed().id(), claimed().id(), claimed().id()))
        .containsExactly(interrupted.id(), waiting.id(), retried.id());
  }

  @Test
  void concurrentClaimersNeverGetTheSameJob() throws Exception {
    List<JobId> submitted = IntStream.range(0, 200).mapToObj(n -> submitted("j" + n).id()).toList();
    var claimed = new ConcurrentLinkedQueue<JobId>();

    atOnce(
        16,
        () -> {
          Optional<Job> next = book.claim("me", clock.instant(), LEASE);
          while (next.isPresent()) {
            claimed.add(next.get().id());
            next = book.claim("me", clock.instant(), LEASE);
          }
          return true;
        });

    assertThat(claimed).containsExactlyInAnyOrderElementsOf(submitted);
  }

  @Test
  void replacesOnlyWhatIsStillAsItWasRead() {
    Job queued = submitted("a");
    Job claimed = claimed();

    assertThat(book.replace(queued, Jobs.after(queued, new Change.Cancelling())))
        .isEqualTo(Written.STALE);
    assertThat(book.find(queued.id())).contains(claimed);
    book.remove(queued.id());
    assertThat(book.replace(claimed, Jobs.after(claimed, new Change.Cancelling())))
        .isEqualTo(Written.STALE);
    assertThat(book.find(queued.id())).isEmpty();
  }

  @Test
  void oneOfManyWritersAtOneInstantWins() throws Exception {
    Job queued = submitted("a");
    Job after = Jobs.after(queued, new Change.Cancelling());

    assertThat(atOnce(8, () -> book.replace(queued, after)))
        .containsOnlyOnce(Written.DONE)
        .containsOnly(Written.DONE, Written.STALE);
  }

  @Test
  void aRetryNeverMakesASecondLiveJob() {
    Job cancelled = replaced(submitted("a"), new Change.Cancelling());
    submitted("a");

    assertThat(book.replace(cancelled, Jobs.after(cancelled, new Change.Retrying())))
        .isEqualTo(Written.DUPLICATE);
    assertThat(book.find(cancelled.id())).contains(cancelled);
  }

  @Test
  void aHeartbeatSavesProgressAndKeepsTheLease() {
    submitted("a");
    Job held = claimed();
    Job running = held.ticked(Jobs.HALFWAY, clock.advance(Duration.ofSeconds(20)));

    assertThat(book.heartbeat(running, clock.instant().plus(LEASE))).isTrue();
    assertThat(book.find(held.id())).contains(running);
    assertThat(book.abandoned("other", clock.advance(Duration.ofSeconds(29)))).isEmpty();
    assertThat(book.abandoned("other", clock.advance(Duration.ofSeconds(1))))
        .containsExactly(running);
  }

  @Test
  void aHeartbeatOfALostJobIsRefused() {
    submitted("a");
    Job held = claimed();
    Job ticked = held.ticked(Jobs.HALFWAY, clock.instant());
    Job described = replaced(held, new Change.Described(Jobs.VIDEO));

    assertThat(book.heartbeat(ticked, clock.instant())).isFalse();
    assertThat(book.find(held.id())).contains(described);
    book.remove(held.id());
    assertThat(book.heartbeat(described, clock.instant())).isFalse();
  }

  @Test
  void abandonedAreThoseOfTheOwnerAndThoseWithoutALease() {
    submitted("a");
    Job mine = book.claim("me", clock.instant(), LEASE).orElseThrow();
    submitted("b");
    Job yours = book.claim("you", clock.instant(), LEASE.plusSeconds(1)).orElseThrow();
    submitted("waiting");

    assertThat(book.abandoned("me", clock.instant())).containsExactly(mine);
    assertThat(book.abandoned("nobody", clock.instant().plus(LEASE))).containsExactly(mine);
    Instant later = clock.instant().plus(LEASE).plusSeconds(1);
    assertThat(book.abandoned("nobody", later)).containsExactly(mine, yours);
    replaced(mine, new Change.Interrupted());
    assertThat(book.abandoned("me", clock.instant())).isEmpty();
  }

  @Test
  void everyFieldSurvivesInEveryState() {
    List<Job> jobs = new ArrayList<>(Jobs.all().toList());
    VideoInfo odd =
        new VideoInfo("", "a\u0000b'\"\n%_", "", 0.1, false, "x", "y", 0, Integer.MAX_VALUE);
    Progress big = new Progress(99.9, Long.MAX_VALUE, 0L, Double.MAX_VALUE, Long.MAX_VALUE);
    for (VideoInfo video : List.of(odd, Jobs.NOTHING_KNOWN)) {
      Job claimed = Jobs.after(Jobs.queued("odd", NOON), new Change.Claimed());
      jobs.add(Jobs.after(claimed, new Change.Described(video)).ticked(big, NOON));
    }

    for (Job after : jobs) {
      Job before =
          new Job(
              JobId.next(InstantSource.system()),
              after.spec(),
              new State.Queued(),
              new Version(1, 0),
              1,
              null,
              Progress.NONE,
              after.times());
      Job written =
          new Job(
              before.id(),
              after.spec(),
              after.state(),
              after.version(),
              after.attempt(),
              after.video(),
              after.progress(),
              after.times());
      assertThat(book.submit(before, null, null)).isEqualTo(new Submission.Created(before));
      if (after.version().revision() > 1) {
        assertThat(book.replace(before, written)).isEqualTo(Written.DONE);
      }
      assertThat(book.find(before.id())).contains(written);
      assertThat(book.history(all(1))).containsExactly(written);
      book.remove(before.id());
    }
  }

  @Test
  void historyPagesStayRightWhileJobsArrive() {
    List<JobId> old = new ArrayList<>();
    for (int n = 0; n < 25; n++) {
      clock.advance(Duration.ofMillis(1));
      old.addFirst(submitted("old-" + n).id());
    }
    List<JobId> read = new ArrayList<>();
    @Nullable JobId cursor = null;
    while (true) {
      List<Job> page = book.history(new HistoryQuery(Set.of(), null, null, null, cursor, 10));
      if (page.isEmpty()) {
        break;
      }
      page.forEach(job -> read.add(job.id()));
      cursor = page.getLast().id();
      clock.advance(Duration.ofMillis(1));
      submitted("new-" + read.size());
    }

    assertThat(read).containsExactlyElementsOf(old);
  }

  @Test
  void historyFiltersByStatusAndTime() {
    Job first = submitted("a");
    Instant between = clock.advance(Duration.ofSeconds(1));
    Job second = submitted("b");
    Job claimed = claimed();

    assertThat(history(Set.of(Status.QUEUED), null, null, null)).containsExactly(second);
    assertThat(history(Set.of(Status.QUEUED, Status.PROCESSING), null, null, null))
        .containsExactly(second, claimed);
    assertThat(history(Set.of(Status.FAILED), null, null, null)).isEmpty();
    assertThat(history(Set.of(), null, between, null)).containsExactly(second);
    assertThat(history(Set.of(), null, null, between)).extracting(Job::id).contains(first.id());
    assertThat(history(Set.of(), null, null, between)).hasSize(1);
  }

  @Test
  void historySearchKnowsNoCaseAndNoWildcards() {
    submitted("a_b%25c");
    Job described = replaced(claimed(), new Change.Described(Jobs.VIDEO));
    submitted("axb");

    for (String text : List.of("HÄUSCHEN", "häuschen", "ÜNÏCODE & co", "テスト", "A_B", "%25")) {
      assertThat(history(Set.of(), text, null, null)).as(text).containsExactly(described);
    }
    assertThat(history(Set.of(), "nowhere", null, null)).isEmpty();
    assertThat(history(Set.of(), "", null, null)).hasSize(2);
    assertThat(history(Set.of(), "'; drop table job; --", null, null)).isEmpty();
  }

  @Test
  void findsManyAtOnce() {
    Job a = submitted("a");
    Job b = submitted("b");

    assertThat(book.findAll(List.of(b.id(), JobId.next(clock), a.id())))
        .containsExactlyInAnyOrder(a, b);
    assertThat(book.findAll(List.of())).isEmpty();
  }

  @Test
  void removesWhateverTheState() {
    Job job = submitted("a");
    claimed();

    assertThat(book.remove(job.id())).isTrue();
    assertThat(book.remove(job.id())).isFalse();
    assertThat(book.find(job.id())).isEmpty();
  }

  @Test
  void countsEveryStatus() {
    submitted("a");
    submitted("b");
    claimed();
    submitted("c");
    replaced(claimed(), new Change.Cancelling());

    assertThat(book.counts())
        .containsEntry(Status.QUEUED, 1L)
        .containsEntry(Status.PROCESSING, 1L)
        .containsEntry(Status.CANCELLED, 1L)
        .containsEntry(Status.COMPLETED, 0L)
        .containsEntry(Status.FAILED, 0L);
  }

  @Test
  void namesItsEpoch() {
    assertThat(book.epoch()).matches("[0-9a-z]{6}");
  }

  private Job submitted(String path) {
    return submitted(path, null);
  }

  private Job submitted(String path, @Nullable String key) {
    Job job = Jobs.queued(path, clock.instant());
    assertThat(book.submit(job, null, key)).isEqualTo(new Submission.Created(job));
    return job;
  }

  private Job claimed() {
    Job claimed = book.claim("me", clock.instant(), LEASE).orElseThrow();
    assertThat(claimed.state()).isEqualTo(new State.Processing(Stage.RESOLVING));
    return claimed;
  }

  private Job replaced(Job before, Change change) {
    Job after = Jobs.after(before, change);
    assertThat(book.replace(before, after)).isEqualTo(Written.DONE);
    return after;
  }

  private List<Job> history(
      Set<Status> statuses, @Nullable String text, @Nullable Instant from, @Nullable Instant to) {
    return book.history(new HistoryQuery(statuses, text, from, to, null, 100));
  }

  private static HistoryQuery all(int limit) {
    return new HistoryQuery(Set.of(), null, null, null, null, limit);
  }

  /** The answers of so many threads that start at one instant. */
  private static <T> List<T> atOnce(int threads, Callable<T> work)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (var executor = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<T> answers = new ArrayList<>();
      Callable<T> together =
          () -> {
            start.await();
            return work.call();
          };
      for (var future :
          executor.invokeAll(IntStream.range(0, threads).mapToObj(_ -> together).toList())) {
        answers.add(future.get());
      }
      return answers;
    }
  }
}
