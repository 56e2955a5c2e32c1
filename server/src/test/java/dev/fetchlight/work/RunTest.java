package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.store.Vault;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One job from its claim to its end, whatever comes between. */
class RunTest extends Workshop {
  @Test
  void seesAJobThroughToItsEnd() throws Exception {
    work(1);
    Job job = submit("a");
    ScriptedEngine.Session session = begun();
    assertThat(session.assignment.scratch()).isDirectory();
    session
        .tell(new EngineEvent.Described(Jobs.NOTHING_KNOWN, URI.create("https://e.com/t.png")))
        .tell(new EngineEvent.Entered(Stage.RESOLVING))
        .tell(new EngineEvent.Entered(Stage.DOWNLOADING));
    await(fact -> fact.video() != null && fact.video().hasThumbnail());
    session
        .tell(new EngineEvent.Progressed(progress(10)))
        .tell(new EngineEvent.Progressed(progress(50)))
        .tell(new EngineEvent.Progressed(progress(40)))
        .tell(new EngineEvent.Entered(Stage.MERGING))
        .fetched("film");
    Job done = await(fact -> fact.status() == Status.COMPLETED);

    assertThat(done.state())
        .isInstanceOfSatisfying(
            State.Completed.class,
            completed -> {
              assertThat(completed.media().fileName()).isEqualTo("download.mp4");
              assertThat(completed.media().size()).isEqualTo(4);
              assertThat(completed.media().provider()).isEqualTo("disk");
            });
    assertThat(book.find(List.of(job.id()))).contains(done);
    assertThat(media.find(job.id().toString(), "media.mp4")).isPresent();
    assertThat(media.find(job.id().toString(), "thumbnail.png")).isPresent();
    settled();
    assertThat(session.assignment.scratch()).doesNotExist();
    List<Job> seen = heardOf(job.id());
    assertThat(seen)
        .extracting(seenJob -> seenJob.version().value())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(seen).extracting(seenJob -> seenJob.progress().percent()).isSorted().contains(40.0);
    assertThat(stages(seen))
        .containsExactly(Stage.RESOLVING, Stage.DOWNLOADING, Stage.MERGING, Stage.STORING);
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"RESOLVING", "DOWNLOADING", "MERGING"})
  void aCancelStopsTheRunInEveryStage(Stage stage) throws Exception {
    work(1);
    Job job = submit("a");
    ScriptedEngine.Session session = begun();
    reach(session, stage);

    desk.cancel(job.id());

    assertThat(session.wasInterrupted()).isTrue();
    settled();
    assertThat(session.assignment.scratch()).doesNotExist();
    assertThat(status(job)).isEqualTo(Status.CANCELLED);
    assertThat(media.find(job.id().toString(), "media.mp4")).isEmpty();
  }

  @Test
  void aCancelWhileTheFileIsStoredLeavesNothing() throws Exception {
    work(1);
    Job job = submit("a");
    ScriptedEngine.Session session = begun();
    cancelAt(Stage.STORING, job.id());
    session.fetched("film");

    await(fact -> fact.status() == Status.CANCELLED);
    settled();
    assertThat(status(job)).isEqualTo(Status.CANCELLED);
    assertThat(media.find(job.id().toString(), "media.mp4")).isEmpty();
    assertThat(session.assignment.scratch()).doesNotExist();
  }

  @Test
  void aDeletedJobLeavesNothing() throws Exception {
    work(1);
    Job job = submit("a");
    ScriptedEngine.Session session = begun();
    session.tell(new EngineEvent.Described(Jobs.NOTHING_KNOWN, URI.create("https://e.com/t.png")));
    await(fact -> fact.video() != null && fact.video().hasThumbnail());

    desk.remove(job.id());

    assertThat(session.wasInterrupted()).isTrue();
    settled();
    assertThat(session.assignment.scratch()).doesNotExist();
    assertThat(media.find(job.id().toString(), "thumbnail.png")).isEmpty();
  }

  @Test
  void aJobRetriedAtOnceWaitsForItsEarlierRun() throws Exception {
    work(2);
    Job job = submit("a");
    ScriptedEngine.Session first = begun();
    desk.cancel(job.id());
    desk.retry(job.id());

    assertThat(first.wasInterrupted()).isTrue();
    ScriptedEngine.Session second = begun();
    assertThat(second.assignment.scratch()).isDirectory();
    second.fetched("film");
    assertThat(await(fact -> fact.status() == Status.COMPLETED).attempt()).isEqualTo(2);
  }

  @Test
  void aFailureIsWrittenDownAndKeepsThePartialFile() throws Exception {
    work(1);
    submit("a");
    ScriptedEngine.Session session = begun();
    Path partial = Files.createFile(session.assignment.scratch().resolve("film.part"));
    session.end(() -> new Outcome.Failed(GONE));

    Job failed = await(fact -> fact.status() == Status.FAILED);
    assertThat(((State.Failed) failed.state()).failure()).isEqualTo(GONE);
    settled();
    assertThat(partial).exists();
  }

  @Test
  void aBugInTheEngineFailsTheJobAndNotTheForeman() throws Exception {
    work(1);
    submit("a");
    begun()
        .end(() -> {
          throw new IllegalStateException("on purpose");
        });

    Job failed = await(fact -> fact.status() == Status.FAILED);
    assertThat(((State.Failed) failed.state()).failure()).isEqualTo(Failures.BUG);
    submit("b");
    begun().fetched("film");
    await(fact -> fact.status() == Status.COMPLETED);
  }

  @Test
  void aFileThatCannotBeStoredFailsTheJob() throws Exception {
    work(1);
    submit("a");
    ScriptedEngine.Session session = begun();
    Path missing = session.assignment.scratch().resolve("missing.mp4");
    session.end(() -> new Outcome.Fetched(missing, "mp4", "video/mp4"));

    Job failed = await(fact -> fact.status() == Status.FAILED);
    assertThat(((State.Failed) failed.state()).failure().code())
        .isEqualTo(Failure.Code.DISK_FAILED);
  }

  @Test
  void cookiesGoToTheEngineAndNoFurtherThanTheEnd() throws Exception {
    Cookies cookies = new Cookies("a.com\tTRUE\t/\tTRUE\t0\tsid\tv");
    Sealed sealed = Vault.open(data).seal(cookies);
    work(1);
    desk.submit(Jobs.spec("a"), null, Ticket.PLAIN.with(sealed), null);
    ScriptedEngine.Session session = begun();
    assertThat(session.assignment.cookies()).isEqualTo(cookies);
    session.fetched("film");

    Job done = await(fact -> fact.status() == Status.COMPLETED);
    assertThat(done.ticket().cookies()).isNull();
    assertThat(read(done).ticket().cookies()).isNull();
  }

  @Test
  void cookiesThatCannotBeReadAreToldOf() throws Exception {
    work(1);
    desk.submit(Jobs.spec("a"), null, Ticket.PLAIN.with(new Sealed(new byte[40])), null);

    Job failed = await(fact -> fact.status() == Status.FAILED);
    assertThat(((State.Failed) failed.state()).failure().sentence())
        .isEqualTo(
            "The cookies of this download can no longer be read; hand it in again with them.");
  }

  /** Reading what a site sent may take a processor; the threads that answer share theirs. */
  @Test
  void runsOnAThreadOfItsOwnThatTakesNoneFromThoseWhoAnswer() throws Exception {
    work(1);
    submit("a");
    CompletableFuture<Boolean> virtual = new CompletableFuture<>();
    ScriptedEngine.Session session = begun();
    session.end(() -> {
      virtual.complete(Thread.currentThread().isVirtual());
      return null;
    });
    assertThat(virtual.get(20, TimeUnit.SECONDS)).isFalse();
    session.fetched("film");
    await(fact -> fact.status() == Status.COMPLETED);
  }
}
