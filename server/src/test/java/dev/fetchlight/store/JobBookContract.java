package dev.fetchlight.store;

import static dev.fetchlight.job.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Lifecycle;
import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.book.HistoryQuery;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.JobBook.Submission;
import dev.fetchlight.job.book.JobBook.Written;
import dev.fetchlight.job.book.Openings;
import dev.fetchlight.job.book.Openings.Closed;
import dev.fetchlight.job.outcome.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How every book takes jobs in and hands them out; each implementation runs it. */
public abstract class JobBookContract extends OpenBook {
  @Test
  void keepsASubmittedJob() {
    Job job = Jobs.queued("a", NOON);

    assertThat(book.submit(job, null, null)).isEqualTo(new Submission.Created(job));
    assertThat(book.find(List.of(job.id()))).contains(job);
    assertThat(book.find(List.of(JobId.next(clock)))).isEmpty();
  }

  @Test
  void servesAJobThatIsOnItsWay() {
    Job first = submitted("a");

    assertThat(book.submit(Jobs.queued("a", NOON), null, null))
        .isEqualTo(new Submission.Existing(first));
    Job claimed = claimed();
    assertThat(book.submit(Jobs.queued("a", NOON), null, null))
        .isEqualTo(new Submission.Existing(claimed));
    assertThat(book.census(null).counts())
        .containsEntry(Status.PROCESSING, 1L)
        .containsEntry(Status.QUEUED, 0L);
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

  private Job withCookies(String path) {
    Ticket known = Ticket.PLAIN.with(new Sealed(new byte[] {1, 2}));
    return Job.queued(JobId.next(clock), Jobs.spec(path), clock.instant(), known, null);
  }

  @Test
  void aJobThatWaitsTakesCookiesInAndIsTriedAtOnce() {
    submitted("a");
    Failure login = new Failure(Failure.Code.RATE_LIMITED, "A robot?");
    Job waiting =
        replaced(claimed(), new Change.Postponed(login, clock.instant().plusSeconds(3_600)));

    Job given = ((Submission.Given) book.submit(withCookies("a"), null, "key")).job();

    assertThat(given.id()).isEqualTo(waiting.id());
    assertThat(book.find(List.of(given.id()))).containsExactly(given);
    assertThat(claimed().ticket().cookies()).isEqualTo(new Sealed(new byte[] {1, 2}));
    // A repeat by key changes nothing, and one that runs keeps what it has.
    assertThat(book.submit(withCookies("a"), null, "key")).isInstanceOf(Submission.Existing.class);
    assertThat(book.submit(withCookies("a"), null, null)).isInstanceOf(Submission.Existing.class);
  }

  @Test
  void aJobThatFailedTakesCookiesInAndIsTriedAgain() {
    submitted("a");
    Job failed =
        replaced(
            claimed(),
            new Change.Failing(new Failure(Failure.Code.LOGIN_REQUIRED, "Who are you?")));
    Job plain = Jobs.queued("a", NOON);
    assertThat(book.submit(plain, null, null)).isEqualTo(new Submission.Created(plain));
    book.remove(plain.id());

    Job given = ((Submission.Given) book.submit(withCookies("a"), null, "key")).job();

    assertThat(given.id()).isEqualTo(failed.id());
    assertThat(given.status()).isEqualTo(Status.QUEUED);
    assertThat(given.attempt()).isEqualTo(2);
    assertThat(book.submit(withCookies("a"), null, "key"))
        .isEqualTo(new Submission.Existing(given));
    Job other = withCookies("b");
    assertThat(book.submit(other, null, null)).isEqualTo(new Submission.Created(other));
  }

  @Test
  void neitherCancelledNorOutdatedJobsTakeCookiesIn() {
    submitted("a");
    replaced(
        claimed(), new Change.Failing(new Failure(Failure.Code.LOGIN_REQUIRED, "Who are you?")));
    submitted("a");
    Job shelved = replaced(claimed(), new Change.Stored(Jobs.MEDIA));
    assertThat(book.submit(withCookies("a"), shelved, null))
        .isEqualTo(new Submission.Existing(shelved));
    replaced(shelved, new Change.Expired());
    Job again = withCookies("a");
    assertThat(book.submit(again, null, null)).isEqualTo(new Submission.Created(again));

    Job called = submitted("c");
    replaced(called, new Change.Cancelling());
    Job fresh = withCookies("c");
    assertThat(book.submit(fresh, null, null)).isEqualTo(new Submission.Created(fresh));
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
    assertThat(book.remove(first.id())).containsExactly(first.id());
    Job second = Jobs.queued("b", NOON);

    assertThat(book.submit(second, null, "key")).isEqualTo(new Submission.Created(second));
  }

  @Test
  void anEntryComesInOnlyWhileItsListGoesOn() {
    Job list = submitted("list");
    Job entry = entryOf(list, "a");
    assertThat(book.submit(entry, null, null)).isEqualTo(new Submission.Created(entry));

    assertThat(book.remove(list.id())).containsExactly(list.id(), entry.id());
    assertThat(book.submit(entryOf(list, "b"), null, null)).isEqualTo(new Submission.ListGone());
    Job other = replaced(submitted("other"), new Change.Cancelling());
    assertThat(book.submit(entryOf(other, "c"), null, null)).isEqualTo(new Submission.ListGone());
    assertThat(book.looseEnds("me", clock.instant(), true).strays()).isEmpty();
  }

  private static Job entryOf(Job list, String path) {
    Ticket ticket = new Ticket(0, 0, list.id(), null);
    return Job.queued(JobId.next(() -> NOON), Jobs.spec(path), NOON, ticket, null);
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
    assertThat(book.claim("me", clock.instant(), LEASE, Openings.ALL)).isEmpty();
  }

  @Test
  void claimsByRankAndWhatMayBeginAlone() {
    Job waiting = submitted("a");
    Instant later = clock.instant().plusSeconds(60);
    replaced(
        claimed(), new Change.Postponed(new Failure(Failure.Code.NETWORK, "It broke off."), later));
    Job paused = submitted("b");
    Job last = submitted("c");
    Job plain = submitted("d");
    Job first = submitted("e");
    replaced(paused, new Change.Pausing());
    replaced(last, new Change.Ranked(-1));
    replaced(first, new Change.Ranked(1));

    assertThat(List.of(claimed().id(), claimed().id(), claimed().id()))
        .containsExactly(first.id(), plain.id(), last.id());
    assertThat(book.claim("me", clock.instant(), LEASE, Openings.ALL)).isEmpty();
    clock.advance(Duration.ofSeconds(60));
    Job tried = claimed();
    assertThat(tried.id()).isEqualTo(waiting.id());
    assertThat(tried.attempt()).isEqualTo(2);
    assertThat(tried.ticket().tries()).isEqualTo(1);
  }

  @Test
  void claimsNothingOfAClosedOrBusySite() {
    Job first = submitted("a");
    submitted("b");
    Openings closed = new Openings(Set.of(new Closed("example.com", false)), 0);
    Openings one = new Openings(Set.of(new Closed("other.com", false)), 1);

    assertThat(book.claim("me", clock.instant(), LEASE, closed)).isEmpty();
    assertThat(book.claim("me", clock.instant(), LEASE, one)).map(Job::id).contains(first.id());
    assertThat(book.claim("me", clock.instant(), LEASE, one)).isEmpty();
    assertThat(book.claim("me", clock.instant(), LEASE, new Openings(Set.of(), 2))).isPresent();
  }

  @Test
  void aSiteIsClosedToThoseWithALoginOrWithout() {
    Job plain = submitted("a");
    Ticket known = Ticket.PLAIN.with(new Sealed(new byte[] {1}));
    Job member = Job.queued(JobId.next(clock), Jobs.spec("b"), clock.instant(), known, null);
    book.submit(member, null, null);
    Openings members = new Openings(Set.of(new Closed("example.com", true)), 0);
    Openings others = new Openings(Set.of(new Closed("example.com", false)), 0);

    assertThat(book.claim("me", clock.instant(), LEASE, others)).map(Job::id).contains(member.id());
    assertThat(book.claim("me", clock.instant(), LEASE, others)).isEmpty();
    assertThat(book.claim("me", clock.instant(), LEASE, members)).map(Job::id).contains(plain.id());
  }

  @Test
  void countsAListByItself() {
    Job list = submitted("list");
    Job done = Job.queued(JobId.next(clock), Jobs.spec("one"), clock.instant(), of(list), null);
    Job begun = Job.queued(JobId.next(clock), Jobs.spec("two"), clock.instant(), of(list), null);
    book.submit(done, null, null);
    book.submit(begun, null, null);
    replaced(done, new Change.Cancelling());
    submitted("elsewhere");

    JobBook.Census census = book.census(list.id());

    assertThat(census.counts())
        .containsEntry(Status.QUEUED, 1L)
        .containsEntry(Status.CANCELLED, 1L)
        .containsEntry(Status.PROCESSING, 0L);
    assertThat(census.percent()).isEqualTo(50);
    assertThat(book.census(null).counts()).containsEntry(Status.QUEUED, 3L);
    assertThat(book.history(children(list)))
        .extracting(Job::id)
        .containsExactlyInAnyOrder(begun.id(), done.id());
    assertThat(book.history(new HistoryQuery(Set.of(), null, null, null, null, true, null, 10)))
        .noneMatch(job -> job.ticket().parent() != null)
        .hasSize(2);
  }

  private static HistoryQuery children(Job list) {
    return new HistoryQuery(Set.of(), null, null, null, list.id(), null, 10);
  }

  private static Ticket of(Job list) {
    return new Ticket(0, 0, list.id(), null);
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
          Optional<Job> next = book.claim("me", clock.instant(), LEASE, Openings.ALL);
          while (next.isPresent()) {
            claimed.add(next.get().id());
            next = book.claim("me", clock.instant(), LEASE, Openings.ALL);
          }
          return true;
        });

