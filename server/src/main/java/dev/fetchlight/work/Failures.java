package dev.fetchlight.work;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.media.NoRoomException;
import java.io.IOException;

/** The failures that are ours, not the site's. */
final class Failures {
  static final Failure BUG =
      new Failure(
          Failure.Code.INTERNAL, "Something went wrong inside Fetchlight; the log says more.");
  static final Failure EMPTY_LIST =
      new Failure(Failure.Code.NOT_FOUND, "There is nothing in this list that can be downloaded.");
  private static final Failure NO_SPACE =
      new Failure(Failure.Code.NO_SPACE, "The disk is full. Make room and try again.");
  private static final Failure BROKEN =
      new Failure(
          Failure.Code.DISK_FAILED,
          "Fetchlight's disk did not take or give what it should; the log says more.");

  private Failures() {}

  static Failure of(IOException e) {
    return NoRoomException.meantBy(e) ? NO_SPACE : BROKEN;
  }
}
