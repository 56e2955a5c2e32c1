package dev.fetchlight.job.book;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Lifecycle;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Tally;
import dev.fetchlight.job.Ticket;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Spec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The counter where jobs are handed in and called off. Writes to the book first and tells
 * afterwards. All methods block.
 */
public final class Desk {
  private static final int PAGE = 200;
  private static final int MANY = 1_000;

  private final JobBook book;
  private final Consumer<Notice> notices;
  private final Predicate<Job> onShelf;
  private final InstantSource clock;

  /**
   * @param onShelf whether a completed job's media is still there
   */
  public Desk(JobBook book, Consumer<Notice> notices, Predicate<Job> onShelf, InstantSource clock) {
    this.book = book;
    this.notices = notices;
    this.onShelf = onShelf;
    this.clock = clock;
  }

  /** What came of a request for one job. */
  public sealed interface Answer {
    /** Done; the job as it is now. */
    record Done(Job job) implements Answer {}

    /** There is no such job. */
    record Unknown() implements Answer {}

    /** Its state does not allow it; the sentence says why. */
    record Refused(Job job, String sentence) implements Answer {}
  }

  /** Takes a download in, or finds the one that already serves: on its way, or on the shelf. */
  public JobBook.Submission submit(Spec spec, @Nullable String idempotencyKey) {
    return submit(spec, idempotencyKey, Ticket.PLAIN, null);
  }

  /**
   * Takes a download in with what it carries, or finds the one that already serves.
   *
   * @param video what is known of it beforehand
   */
  public JobBook.Submission submit(
      Spec spec, @Nullable String idempotencyKey, Ticket ticket, @Nullable VideoInfo video) {
    Job shelved = book.completed(spec).filter(onShelf).orElse(null);
    Job queued = Job.queued(JobId.next(clock), spec, clock.instant(), ticket, video);
    JobBook.Submission submission = book.submit(queued, shelved, idempotencyKey);
    switch (submission) {
      case JobBook.Submission.Created(var job) -> notices.accept(new Notice.Fact(job));
      case JobBook.Submission.Given(var job) -> notices.accept(new Notice.Fact(job));
      case JobBook.Submission.Existing(_),
          JobBook.Submission.KeyReused(),
          JobBook.Submission.ListGone() -> {}
    }
    return submission;
  }

  /** The job as the book has it, or empty. */
  public Optional<Job> find(JobId id) {
    return book.find(List.of(id)).stream().findFirst();
  }

  /** Calls a queued or processing job off that nobody watches. */
  public Answer cancel(JobId id) {
    return cancel(id, null);
  }

  /**
   * Calls a queued or processing job off.
   *
   * @param shown its newest state, whose progress may be ahead of the book's
   */
  public Answer cancel(JobId id, @Nullable Job shown) {
    String refusal = "Only a download that waits or runs can be cancelled.";
    while (true) {
      Optional<Job> list = find(id).filter(job -> job.list() != null);
      if (list.isEmpty()) {
        return ask(id, new Change.Cancelling(), refusal, shown);
      }
      Optional<JobBook.Step> step = step(list.get(), new Change.Cancelling());
      if (step.isEmpty()) {
        return new Answer.Refused(list.get(), refusal);
      }
      // At once with all that it has: whatever ends us meanwhile, no half of a list goes on.
      Stream<JobBook.Step> all =
          Stream.concat(step.stream(), steps(live(id), new Change.Cancelling()));
      if (replace(all).contains(step.get())) {
        cancelAll(id); // what came or changed meanwhile
        return new Answer.Done(step.get().after());
      }
    }
  }

  /** Calls off all of a list's downloads that wait or run. */
  public void cancelAll(JobId list) {
    while (!replace(steps(live(list), new Change.Cancelling())).isEmpty()) {
      // Again, for what came or changed meanwhile.
    }
  }

  private Stream<Job> live(JobId list) {
    return children(list, Set.of(Status.QUEUED, Status.PROCESSING));
  }

  private Stream<JobBook.Step> steps(Stream<Job> jobs, Change change) {
    return jobs.flatMap(job -> step(job, change).stream());
  }

  private Optional<JobBook.Step> step(Job job, Change change) {
    return Lifecycle.apply(job, change, clock.instant()).map(after -> new JobBook.Step(job, after));
  }

  /** Writes all in one transaction, and tells; gives those that were written. */
  private Set<JobBook.Step> replace(Stream<JobBook.Step> wanted) {
    List<JobBook.Step> steps = wanted.toList();
    List<JobBook.Written> written = steps.isEmpty() ? List.of() : book.replace(steps);
    Set<JobBook.Step> done = new LinkedHashSet<>();
    for (int at = 0; at < written.size(); at++) {
      if (written.get(at) == JobBook.Written.DONE) {
        done.add(steps.get(at));
      }
    }
    done.forEach(step -> notices.accept(new Notice.Fact(step.after())));
    return done;
  }

  /** All jobs in these statuses, the newest first, read page by page. */
  public Stream<Job> all(Set<Status> statuses) {
    return new HistoryQuery(statuses, null, null, null, null, null, PAGE).pages(book);
  }

  /** A list's downloads in these statuses, empty for all; the newest first, page by page. */
  public Stream<Job> children(JobId list, Set<Status> statuses) {
    return new HistoryQuery(statuses, null, null, null, list, null, PAGE).pages(book);
  }

