package dev.fetchlight.engine;

import dev.fetchlight.job.outcome.Failure;

/**
 * A file could not be judged, which tells nothing of it: whoever looks at it fails or was killed.
 */
public final class UnjudgedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public UnjudgedException(Failure failure) {
    super(failure.sentence());
    this.failure = failure;
  }

  /** What becomes of the download. */
  public Failure failure() {
    return failure;
  }
}
