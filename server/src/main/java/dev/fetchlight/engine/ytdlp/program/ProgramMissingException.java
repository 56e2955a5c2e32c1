package dev.fetchlight.engine.ytdlp.program;

/** A program that downloads need is not there; the message tells an operator what to do. */
public final class ProgramMissingException extends RuntimeException {
  private final String hint;

  public ProgramMissingException(String hint) {
    super(hint);
    this.hint = hint;
  }

  /** What is missing and how to get it. */
  public String hint() {
    return hint;
  }
}
