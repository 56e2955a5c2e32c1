package dev.fetchlight.job.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.SettableClock;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.Desk.Answer;
import dev.fetchlight.job.book.JobBook.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DeskTest {
  private final FakeJobBook book = new FakeJobBook();
  private final List<Notice> told = new ArrayList<>();
  private final SettableClock clock = new SettableClock(Jobs.NOON);
  private final Desk desk = desk(_ -> true);

  @Test
  void tellsOfANewJobOnceItIsInTheBook() {
    Job job = submitted();

    assertThat(book.find(List.of(job.id()))).contains(job);
    assertThat(told).containsExactly(new Notice.Fact(job));
  }

  @Test
  void answersWithWhatIsOnTheShelfAndTellsNobody() {
    Job completed = Jobs.completed();
    book.jobs.put(completed.id(), completed);

    assertThat(desk.submit(completed.spec(), null)).isEqualTo(new Submission.Existing(completed));
    assertThat(told).isEmpty();
    assertThat(desk(_ -> false).submit(completed.spec(), null))
        .isInstanceOf(Submission.Created.class);
  }

  @Test
  void cancelsAtTheProgressThatWasShown() {
    submitted();
    Job claimed = desk.claim("me", Duration.ofSeconds(30), Openings.ALL).orElseThrow();
    Job shown = desk.tick(claimed, new Progress(51.4, 100L, 200L, 7.0, 3L));

    assertThat(desk.cancel(claimed.id(), shown))
        .isInstanceOfSatisfying(
            Answer.Done.class,
            done ->
                assertThat(done.job().progress())
                    .isEqualTo(new Progress(51.4, 100L, 200L, null, null)));
  }

  @Test
  void cancelsAndRetries() {
    Job job = submitted();

    assertThat(desk.cancel(job.id()))
        .isInstanceOfSatisfying(
            Answer.Done.class, done -> assertThat(done.job().status()).isEqualTo(Status.CANCELLED));
    assertThat(desk.cancel(job.id())).isInstanceOf(Answer.Refused.class);
    assertThat(desk.retry(job.id()))
        .isInstanceOfSatisfying(
            Answer.Done.class, done -> assertThat(done.job().attempt()).isEqualTo(2));
    assertThat(desk.retry(job.id())).isInstanceOf(Answer.Refused.class);
    assertThat(told).hasSize(3);
  }

  @Test
  void readsAgainWhenSomebodyWasFaster() {
    Job job = submitted();
    book.beforeReplace = () -> desk.claim("me", Duration.ofSeconds(30), Openings.ALL);

    assertThat(desk.cancel(job.id())).isInstanceOf(Answer.Done.class);
    assertThat(book.find(List.of(job.id())).getFirst().version().revision()).isEqualTo(3);
  }

  @Test
  void aRetryThatWouldDoubleALiveJobIsRefused() {
    Job cancelled = Jobs.cancelled();
    book.jobs.put(cancelled.id(), cancelled);
    book.answer = JobBook.Written.DUPLICATE;

    assertThat(desk.retry(cancelled.id()))
        .isEqualTo(new Answer.Refused(cancelled, "The same download is already on its way."));
    assertThat(told).isEmpty();
  }

  @Test
  void knowsWhatItDoesNotKnow() {
    assertThat(desk.cancel(JobId.next(clock))).isEqualTo(new Answer.Unknown());
    assertThat(desk.remove(JobId.next(clock))).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void tellsOfARemoval() {
    Job job = submitted();

    assertThat(desk.remove(job.id())).containsExactly(job.id());
    assertThat(told).last().isEqualTo(new Notice.Removed(job.id(), null));
  }

  @Test
  void advancesOnlyWhatIsStillHeld() {
    submitted();
    Job held = desk.claim("me", Duration.ofSeconds(30), Openings.ALL).orElseThrow();
    Job described = desk.advance(held, new Change.Described(Jobs.VIDEO)).orElseThrow();
    int notices = told.size();

    assertThat(desk.advance(held, new Change.Reached(Stage.DOWNLOADING))).isEmpty();
    assertThat(desk.advance(described, new Change.Retrying())).isEmpty();
    assertThat(told).hasSize(notices).last().isEqualTo(new Notice.Fact(described));
  }

  @Test
  void aTickIsToldButNotWritten() {
    submitted();
    Job held = desk.claim("me", Duration.ofSeconds(30), Openings.ALL).orElseThrow();
    Job ticked = desk.tick(held, Jobs.HALFWAY);

    assertThat(told).last().isEqualTo(new Notice.Tick(ticked));
    assertThat(ticked.version()).isGreaterThan(held.version());
    assertThat(book.find(List.of(held.id()))).contains(held);
  }

  private Job submitted() {
    return ((Submission.Created) desk.submit(Jobs.spec("a"), null)).job();
  }

  private Desk desk(Predicate<Job> onShelf) {
    return new Desk(book, told::add, onShelf, clock);
  }
}
