package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.book.JobBook.Submission;
import dev.fetchlight.job.book.Openings;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Spec;
import dev.fetchlight.media.MediaFile;
import dev.fetchlight.store.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a job that failed, and of others of its site. */
class RetryTest extends Workshop {
  private static final Failure BROKEN = new Failure(Failure.Code.NETWORK, "It broke off.");
  private static final Failure LIMITED =
      new Failure(Failure.Code.RATE_LIMITED, "The site wants a rest.");

  private Job submitTo(String url) {
    return ((Submission.Created) desk.submit(new Spec(Jobs.link(url), Format.BEST), null)).job();
  }

  @Test
  void whatCanPassIsTriedAgainAndSaysWhen() throws Exception {
    tries = 2;
    work(1);
    Job job = submit("a");
    ScriptedEngine.Session first = begun();
    first.tell(new EngineEvent.Progressed(progress(42)));
    first.end(() -> new Outcome.Failed(BROKEN));

    Job waiting = await(fact -> fact.state() instanceof State.Waiting);
    assertThat(waiting.state())
        .isInstanceOfSatisfying(
            State.Waiting.class,
            state -> {
              assertThat(state.last()).isEqualTo(BROKEN);
              assertThat(state.until()).isAfter(Instant.now());
            });
    assertThat(waiting.attempt()).isEqualTo(2);
    assertThat(waiting.progress().percent()).isEqualTo(42);
    assertThat(first.assignment.scratch()).isDirectory();

    // Who cannot wait asks for it now; the tries are counted anew.
    assertThat(desk.retry(job.id())).isInstanceOf(Desk.Answer.Done.class);
    begun().end(() -> new Outcome.Failed(BROKEN));
    await(fact -> fact.state() instanceof State.Waiting && fact.attempt() == 3);
  }

  @Test
  void theTimeOfTheNextTryIsKept() throws Exception {
    tries = 2;
    Job job = submit("a");
    Job claimed = desk.claim("other", WorkSettings.LEASE, Openings.ALL).orElseThrow();
    Job waiting =
        desk.advance(claimed, new Change.Postponed(BROKEN, clock.instant().plusMillis(300)))
            .orElseThrow();
    work(1);

    ScriptedEngine.Session second = begun();
    assertThat(second.assignment.id()).isEqualTo(job.id());
    assertThat(clock.instant()).isAfterOrEqualTo(((State.Waiting) waiting.state()).until());
    second.end(() -> new Outcome.Failed(BROKEN));
    Job failed = await(fact -> fact.status() == Status.FAILED);
    assertThat(failed.state()).isInstanceOf(State.Failed.class);
  }

  @Test
  void aSiteThatWantsARestGetsItFromAllJobs() throws Exception {
    tries = 3;
    Job first = submitTo("https://www.slow.com/1");
    submitTo("https://slow.com/2");
    Job other = submitTo("https://quick.com/1");
    work(1);
    board();
    ScriptedEngine.Session limited = begun();
    assertThat(limited.assignment.id()).isEqualTo(first.id());
    limited.end(() -> new Outcome.Failed(LIMITED));

    assertThat(begun().assignment.id()).isEqualTo(other.id());
    QueueState board = board();
    assertThat(board.rests()).extracting(QueueState.Rest::site).containsExactly("slow.com");
    assertThat(board.rests().getFirst().sentence()).isEqualTo(LIMITED.sentence());
    assertThat(((State.Waiting) read(first).state()).until())
        .isAfterOrEqualTo(board.rests().getFirst().until().minusMillis(1));
  }

  @Test
  void aRestIsOverWhereSomebodyDoesNotWantToWait() throws Exception {
    tries = 3;
    Job first = submitTo("https://www.slow.com/1");
    Job second = submitTo("https://slow.com/2");
    Foreman foreman = work(2);
    begun().end(() -> new Outcome.Failed(LIMITED));
    await(fact -> fact.state() instanceof State.Waiting);
    begun().end(() -> new Outcome.Failed(LIMITED));
    await(fact -> fact.id().equals(second.id()) && fact.state() instanceof State.Waiting);

    assertThat(foreman.wake("other.com")).isFalse();
    assertThat(foreman.wake("slow.com")).isTrue();

    assertThat(List.of(begun().assignment.id(), begun().assignment.id()))
        .containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(foreman.queue().rests()).isEmpty();
    assertThat(foreman.wake("slow.com")).isFalse();
  }

  @Test
  void aJobWithCookiesDoesNotWaitForTheRestOfOthers() throws Exception {
    tries = 3;
    submitTo("https://slow.com/1");
    work(1);
    begun().end(() -> new Outcome.Failed(LIMITED));
    await(fact -> fact.state() instanceof State.Waiting);
    submitTo("https://slow.com/2");
    Spec spec = new Spec(Jobs.link("https://slow.com/3"), Format.BEST);
    Ticket known = Ticket.PLAIN.with(Vault.open(data).seal(new Cookies("a cookie")));
    JobId member = ((Submission.Created) desk.submit(spec, null, known, null)).job().id();

    assertThat(begun().assignment.id()).isEqualTo(member);
  }

  @Test
  void aRestOutlivesARestart() throws Exception {
    tries = 3;
    submitTo("https://slow.com/1");
    submitTo("https://slow.com/2");
    work(1);
    begun().end(() -> new Outcome.Failed(LIMITED));
    State.Waiting waiting =
        (State.Waiting) await(fact -> fact.state() instanceof State.Waiting).state();
    settled();
    boards.clear();

    Foreman again = work(1);
    Job other = submitTo("https://quick.com/1");

    assertThat(begun().assignment.id()).isEqualTo(other.id());
    QueueState.Rest rest =
        new QueueState.Rest("slow.com", false, waiting.until(), LIMITED.sentence());
    assertThat(board().rests()).containsExactly(rest);
    assertThat(again.queue().rests()).containsExactly(rest);
  }

  @Test
  void atMostSoManyOfOneSiteRunAtOnce() throws Exception {
    perSite = 1;
    Job first = submitTo("https://a.com/1");
    submitTo("https://a.com/2");
    Job other = submitTo("https://b.com/1");
    work(3);

    assertThat(begun().assignment.id()).isEqualTo(first.id());
    assertThat(begun().assignment.id()).isEqualTo(other.id());
    assertThat(engine.begun).isEmpty();
  }

  @Test
  void theLogOfEveryTryIsKept() throws Exception {
    tries = 2;
    work(1);
    Job job = submit("a");
    for (int attempt = 1; attempt <= 2; attempt++) {
      begun()
          .tell(new EngineEvent.Noted("line of try " + attempt))
          .end(() -> new Outcome.Failed(BROKEN));
      if (attempt == 1) {
        await(fact -> fact.state() instanceof State.Waiting);
        desk.retry(job.id());
      }
    }
    await(fact -> fact.state() instanceof State.Waiting && fact.attempt() == 3);

    MediaFile log = media.find(job.id().toString(), RunLog.NAME).orElseThrow();
    String text = new String(media.read(log, 0, log.size()).readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text)
        .contains("--- try 1", "line of try 1", "--- try 2", "line of try 2", BROKEN.sentence());
  }
}
