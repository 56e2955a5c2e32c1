package dev.fetchlight.job.spec;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of a list are wanted, where not all are.
 *
 * @param count the first of the list, so many at most; null for all
 */
public record ListLimit(@Nullable Integer count) {
  public static final ListLimit NONE = new ListLimit(null);

  /** Whether all entries are wanted. */
  public boolean none() {
    return equals(NONE);
  }
}
