package dev.fetchlight.job.book;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import org.jspecify.annotations.Nullable;

/** What is told to everyone who cares, after it is true. */
public sealed interface Notice {
  /** The job it is about. */
  JobId id();

  /** A state change, already in the book. */
  record Fact(Job job) implements Notice {
    @Override
    public JobId id() {
      return job.id();
    }
  }

  /** Progress of a running job; may be lost. */
  record Tick(Job job) implements Notice {
    @Override
    public JobId id() {
      return job.id();
    }
  }

  /**
   * The job is no more.
   *
   * @param list it belonged to
   */
  record Removed(JobId id, @Nullable JobId list) implements Notice {}
}
