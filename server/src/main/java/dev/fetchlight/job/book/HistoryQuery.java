package dev.fetchlight.job.book;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs, newest first.
 *
 * @param statuses only these; empty means all
 * @param text only jobs whose title, uploader or link contains it, whatever the case
 * @param from created at or after
 * @param to created before
 * @param parent only a list's own; null for all
 * @param outermost only what is in no list
 * @param following only lists that follow one of these downloads, which are not their own; null for
 *     all
 * @param olderThan keyset cursor: only ids that sort before this one
 * @param limit at most so many
 */
public record HistoryQuery(
    Set<Status> statuses,
    @Nullable String text,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable JobId parent,
    boolean outermost,
    @Nullable Set<JobId> following,
    @Nullable JobId olderThan,
    int limit) {
  public HistoryQuery {
    statuses = Set.copyOf(statuses);
    following = following == null ? null : Set.copyOf(following);
  }

  /** All that fit, read page by page: {@code limit} is the length of a page. */
  public Stream<Job> pages(JobBook book) {
    return Stream.iterate(
            book.history(this),
            page -> !page.isEmpty(),
            page -> page.size() < limit ? List.of() : book.history(after(page.getLast().id())))
        .flatMap(List::stream);
  }

  private HistoryQuery after(JobId last) {
    return new HistoryQuery(statuses, text, from, to, parent, outermost, following, last, limit);
  }

  /** Whomever they follow. */
  public HistoryQuery(
      Set<Status> statuses,
      @Nullable String text,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable JobId parent,
      boolean outermost,
      @Nullable JobId olderThan,
      int limit) {
    this(statuses, text, from, to, parent, outermost, null, olderThan, limit);
  }

  /** The lists that follow one of these. */
  static HistoryQuery followers(Collection<JobId> jobs, int limit) {
    return new HistoryQuery(Set.of(), null, null, null, null, false, Set.copyOf(jobs), null, limit);
  }

  /** Those in lists and those in none. */
  public HistoryQuery(
      Set<Status> statuses,
      @Nullable String text,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable JobId parent,
      @Nullable JobId olderThan,
      int limit) {
    this(statuses, text, from, to, parent, false, olderThan, limit);
  }
}
