package dev.fetchlight.job.book;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.spec.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The durable book of all jobs, which is also the queue. Every method blocks until the answer is on
 * disk, may be called from any thread, and throws {@link JobBookException} where the surroundings
 * are broken.
 */
public interface JobBook extends AutoCloseable {

  /** What became of a submitted job. */
  sealed interface Submission {
    /** It is in the book. */
    record Created(Job job) implements Submission {}

    /** The book already had this one for the same idempotency key or an equal spec. */
    record Existing(Job job) implements Submission {}

    /** The book already had this one, and it has taken in the cookies that came along. */
    record Given(Job job) implements Submission {}

    /** The idempotency key was used in the last 24 h for another spec. */
    record KeyReused() implements Submission {}

    /** The list that it belongs to is no more, or was called off: nothing was entered. */
    record ListGone() implements Submission {}
  }

  /**
   * What has changed in a while.
   *
   * @param jobs as they are now
   * @param removed those that are no more
   */
  record Changes(List<Job> jobs, List<JobId> removed) {}

  /**
   * How jobs stand.
   *
   * @param counts how many in each status
   * @param percent the mean of how far they are, 100 for those that have ended; 0 for none
   * @param highest rank of those that are queued, and {@code lowest}; 0 for none
   */
  record Census(Map<Status, Long> counts, double percent, int highest, int lowest) {}

  /** A job as it was read, and a later revision of it. */
  record Step(Job before, Job after) {}

  /**
   * What somebody has to see to.
   *
   * @param abandoned processing jobs whose worker is gone
   * @param lists that do not stand as their downloads do
   * @param removed jobs removed lately, whose files may still be there
   * @param strays downloads of lists that are no more
   */
  record LooseEnds(
      List<Job> abandoned, List<JobId> lists, List<JobId> removed, List<JobId> strays) {}

  /** What became of a change. */
  enum Written {
    /** It is in the book. */
    DONE,
    /** The job is no longer as it was read, or is gone. */
    STALE,
    /** It would put a second live job with an equal spec into the queue. */
    DUPLICATE
  }

  /**
   * Names this life of the database. Throws where that is over: where the database was removed,
   * emptied or replaced by another.
   */
  String epoch();

  /**
   * Enters a queued job in one transaction, a list's only while that goes on, unless the key
   * already has a job, or one with an equal spec is queued or processing, or {@code onShelf} is
   * still in the book: then that one serves. Of two callers at the same instant one creates and the
   * other finds. A list follows what serves for a download of it, until there is one of its own.
   *
   * <p>Cookies count: the one that serves takes them in where it waits, and where none serves, the
   * newest with an equal spec that has failed takes them in and is tried again, as {@link
   * Change.Given}. Whom a key finds stays as it is.
   *
   * @param onShelf a completed job with an equal spec whose media is there, if the caller knows one
   * @param idempotencyKey bound for 24 h from {@code queued}'s creation to the job that serves
   */
  Submission submit(Job queued, @Nullable Job onShelf, @Nullable String idempotencyKey);

  /** Those of the jobs that exist, in one query. */
  List<Job> find(Collection<JobId> ids);

  /** What has changed since a time at most an hour ago, for those who may have missed news. */
  Changes changes(Instant since);

  /** The newest completed job with an equal spec, or empty. */
  Optional<Job> completed(Spec spec);

  /** A page of history, newest id first. */
  List<Job> history(HistoryQuery query);

  /**
   * Claims for {@code owner} the first job in the queue that may begin, as {@link Change.Claimed}:
   * by rank, then by age. No two callers ever get the same one.
   */
  Optional<Job> claim(String owner, Instant now, Duration lease, Openings openings);

  /**
   * Replaces each job by a later revision of it, only if the book still has the revision that was
   * read. All are written in one transaction; one that cannot be does not stop the others.
   *
   * @return what became of each, in the same order
   */
  List<Written> replace(List<Step> steps);

  /**
   * Saves a running job's progress and renews its lease, only if the book still has its revision.
   */
  boolean heartbeat(Job running, Instant leaseUntil);

  /**
   * What is left to be done of those that {@code owner} held, or whose lease has run out.
   *
   * @param all whether to look for all that an earlier life may have left, which takes longer;
   *     otherwise for abandoned jobs only
   */
  LooseEnds looseEnds(String owner, Instant now, boolean all);

  /**
   * Removes the job with all of its list, whatever their states, in one transaction.
   *
   * @return those that were removed, the job itself first; empty where it was not there
   */
  List<JobId> remove(JobId id);

  /** How jobs stand, those of one list, with those that it follows, or all. */
  Census census(@Nullable JobId parent);

  @Override
  void close();
}
