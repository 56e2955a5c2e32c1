package dev.fetchlight.engine.ytdlp;

/** A program that downloads need is not there; the message tells an operator what to do. */
public final class ProgramMissingException extends RuntimeException {
  ProgramMissingException(String hint) {
    super(hint);
  }
}