  /** The lists that follow one of these downloads, which are not their own. */
  public Stream<JobId> followers(Collection<JobId> jobs) {
    return jobs.isEmpty()
        ? Stream.of()
        : HistoryQuery.followers(jobs, PAGE).pages(book).map(Job::id);
  }

  /**
   * Holds a queued or processing job back.
   *
   * @param shown its newest state, whose progress may be ahead of the book's
   */
  public Answer pause(JobId id, @Nullable Job shown) {
    return ask(
        id, new Change.Pausing(), "Only a download that waits or runs can be paused.", shown);
  }

  /** Lets a paused job go on. */
  public Answer resume(JobId id) {
    return ask(id, new Change.Resuming(), "Only a paused download can be resumed.", null);
  }

  /** Gives a queued job the first or the last place. */
  public Answer move(JobId id, boolean front) {
    JobBook.Census all = book.census(null);
    int rank = front ? all.highest() + 1 : all.lowest() - 1;
    return ask(id, new Change.Ranked(rank), "Only a download that waits can be moved.", null);
  }

  /** Sends every failed job back into the queue; says how many. */
  public int retryFailed() {
    return retry(
        all(Set.of(Status.FAILED))
            // A list follows its downloads.
            .filter(job -> job.list() == null || job.list().total() == 0));
  }

  /** Lets all go on at once that wait since this site asked for a rest. */
  public void wake(String site) {
    var _ =
        retry(
            all(Set.of(Status.QUEUED))
                .filter(job ->
                    job.state() instanceof State.Waiting(var last, _)
                        && last.code() == Failure.Code.RATE_LIMITED
                        && job.spec().link().site().equals(site)));
  }

  private int retry(Stream<Job> wanted) {
    return wanted
        .gather(Gatherers.windowFixed(MANY))
        .mapToInt(jobs -> replace(steps(jobs.stream(), new Change.Retrying())).size())
        .sum();
  }

  /** Brings a list that was read to its end in step with its downloads. */
  public void follow(JobId list) {
    Optional<Job> found = find(list);
    if (found.isEmpty() || found.get().state() instanceof State.Processing) {
      return; // whoever reads it tells
    }
    JobBook.Census census = book.census(list);
    var _ =
        ask(list, new Change.Tallied(Tally.of(census.counts(), false), census.percent()), "", null);
  }

  /** Sends a failed or cancelled job back into the queue. */
  public Answer retry(JobId id) {
    return ask(
        id, new Change.Retrying(), "Only a failed or cancelled download can be retried.", null);
  }

  /** The same with the login of a ticket; one that was called off takes none in. */
  public Answer retry(JobId id, Ticket ticket) {
    Answer given = ask(id, new Change.Given(ticket), "", null);
    return given instanceof Answer.Refused ? retry(id) : given;
  }

  /**
   * Strikes a job from the book, with all of its list; gives those that were there, itself first.
   * Their files follow, by whoever hears of it.
   */
  public List<JobId> remove(JobId id) {
    Optional<Job> job = find(id);
    List<JobId> followers = job.isEmpty() ? List.of() : followers(List.of(id)).toList();
    List<JobId> removed = job.isEmpty() ? List.of() : book.remove(id);
    for (JobId each : removed) {
      JobId list = each.equals(id) ? job.get().ticket().parent() : id;
      notices.accept(new Notice.Removed(each, list));
    }
    followers.forEach(this::follow);
    return removed;
  }

  /** Claims for {@code owner} the first job in the queue that may begin. */
  public Optional<Job> claim(String owner, Duration lease, Openings openings) {
    Optional<Job> claimed = book.claim(owner, clock.instant(), lease, openings);
    claimed.ifPresent(job -> notices.accept(new Notice.Fact(job)));
    return claimed;
  }

  /**
   * Writes a change of a job that the caller holds. Empty where it no longer does, which is a
   * normal answer and ends its work, or where the job's state does not know the change.
   */
  public Optional<Job> advance(Job held, Change change) {
    Optional<Job> next = Lifecycle.apply(held, change, clock.instant());
    if (next.isEmpty() || written(held, next.get()) != JobBook.Written.DONE) {
      return Optional.empty();
    }
    notices.accept(new Notice.Fact(next.get()));
    return next;
  }

  /** Tells of progress without writing it down. */
  public Job tick(Job held, Progress progress) {
    Job next = held.ticked(progress, clock.instant());
    notices.accept(new Notice.Tick(next));
    return next;
  }

  private Answer ask(JobId id, Change change, String refusal, @Nullable Job shown) {
    while (true) {
      Optional<Job> found = find(id);
      if (found.isEmpty()) {
        return new Answer.Unknown();
      }
      Job before = newer(found.get(), shown);
      Optional<Job> after = Lifecycle.apply(before, change, clock.instant());
      if (after.isEmpty()) {
        return new Answer.Refused(before, refusal);
      }
      switch (written(before, after.get())) {
        case DONE -> {
          notices.accept(new Notice.Fact(after.get()));
          return new Answer.Done(after.get());
        }
        case DUPLICATE -> {
          return new Answer.Refused(before, "The same download is already on its way.");
        }
        case STALE -> {
          // Somebody was faster: read again and judge by what it is now.
        }
      }
    }
  }

  private JobBook.Written written(Job before, Job after) {
    return book.replace(List.of(new JobBook.Step(before, after))).getFirst();
  }

  private static Job newer(Job read, @Nullable Job shown) {
    return shown != null
            && shown.version().revision() == read.version().revision()
            && shown.version().compareTo(read.version()) > 0
        ? shown
        : read;
  }
}
