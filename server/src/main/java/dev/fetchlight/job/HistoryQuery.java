package dev.fetchlight.job;

import java.time.Instant;
import java.util.Set;
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
    @Nullable JobId olderThan,
    int limit) {
  public HistoryQuery {
    statuses = Set.copyOf(statuses);
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
