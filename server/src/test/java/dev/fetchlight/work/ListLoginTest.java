package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Outcome;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.book.JobBook.Submission;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Spec;
import dev.fetchlight.store.Vault;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A login that comes for a list is for what the list has entered before, too. */
class ListLoginTest extends Workshop {
  private static final Failure WHO =
      new Failure(Failure.Code.LOGIN_REQUIRED, "The site wants a login.");
  private static final Cookies COOKIES = new Cookies("example.com\tTRUE\t/\tTRUE\t0\tsid\tv");

  private Submission submit(Ticket ticket) {
    Spec spec =
        new Spec(
            Jobs.link("https://example.com/list"), Choices.of(Format.BEST), true, new TreeSet<>());
    return desk.submit(spec, null, ticket, null);
  }

  private Job over(Job list) throws InterruptedException {
    return await(fact -> fact.id().equals(list.id()) && fact.status().terminal());
  }

  @Test
  void entriesThatFailedWithoutOneAreAskedForWithIt() throws Exception {
    offer(2);
    work(1);
    Job list = ((Submission.Created) submit(Ticket.PLAIN)).job();
    for (int entry = 0; entry < 2; entry++) {
      ScriptedEngine.Session refused = begun();
      assertThat(refused.assignment.cookies()).isNull();
      refused.end(() -> new Outcome.Failed(WHO));
    }
    assertThat(over(list).status()).isEqualTo(Status.FAILED);

    Sealed login = Vault.open(data).seal(COOKIES);
    assertThat(submit(Ticket.PLAIN.with(login))).isInstanceOf(Submission.Given.class);
    for (int entry = 0; entry < 2; entry++) {
      ScriptedEngine.Session known = begun();
      assertThat(known.assignment.cookies()).isEqualTo(COOKIES);
      known.fetched("film");
    }

    Job done = await(fact -> fact.id().equals(list.id()) && fact.state() instanceof State.Gathered);
    assertThat(done.status()).isEqualTo(Status.COMPLETED);
  }
}
