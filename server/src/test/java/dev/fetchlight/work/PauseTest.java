package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.State;
import dev.fetchlight.job.book.Desk;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Jobs that somebody holds back, and those that somebody moves. */
class PauseTest extends Workshop {

  @Test
  void aRunningJobStopsAndItsFilesStay() throws Exception {
    work(1);
    Job job = submit("a");
    ScriptedEngine.Session session = begun();
    Files.writeString(session.assignment.scratch().resolve("half.part"), "half");
    session.tell(new EngineEvent.Progressed(progress(42)));
    Job shown = await(tick -> tick.progress().percent() == 42);

    assertThat(desk.pause(job.id(), shown)).isInstanceOf(Desk.Answer.Done.class);
    assertThat(session.wasInterrupted()).isTrue();
    Job next = submit("b");
    // The free place goes to the next one: a paused job is not claimed.
    assertThat(begun().assignment.id()).isEqualTo(next.id());
    assertThat(read(job).state()).isEqualTo(new State.Paused());
    assertThat(read(job).progress().percent()).isEqualTo(42);
    assertThat(session.assignment.scratch().resolve("half.part")).hasContent("half");
  }

  @Test
  void aResumedJobGoesOn() throws Exception {
    work(1);
    Job job = submit("a");
    begun();
    desk.pause(job.id(), null);
    await(fact -> fact.state() instanceof State.Paused);

    assertThat(desk.resume(job.id())).isInstanceOf(Desk.Answer.Done.class);
    ScriptedEngine.Session second = begun();
    assertThat(second.assignment.id()).isEqualTo(job.id());
    assertThat(read(job).attempt()).isEqualTo(1);
    second.fetched("film");
    await(fact -> fact.state() instanceof State.Completed);
  }

  @Test
  void theFrontGoesFirstAndTheBackLast() throws Exception {
    Job a = submit("a");
    Job b = submit("b");
    Job c = submit("c");
    desk.move(a.id(), false);
    desk.move(c.id(), true);
    work(1);

    for (Job expected : new Job[] {c, b, a}) {
      ScriptedEngine.Session session = begun();
      assertThat(session.assignment.id()).isEqualTo(expected.id());
      session.fetched("film");
    }
  }

  @Test
  void whatRunsCannotBeMovedAndWhatIsNotPausedCannotBeResumed() throws Exception {
    work(1);
    Job job = submit("a");
    begun();

    assertThat(desk.move(job.id(), true)).isInstanceOf(Desk.Answer.Refused.class);
    assertThat(desk.resume(job.id())).isInstanceOf(Desk.Answer.Refused.class);
  }
}
