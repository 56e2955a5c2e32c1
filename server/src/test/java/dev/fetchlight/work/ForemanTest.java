package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Desk;
import dev.fetchlight.job.Failure;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobBook.Submission;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Notice;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.media.disk.DiskMediaStore;
import dev.fetchlight.store.sqlite.SqliteJobBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Work with a real book and a real shelf; only the engine is led by the test. */
class ForemanTest {
  private static final Failure GONE = new Failure(Failure.Code.NOT_FOUND, "The video is gone.");

  @TempDir private Path data;
  private final InstantSource clock = InstantSource.system();
  private final BlockingQueue<Notice> told = new LinkedBlockingQueue<>();
  private final AtomicLong freeSpace = new AtomicLong(Long.MAX_VALUE);
  private ScriptedEngine engine = new ScriptedEngine();
  private @Nullable Foreman foreman;
  private boolean wired = true;

  @SuppressWarnings("NullAway.Init") // set before each test
  private SqliteJobBook book;

  @SuppressWarnings("NullAway.Init") // set before each test
  private DiskMediaStore media;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Desk desk;

  @BeforeEach
  void open() throws IOException {
    book = SqliteJobBook.open(data, clock);
    media = DiskMediaStore.open(data.resolve("media"));
    desk = new Desk(book, this::hear, _ -> true, clock);
  }

  @AfterEach
  void close() {
    if (foreman != null) {
      foreman.close();
    }
    book.close();
  }

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
    assertThat(book.find(job.id())).contains(done);
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
    assertThat(stages(seen)).containsExactly(Stage.values());
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
  void aLostJobEndsTheRunAtTheNextHeartbeat() throws Exception {
    wired = false;
    work(1);
    Job job = submit("a");
    ScriptedEngine.Session session = begun();
    Job held = book.find(job.id()).orElseThrow();
    book.replace(held, Jobs.after(held, new Change.Failing(GONE)));

    assertThat(session.wasInterrupted()).isTrue();
    settled();
    assertThat(status(job)).isEqualTo(Status.FAILED);
    assertThat(session.assignment.scratch()).isDirectory();
  }

