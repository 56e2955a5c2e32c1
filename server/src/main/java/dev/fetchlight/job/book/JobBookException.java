package dev.fetchlight.job.book;

import org.jspecify.annotations.Nullable;

/** The book cannot be read or written; the message says what an operator can do. */
public final class JobBookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean noSpace;

  public JobBookException(String hint) {
    this(hint, null, false);
  }

  public JobBookException(String hint, Throwable cause) {
    this(hint, cause, false);
  }

  private JobBookException(String hint, @Nullable Throwable cause, boolean noSpace) {
    super(hint, cause);
    this.noSpace = noSpace;
  }

  /** The disk is full: the same can be written once there is room. */
  public static JobBookException full(String hint, Throwable cause) {
    return new JobBookException(hint, cause, true);
  }

  /** Whether there is no room, and nothing else wrong. */
  public boolean noSpace() {
    return noSpace;
  }
}
