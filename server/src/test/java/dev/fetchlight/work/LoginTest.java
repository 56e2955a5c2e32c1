package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.jar.Jar;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.spec.Cookies;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A job shows the login that is kept by the time it begins, and notes what came of it. */
class LoginTest extends Workshop {
  private static String line(String value) {
    return ".example.com\tTRUE\t/\tTRUE\t0\tsid\t" + value + "\n";
  }

  private Logins keep(String name, String value) {
    Logins logins = rooms().logins();
    Cookies cookies = new Cookies(line(value));
    assertThat(logins.put(name, "example.com", logins.read(cookies, "example.com"))).isPresent();
    return logins;
  }

  private static String shown(ScriptedEngine.Session session) {
    return Objects.requireNonNull(session.assignment.cookies()).text();
  }

  @Test
  void oneThatIsHandedInLaterIsTaken() throws Exception {
    keep("main", "early");
    desk.submit(Jobs.spec("a"), null, Ticket.PLAIN.using("main"), null);
    desk.submit(Jobs.spec("b"), null, Ticket.PLAIN, null);
    Logins logins = keep("main", "late");
    work(1);

    ScriptedEngine.Session named = begun();
    assertThat(shown(named)).isEqualTo(line("late"));
    named.tell(new EngineEvent.Returned(new Cookies(line("renewed"))));
    named.fetched("film");
    ScriptedEngine.Session bySite = begun();
    assertThat(shown(bySite)).isEqualTo(line("renewed"));
    assertThat(logins.find("main").orElseThrow().told().at()).isNotNull();

    String sentence = "Who are you?";
    bySite.end(() -> new Outcome.Failed(new Failure(Failure.Code.LOGIN_REQUIRED, sentence)));
    Job failed = await(fact -> fact.status() == Status.FAILED);
    assertThat(failed.spec()).isEqualTo(Jobs.spec("b"));
    Jar refused = logins.find("main").orElseThrow();
    assertThat(logins.state(refused)).isEqualTo(Jar.State.REFUSED);
    assertThat(refused.told().refusal()).isEqualTo(sentence);
  }

  @Test
  void withoutOneOfItsNameItSaysSoAndAsksNobody() throws Exception {
    desk.submit(Jobs.spec("a"), null, Ticket.PLAIN.using("gone"), null);
    work(1);
    Job failed = await(fact -> fact.status() == Status.FAILED);
    Failure failure = ((State.Failed) failed.state()).failure();
    assertThat(failure.code()).isEqualTo(Failure.Code.LOGIN_REQUIRED);
    assertThat(failure.sentence()).contains("gone", "hand it in anew");
    assertThat(failed.ticket().jar()).isEqualTo("gone");
  }
}
