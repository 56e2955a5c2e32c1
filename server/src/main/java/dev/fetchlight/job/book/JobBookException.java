package dev.fetchlight.job.book;

/** The book cannot be read or written; the message says what an operator can do. */
public final class JobBookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JobBookException(String hint) {
    super(hint);
  }

  public JobBookException(String hint, Throwable cause) {
    super(hint, cause);
  }
}
