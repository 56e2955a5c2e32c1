package dev.fetchlight.work;

import dev.fetchlight.job.outcome.Failure;
import java.io.IOException;

/** The failures that are ours, not the site's. */
final class Failures {
  static final Failure BUG =
      new Failure(
          Failure.Code.INTERNAL, "Something went wrong inside Fetchlight; the log says more.");
  static final Failure NO_SPACE =
      new Failure(Failure.Code.NO_SPACE, "The disk is full. Make room and try again.");
  static final Failure COOKIES_LOST =
      new Failure(
          Failure.Code.INTERNAL,
          "The cookies of this download can no longer be read; hand it in again with them.");
  private static final Failure NOT_STORED =
      new Failure(
          Failure.Code.INTERNAL,
          "The file could not be written to Fetchlight's disk; the log says more.");

  private Failures() {}

  static Failure of(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("No space left") || message.contains("quota") ? NO_SPACE : NOT_STORED;
  }
}
