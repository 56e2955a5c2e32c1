package dev.fetchlight.store;

import static dev.fetchlight.job.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.book.JobBook.Submission;
import dev.fetchlight.job.outcome.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every book takes jobs in; each implementation runs it. */
public abstract class SubmitContract extends OpenBook {
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
  void aKeptLoginCountsAsCookiesDo() {
    submitted("a");
    Failure login = new Failure(Failure.Code.LOGIN_REQUIRED, "Who are you?");
    Job failed = replaced(claimed(), new Change.Failing(login));
    Ticket named = Ticket.PLAIN.using("kept");
    Job again = Job.queued(JobId.next(clock), Jobs.spec("a"), clock.instant(), named, null);

    Job given = ((Submission.Given) book.submit(again, null, null)).job();

    assertThat(given.id()).isEqualTo(failed.id());
    Job running = claimed();
    assertThat(running.ticket().jar()).isEqualTo("kept");
    // Its name is no secret: whoever tries it again needs not hand it in again.
    assertThat(replaced(running, new Change.Failing(login)).ticket().jar()).isEqualTo("kept");
    assertThat(book.submit(withCookies("a"), null, null)).isInstanceOf(Submission.Given.class);
    assertThat(claimed().ticket()).isEqualTo(withCookies("a").ticket());
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
}
