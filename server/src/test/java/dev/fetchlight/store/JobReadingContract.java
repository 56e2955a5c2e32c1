package dev.fetchlight.store;

import static dev.fetchlight.job.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.book.HistoryQuery;
import dev.fetchlight.job.book.JobBook.Submission;
import dev.fetchlight.job.book.JobBook.Written;
import dev.fetchlight.job.outcome.VideoInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How every book is read; each implementation runs it. */
public abstract class JobReadingContract extends OpenBook {
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
      JobId id = JobId.next(InstantSource.system());
      Job before = Job.queued(id, after.spec(), after.times().created(), after.ticket(), null);
      Job written =
          new Job(
              id,
              after.spec(),
              after.state(),
              after.version(),
              after.attempt(),
              after.video(),
              after.progress(),
              after.times(),
              after.ticket(),
              after.list(),
              after.notes());
      JobId parent = after.ticket().parent();
      if (parent != null) {
        Ticket ticket = new Ticket(0, 0, null, null);
        book.submit(Job.queued(parent, Jobs.spec("parent"), NOON, ticket, null), null, null);
      }
      assertThat(book.submit(before, null, null)).isEqualTo(new Submission.Created(before));
      if (after.version().revision() > 1) {
        assertThat(replaced(before, written)).isEqualTo(Written.DONE);
      }
      assertThat(book.find(List.of(before.id()))).contains(written);
      assertThat(book.history(all(1))).containsExactly(written);
      book.remove(before.id());
      if (parent != null) {
        book.remove(parent);
      }
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
      List<Job> page = book.history(new HistoryQuery(Set.of(), null, null, null, null, cursor, 10));
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
  void allIsReadPageByPage() {
    List<Job> jobs = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      jobs.addFirst(submitted("j" + n));
      clock.advance(Duration.ofMillis(1));
    }

    for (int page = 1; page <= 7; page++) {
      assertThat(all(page).pages(book)).containsExactlyElementsOf(jobs);
    }
    // Whoever has seen enough reads no further.
    assertThat(all(2).pages(book).limit(3)).hasSize(3);
    Iterator<Job> some = all(2).pages(book).iterator();
    assertThat(List.of(some.next(), some.next(), some.next())).isEqualTo(jobs.subList(0, 3));
    jobs.subList(4, 6).forEach(job -> book.remove(job.id()));
    assertThat(some).toIterable().containsExactly(jobs.get(3));
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

    assertThat(book.find(List.of(b.id(), JobId.next(clock), a.id())))
        .containsExactlyInAnyOrder(a, b);
    assertThat(book.find(List.of())).isEmpty();
  }

  @Test
  void tellsWhatHasChangedSince() {
    submitted("a");
    Job gone = submitted("b");
    Job idle = submitted("c");
    Instant since = clock.advance(Duration.ofMinutes(1));
    Job claimed = claimed();
    book.remove(gone.id());

    assertThat(book.changes(since).jobs()).containsExactly(claimed);
    assertThat(book.changes(since).removed()).containsExactly(gone.id());
    assertThat(book.changes(NOON).jobs()).containsExactlyInAnyOrder(claimed, idle);
    Instant later = clock.advance(Duration.ofMinutes(1));
    assertThat(book.changes(later).jobs()).isEmpty();
    assertThat(book.changes(later).removed()).isEmpty();
  }

  @Test
  void aRemovalIsRememberedForAnHour() {
    Job first = submitted("a");
    Job second = submitted("b");
    Instant since = clock.instant();
    book.remove(first.id());
    clock.advance(Duration.ofHours(1));
    book.remove(second.id());

    assertThat(book.changes(since).removed()).containsExactlyInAnyOrder(first.id(), second.id());
  }

  @Test
  void removesWhateverTheState() {
    Job job = submitted("a");
    claimed();

    assertThat(book.remove(job.id())).containsExactly(job.id());
    assertThat(book.remove(job.id())).isEmpty();
    assertThat(book.find(List.of(job.id()))).isEmpty();
  }

  @Test
  void countsEveryStatus() {
    submitted("a");
    submitted("b");
    claimed();
    submitted("c");
    replaced(claimed(), new Change.Cancelling());

    assertThat(book.census(null).counts())
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

  @Test
  void aListFollowsWhatServesForADownloadOfIt() {
    Job list = submitted("list");
    Job other = submitted("one");
    Job child =
        Job.queued(
            JobId.next(clock),
            other.spec(),
            clock.instant(),
            new Ticket(0, 0, list.id(), null),
            null);

    assertThat(book.submit(child, null, null)).isEqualTo(new Submission.Existing(other));
    assertThat(book.census(list.id()).counts()).containsEntry(Status.QUEUED, 1L);
    assertThat(book.history(followers(other))).extracting(Job::id).containsExactly(list.id());
    assertThat(book.history(followers(list))).isEmpty();

    replaced(other, new Change.Cancelling());
    assertThat(book.census(list.id()).counts()).containsEntry(Status.CANCELLED, 1L);
    book.submit(child, null, null);
    assertThat(book.census(list.id()).counts())
        .containsEntry(Status.QUEUED, 1L)
        .containsEntry(Status.CANCELLED, 0L);
    assertThat(book.remove(list.id())).containsExactly(list.id(), child.id());
    assertThat(book.history(followers(other))).isEmpty();

    Job again = submitted("one");
    assertThat(book.submit(child, null, null))
        .as("its list is no more")
        .isEqualTo(new Submission.Existing(again));
    assertThat(book.history(followers(again))).isEmpty();
  }

  private static HistoryQuery followers(Job job) {
    return new HistoryQuery(Set.of(), null, null, null, null, false, Set.of(job.id()), null, 10);
  }
}