    assertThat(claimed).containsExactlyInAnyOrderElementsOf(submitted);
  }

  @Test
  void replacesOnlyWhatIsStillAsItWasRead() {
    Job queued = submitted("a");
    Job claimed = claimed();

    assertThat(replaced(queued, Jobs.after(queued, new Change.Cancelling())))
        .isEqualTo(Written.STALE);
    assertThat(book.find(List.of(queued.id()))).contains(claimed);
    book.remove(queued.id());
    assertThat(replaced(claimed, Jobs.after(claimed, new Change.Cancelling())))
        .isEqualTo(Written.STALE);
    assertThat(book.find(List.of(queued.id()))).isEmpty();
  }

  @Test
  void oneOfManyWritersAtOneInstantWins() throws Exception {
    Job queued = submitted("a");
    Job after = Jobs.after(queued, new Change.Cancelling());

    assertThat(atOnce(8, () -> replaced(queued, after)))
        .containsOnlyOnce(Written.DONE)
        .containsOnly(Written.DONE, Written.STALE);
  }

  @Test
  void aRetryNeverMakesASecondLiveJob() {
    Job cancelled = replaced(submitted("a"), new Change.Cancelling());
    submitted("a");

    assertThat(replaced(cancelled, Jobs.after(cancelled, new Change.Retrying())))
        .isEqualTo(Written.DUPLICATE);
    assertThat(book.find(List.of(cancelled.id()))).contains(cancelled);
  }

  @Test
  void aHeartbeatSavesProgressAndKeepsTheLease() {
    submitted("a");
    Job held = claimed();
    Job running = held.ticked(Jobs.HALFWAY, clock.advance(Duration.ofSeconds(20)));

    assertThat(book.heartbeat(running, clock.instant().plus(LEASE))).isTrue();
    assertThat(book.find(List.of(held.id()))).contains(running);
    assertThat(abandoned("other", clock.advance(Duration.ofSeconds(29)))).isEmpty();
    assertThat(abandoned("other", clock.advance(Duration.ofSeconds(1)))).containsExactly(running);
  }

  @Test
  void aHeartbeatOfALostJobIsRefused() {
    submitted("a");
    Job held = claimed();
    Job ticked = held.ticked(Jobs.HALFWAY, clock.instant());
    Job described = replaced(held, new Change.Described(Jobs.VIDEO));

    assertThat(book.heartbeat(ticked, clock.instant())).isFalse();
    assertThat(book.find(List.of(held.id()))).contains(described);
    book.remove(held.id());
    assertThat(book.heartbeat(described, clock.instant())).isFalse();
  }

  @Test
  void aListGoesWithAllThatItHas() {
    Job list = submitted("list");
    List<JobId> all = new ArrayList<>(List.of(list.id()));
    for (int at = 0; at < 1_200; at++) {
      Ticket ticket = new Ticket(0, 0, list.id(), null);
      Job child =
          Job.queued(JobId.next(clock), Jobs.spec("child" + at), clock.instant(), ticket, null);
      book.submit(child, null, null);
      all.add(child.id());
    }
    Job other = submitted("other");

    List<JobId> removed = book.remove(list.id());

    assertThat(removed).containsExactlyInAnyOrderElementsOf(all).startsWith(list.id());
    assertThat(book.history(all(10))).containsExactly(other);
    assertThat(book.looseEnds("me", clock.instant(), true).removed())
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(book.looseEnds("me", clock.instant(), false).removed()).isEmpty();
    assertThat(book.remove(list.id())).isEmpty();
  }

  @Test
  void ofManyChangesThoseAreWrittenThatFit() {
    Job first = submitted("a");
    Job second = submitted("b");
    Job stale = submitted("c");
    replaced(stale, new Change.Cancelling());

    List<Written> written =
        book.replace(
            Stream.of(first, stale, second)
                .map(job -> new JobBook.Step(job, Jobs.after(job, new Change.Cancelling())))
                .toList());

    assertThat(written).containsExactly(Written.DONE, Written.STALE, Written.DONE);
    assertThat(book.find(List.of(first.id(), second.id())))
        .extracting(Job::status)
        .containsOnly(Status.CANCELLED);
  }

  @Test
  void abandonedAreThoseOfTheOwnerAndThoseWithoutALease() {
    submitted("a");
    Job mine = book.claim("me", clock.instant(), LEASE, Openings.ALL).orElseThrow();
    submitted("b");
    Job yours =
        book.claim("you", clock.instant(), LEASE.plusSeconds(1), Openings.ALL).orElseThrow();
    submitted("waiting");

    assertThat(abandoned("me", clock.instant())).containsExactly(mine);
    assertThat(abandoned("nobody", clock.instant().plus(LEASE))).containsExactly(mine);
    Instant later = clock.instant().plus(LEASE).plusSeconds(1);
    assertThat(abandoned("nobody", later)).containsExactly(mine, yours);
    replaced(mine, new Change.Interrupted());
    assertThat(abandoned("me", clock.instant())).isEmpty();
  }
}
