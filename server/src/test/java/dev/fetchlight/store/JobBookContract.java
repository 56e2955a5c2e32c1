package dev.fetchlight.store;

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

/** How every book hands jobs out and writes them down; each implementation runs it. */
public abstract class JobBookContract extends OpenBook {
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
  void whoNamesAKeptLoginIsAmongThoseWithOne() {
    Ticket named = Ticket.PLAIN.using("kept");
    Job member = Job.queued(JobId.next(clock), Jobs.spec("b"), clock.instant(), named, null);
    book.submit(member, null, null);
    assertThat(Closed.of(member)).isEqualTo(new Closed("example.com", true));
    Openings members = new Openings(Set.of(Closed.of(member)), 0);

    assertThat(book.claim("me", clock.instant(), LEASE, members)).isEmpty();
    assertThat(book.claim("me", clock.instant(), LEASE, Openings.ALL))
        .map(Job::id)
        .contains(member.id());
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