  @Test
  void aFailureIsWrittenDownAndKeepsThePartialFile() throws Exception {
    work(1);
    submit("a");
    ScriptedEngine.Session session = begun();
    session.end(() -> new Outcome.Failed(GONE));

    Job failed = await(fact -> fact.status() == Status.FAILED);
    assertThat(((State.Failed) failed.state()).failure()).isEqualTo(GONE);
    settled();
    assertThat(session.assignment.scratch()).isDirectory();
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
    assertThat(((State.Failed) failed.state()).failure().code()).isEqualTo(Failure.Code.INTERNAL);
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
  void whenSpaceRunsOutARunningJobFails() throws Exception {
    work(1);
    submit("a");
    ScriptedEngine.Session session = begun();
    freeSpace.set(0);

    Job failed = await(fact -> fact.status() == Status.FAILED);
    assertThat(((State.Failed) failed.state()).failure()).isEqualTo(Failures.NO_SPACE);
    assertThat(session.wasInterrupted()).isTrue();
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
    assertThat(book.find(a.id()).orElseThrow().progress().percent()).isEqualTo(42.5);
    assertThat(first.assignment.scratch()).isDirectory();
    assertThat(working.running()).isZero();

    engine = new ScriptedEngine();
    work(1);
    assertThat(begun().assignment.id()).isEqualTo(a.id());
  }

  @Test
  void aCrashedLifesJobsAreTakenUpAgainWithGrowingVersions() throws Exception {
    submit("a");
    Job held = desk.claim("local", Duration.ofDays(1)).orElseThrow();
    Path gone = Files.createDirectories(scratch().resolve(JobId.next(clock).toString()));
    Path kept = Files.createDirectories(scratch().resolve(held.id().toString()));
    Files.writeString(kept.resolve("part"), "half");

    work(1);

    ScriptedEngine.Session session = begun();
    assertThat(session.assignment.scratch().resolve("part")).hasContent("half");
    assertThat(gone).doesNotExist();
    Job again = book.find(held.id()).orElseThrow();
    assertThat(again.version()).isGreaterThan(held.version());
    assertThat(again.attempt()).isEqualTo(1);
  }

  @Test
  void anExpiredLeaseOfAnotherIsTakenOver() throws Exception {
    submit("a");
    desk.claim("other", Duration.ZERO);
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
    assertThat(book.counts()).containsEntry(Status.COMPLETED, 50L);
  }

  @Test
  void noWorkersClaimNothing() {
    submit("a");
    work(0).close();

    assertThat(engine.begun).isEmpty();
    assertThat(book.counts()).containsEntry(Status.QUEUED, 1L);
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

  private Foreman work(int workers) {
    Foreman working = new Foreman(rooms(), settings(workers, Optional.empty()));
    foreman = working;
    working.start();
    return working;
  }

  private Rooms rooms() {
    return new Rooms(desk, book, engine, media, ForemanTest::picture, freeSpace::get, clock);
  }

  private WorkSettings settings(int workers, Optional<Duration> retention) {
    return new WorkSettings(
        "local",
        workers,
        new Limits(Long.MAX_VALUE, Duration.ofHours(6)),
        1,
        scratch(),
        Duration.ofSeconds(30),
        Duration.ofMillis(20),
        Duration.ofMillis(20),
        retention);
  }

  private Path scratch() {
    return data.resolve("scratch");
  }

  private static Optional<Path> picture(URI from, Path target) {
    try {
      return Optional.of(Files.writeString(Path.of(target + ".png"), from.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final List<Notice> heard = Collections.synchronizedList(new ArrayList<>());
  private volatile @Nullable JobId cancelWhenStoring;

  private void hear(Notice notice) {
    heard.add(notice);
    if (wired && foreman != null) {
      foreman.hear(notice);
    }
    told.add(notice);
    JobId doomed = cancelWhenStoring;
    if (doomed != null
        && notice instanceof Notice.Fact(var job)
        && job.id().equals(doomed)
        && job.state().equals(new State.Processing(Stage.STORING))) {
      desk.cancel(doomed);
    }
  }

  private void cancelAt(Stage stage, JobId id) {
    assertThat(stage).isEqualTo(Stage.STORING);
    cancelWhenStoring = id;
  }

  private Job submit(String path) {
    return ((Submission.Created) desk.submit(Jobs.spec(path), null)).job();
  }

  private void reach(ScriptedEngine.Session session, Stage stage) throws InterruptedException {
    if (stage != Stage.RESOLVING) {
      session.tell(new EngineEvent.Entered(stage));
      await(job -> job.state().equals(new State.Processing(stage)));
    }
  }

  private ScriptedEngine.Session begun() throws InterruptedException {
    ScriptedEngine.Session session = engine.begun.poll(20, TimeUnit.SECONDS);
    assertThat(session).as("a run begins").isNotNull();
    return Objects.requireNonNull(session);
  }

  /** The next job told of that fits. */
  private Job await(Predicate<Job> fits) throws InterruptedException {
    while (true) {
      Notice next = told.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("a notice that fits").isNotNull();
      Job job =
          switch (next) {
            case Notice.Fact(var fact) -> fact;
            case Notice.Tick(var tick) -> tick;
            case Notice.Removed(_) -> null;
            case null -> null;
          };
      if (job != null && fits.test(job)) {
        return job;
      }
    }
  }

  /** Closing waits until every run is over; those that have ended themselves end as they would. */
  private void settled() {
    Objects.requireNonNull(foreman).close();
  }

  private Status status(Job job) {
    return book.find(job.id()).orElseThrow().status();
  }

  private List<Job> heardOf(JobId id) {
    return heard.stream()
        .filter(notice -> notice.id().equals(id))
        .flatMap(notice ->
            switch (notice) {
              case Notice.Fact(var job) -> Stream.of(job);
              case Notice.Tick(var job) -> Stream.of(job);
              case Notice.Removed(_) -> Stream.<Job>of();
            })
        .toList();
  }

  private static List<Stage> stages(List<Job> seen) {
    return seen.stream()
        .flatMap(job ->
            job.state() instanceof State.Processing(var stage)
                ? Stream.of(stage)
                : Stream.<Stage>of())
        .distinct()
        .toList();
  }

  private static Progress progress(double percent) {
    return new Progress(percent, null, null, null, null);
  }
}
