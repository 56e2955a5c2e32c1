package dev.fetchlight.store;

import static dev.fetchlight.job.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.SettableClock;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.HistoryQuery;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.JobBook.Step;
import dev.fetchlight.job.book.JobBook.Submission;
import dev.fetchlight.job.book.JobBook.Written;
import dev.fetchlight.job.book.Openings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh book for each test, and what tests do with it over and over. */
abstract class OpenBook {
  static final Duration LEASE = Duration.ofSeconds(30);

  protected final SettableClock clock = new SettableClock(NOON);

  @SuppressWarnings("NullAway.Init") // set before each test
  protected JobBook book;

  /** A book with nothing in it. */
  protected abstract JobBook open() throws Exception;

  @BeforeEach
  void openBook() throws Exception {
    book = open();
  }

  @AfterEach
  void closeBook() {
    book.close();
  }

  final Job submitted(String path) {
    return submitted(path, null);
  }

  final Job submitted(String path, @Nullable String key) {
    Job job = Jobs.queued(path, clock.instant());
    assertThat(book.submit(job, null, key)).isEqualTo(new Submission.Created(job));
    return job;
  }

  final Job claimed() {
    Job claimed = book.claim("me", clock.instant(), LEASE, Openings.ALL).orElseThrow();
    assertThat(claimed.state()).isEqualTo(new State.Processing(Stage.RESOLVING));
    return claimed;
  }

  final Job replaced(Job before, Change change) {
    Job after = Jobs.after(before, change);
    assertThat(replaced(before, after)).isEqualTo(Written.DONE);
    return after;
  }

  final Written replaced(Job before, Job after) {
    return book.replace(List.of(new Step(before, after))).getFirst();
  }

  final List<Job> abandoned(String owner, Instant now) {
    return book.looseEnds(owner, now, false).abandoned();
  }

  final List<Job> history(
      Set<Status> statuses, @Nullable String text, @Nullable Instant from, @Nullable Instant to) {
    return book.history(new HistoryQuery(statuses, text, from, to, null, null, 100));
  }

  static HistoryQuery all(int limit) {
    return new HistoryQuery(Set.of(), null, null, null, null, null, limit);
  }

  /** The answers of so many threads that start at one instant. */
  static <T> List<T> atOnce(int threads, Callable<T> work)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (var executor = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<T> answers = new ArrayList<>();
      Callable<T> together =
          () -> {
            start.await();
            return work.call();
          };
      for (var future :
          executor.invokeAll(IntStream.range(0, threads).mapToObj(_ -> together).toList())) {
        answers.add(future.get());
      }
      return answers;
    }
  }
}
