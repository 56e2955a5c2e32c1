package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.Openings;
import dev.fetchlight.job.book.QueueState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which jobs run when, across lives of the program. */
class ForemanTest extends Workshop {
  @Test
  void aLostJobEndsTheRunAtTheNextHeartbeat() throws Exception {
    wired = false;
    work(1);
    Job job = submit("a");
    ScriptedEngine.Session session = begun();
    Files.createFile(session.assignment.scratch().resolve("media.part"));
    Job held = book.find(List.of(job.id())).getFirst();
    book.replace(List.of(new JobBook.Step(held, Jobs.after(held, new Change.Failing(GONE)))));

    assertThat(session.wasInterrupted()).isTrue();
    settled();
    assertThat(status(job)).isEqualTo(Status.FAILED);
    assertThat(session.assignment.scratch()).isDirectory();
  }

  @Test
  void withoutSpaceNothingStarts() throws Exception {
    freeSpace.set(0);
    work(1);
    Job job = submit("a");
    freeSpace.set(Long.MAX_VALUE);

    assertThat(begun().assignment.id()).isEqualTo(job.id());
  }

  @Test
  void whatIsToldOfSpaceIsWhatWasJudged() throws Exception {
    AtomicLong looks = new AtomicLong();
    disk = () -> looks.getAndIncrement() << 30;
    work(1);

    QueueState first = board();
    assertThat(first.waitingForSpace()).isTrue();
    assertThat(first.freeSpace()).isZero();
    QueueState next = board();
    assertThat(next.waitingForSpace()).isFalse();
    assertThat(next.freeSpace()).isEqualTo(1 << 30);
  }

  @Test
  void whenSpaceRunsOutRunningJobsWaitAndEveryoneIsTold() throws Exception {
    work(1);
    assertThat(board().waitingForSpace()).isFalse();
    Job job = submit("a");
    ScriptedEngine.Session session = begun();
    session.tell(new EngineEvent.Progressed(progress(42)));
    await(tick -> tick.progress().percent() == 42);
    freeSpace.set(0);

    Job waiting = await(fact -> fact.status() == Status.QUEUED && fact.progress().percent() == 42);
    assertThat(waiting.attempt()).isEqualTo(1);
    assertThat(session.wasInterrupted()).isTrue();
    assertThat(session.assignment.scratch()).isDirectory();
    assertThat(board().waitingForSpace()).isTrue();

    freeSpace.set(Long.MAX_VALUE);
    assertThat(begun().assignment.id()).isEqualTo(job.id());
    assertThat(board().waitingForSpace()).isFalse();
  }

  @Test
  void closingPutsJobsBackWithTheirNewestProgress() throws Exception {
    Foreman working = work(2);
    Job a = submit("a");
    Job b = submit("b");
    ScriptedEngine.Session first = begun();
    ScriptedEngine.Session second = begun();
    for (ScriptedEngine.Session session : List.of(first, second)) {
      session.tell(new EngineEvent.Progressed(progress(10)));
      session.tell(new EngineEvent.Progressed(progress(42.5)));
    }
    await(notice -> notice.id().equals(a.id()) && notice.progress().percent() == 42.5);

    working.close();

    assertThat(status(a)).isEqualTo(Status.QUEUED);
    assertThat(status(b)).isEqualTo(Status.QUEUED);
    assertThat(book.find(List.of(a.id())).getFirst().progress().percent()).isEqualTo(42.5);
    assertThat(first.assignment.scratch()).isDirectory();
    assertThat(working.running()).isZero();

    engine = new ScriptedEngine();
    work(1);
    assertThat(begun().assignment.id()).isEqualTo(a.id());
  }

  @Test
  void aCrashedLifesJobsAreTakenUpAgainWithGrowingVersions() throws Exception {
    submit("a");
    Job held = desk.claim("local", Duration.ofDays(1), Openings.ALL).orElseThrow();
    Path gone = Files.createDirectories(scratch().resolve(JobId.next(clock).toString()));
    Path kept = Files.createDirectories(scratch().resolve(held.id().toString()));
    Files.writeString(kept.resolve("part"), "half");

    work(1);

    ScriptedEngine.Session session = begun();
    assertThat(session.assignment.scratch().resolve("part")).hasContent("half");
    assertThat(gone).doesNotExist();
    Job again = book.find(List.of(held.id())).getFirst();
    assertThat(again.version()).isGreaterThan(held.version());
    assertThat(again.attempt()).isEqualTo(1);
  }

  @Test
  void anExpiredLeaseOfAnotherIsTakenOver() throws Exception {
    submit("a");
    desk.claim("other", Duration.ZERO, Openings.ALL);
    work(1);

    begun().fetched("film");
    await(fact -> fact.status() == Status.COMPLETED);
  }

  @Test
  void neverRunsMoreThanItsWorkersAndTheOldestFirst() throws Exception {
    List<JobId> submitted = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      submitted.add(submit("j" + n).id());
    }
    Foreman working = work(3);
    List<JobId> order = new ArrayList<>();
    List<ScriptedEngine.Session> running = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      running.add(begun());
      order.add(running.getLast().assignment.id());
      assertThat(working.running()).isLessThanOrEqualTo(3);
      if (running.size() == 3) {
        assertThat(engine.begun).isEmpty();
        running.removeFirst().fetched("x");
      }
    }
    running.forEach(session -> session.fetched("x"));
    for (int n = 0; n < 50; n++) {
      await(fact -> fact.status() == Status.COMPLETED);
    }

    assertThat(order.subList(0, 3)).containsExactlyInAnyOrderElementsOf(submitted.subList(0, 3));
    assertThat(order.subList(3, 50)).containsExactlyElementsOf(submitted.subList(3, 50));
    assertThat(book.census(null).counts()).containsEntry(Status.COMPLETED, 50L);
  }

  @Test
  void noWorkersClaimNothing() {
    submit("a");
    work(0).close();

    assertThat(engine.begun).isEmpty();
    assertThat(book.census(null).counts()).containsEntry(Status.QUEUED, 1L);
  }

  @Test
  void mediaOlderThanTheRetentionGoesAndTheHistoryStays() throws Exception {
    Foreman first = work(1);
    Job job = submit("a");
    begun().fetched("film");
    await(fact -> fact.status() == Status.COMPLETED);
    first.close();

    foreman = new Foreman(rooms(), settings(1, Optional.of(Duration.ZERO)));
    foreman.start();

    await(fact -> fact.state() instanceof State.Completed(var kept, _) && !kept.present());
    assertThat(media.find(job.id().toString(), "media.mp4")).isEmpty();
    assertThat(status(job)).isEqualTo(Status.COMPLETED);
  }
}
