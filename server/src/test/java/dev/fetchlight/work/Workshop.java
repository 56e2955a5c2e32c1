package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Picture;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.book.JobBook.Submission;
import dev.fetchlight.job.book.Notice;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.media.disk.DiskMediaStore;
import dev.fetchlight.store.Vault;
import dev.fetchlight.store.sqlite.SqliteJobBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of work share: a real book and a real shelf; only the engine is led by the test. */
abstract class Workshop {
  static final Failure GONE = new Failure(Failure.Code.NOT_FOUND, "The video is gone.");

  @TempDir Path data;
  final InstantSource clock = InstantSource.system();
  final BlockingQueue<Notice> told = new LinkedBlockingQueue<>();
  final AtomicLong freeSpace = new AtomicLong(Long.MAX_VALUE);
  LongSupplier disk = freeSpace::get;
  ScriptedEngine engine = new ScriptedEngine();
  @Nullable Foreman foreman;
  final BlockingQueue<QueueState> boards = new LinkedBlockingQueue<>();
  boolean wired = true;
  int perSite;
  int tries = 1;

  @SuppressWarnings("NullAway.Init") // set before each test
  SqliteJobBook book;

  @SuppressWarnings("NullAway.Init") // set before each test
  DiskMediaStore media;

  @SuppressWarnings("NullAway.Init") // set before each test
  Desk desk;

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

  final Foreman work(int workers) {
    Foreman working = new Foreman(rooms(), settings(workers, Optional.empty()));
    foreman = working;
    working.start();
    return working;
  }

  final Rooms rooms() {
    Vault vault = Vault.open(data);
    return new Rooms(
        desk,
        book,
        engine,
        media,
        Workshop::picture,
        new Logins(book.jars(), vault::seal, vault::open, clock),
        boards::add,
        disk,
        clock);
  }

  final WorkSettings settings(int workers, Optional<Duration> retention) {
    return new WorkSettings(
        "local",
        workers,
        perSite,
        tries,
        100,
        OptionalLong.empty(),
        new Limits(Long.MAX_VALUE, Duration.ofHours(6)),
        1,
        scratch(),
        Duration.ofSeconds(30),
        Duration.ofMillis(20),
        Duration.ofMillis(20),
        retention);
  }

  /** Every link is a list of so many entries from now on. */
  final void offer(int items) {
    engine.preview =
        new Preview(
            new VideoInfo("l", "The list", null, null, false, null, null, null, null),
            null,
            List.of(),
            IntStream.rangeClosed(1, items)
                .mapToObj(at ->
                    new Preview.Item(
                        at, Jobs.link("https://example.com/item/" + at), "Item " + at, 61.0))
                .toList(),
            false);
  }

  final Path scratch() {
    return data.resolve("scratch");
  }

  static Optional<Path> picture(Picture from, Path target) {
    try {
      return Optional.of(Files.writeString(Path.of(target + ".png"), from.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final List<Notice> heard = Collections.synchronizedList(new ArrayList<>());
  volatile @Nullable JobId cancelWhenStoring;

  final void hear(Notice notice) {
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

  final void cancelAt(Stage stage, JobId id) {
    assertThat(stage).isEqualTo(Stage.STORING);
    cancelWhenStoring = id;
  }

  final Job submit(String path) {
    return ((Submission.Created) desk.submit(Jobs.spec(path), null)).job();
  }

  final void reach(ScriptedEngine.Session session, Stage stage) throws InterruptedException {
    if (stage != Stage.RESOLVING) {
      session.tell(new EngineEvent.Entered(stage));
      await(job -> job.state().equals(new State.Processing(stage)));
    }
  }

  final ScriptedEngine.Session begun() throws InterruptedException {
    ScriptedEngine.Session session = engine.begun.poll(20, TimeUnit.SECONDS);
    assertThat(session).as("a run begins").isNotNull();
    return Objects.requireNonNull(session);
  }

  /** The next job told of that fits. */
  final Job await(Predicate<Job> fits) throws InterruptedException {
    while (true) {
      Notice next = told.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("a notice that fits").isNotNull();
      Job job =
          switch (next) {
            case Notice.Fact(var fact) -> fact;
            case Notice.Tick(var tick) -> tick;
            case Notice.Removed(_, _) -> null;
            case null -> null;
          };
      if (job != null && fits.test(job)) {
        return job;
      }
    }
  }

  /** Closing waits until every run is over; those that have ended themselves end as they would. */
  final void settled() {
    Objects.requireNonNull(foreman).close();
  }

  /** What holds the queue up, as it is told next. */
  final QueueState board() throws InterruptedException {
    QueueState next = boards.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("news of the queue").isNotNull();
    return Objects.requireNonNull(next);
  }

  /** The job as the book has it. */
  final Job read(Job job) {
    return book.find(List.of(job.id())).getFirst();
  }

  final Status status(Job job) {
    return read(job).status();
  }

  final List<Job> heardOf(JobId id) {
    return heard.stream()
        .filter(notice -> notice.id().equals(id))
        .flatMap(notice ->
            switch (notice) {
              case Notice.Fact(var job) -> Stream.of(job);
              case Notice.Tick(var job) -> Stream.of(job);
              case Notice.Removed(_, _) -> Stream.<Job>of();
            })
        .toList();
  }

  static List<Stage> stages(List<Job> seen) {
    return seen.stream()
        .flatMap(job ->
            job.state() instanceof State.Processing(var stage)
                ? Stream.of(stage)
                : Stream.<Stage>of())
        .distinct()
        .toList();
  }

  static Progress progress(double percent) {
    return new Progress(percent, null, null, null, null);
  }
}
