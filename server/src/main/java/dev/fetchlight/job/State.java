package dev.fetchlight.job;

import java.time.Instant;

/** Where a job stands, with just what is true there. */
public sealed interface State {
  /** Waits for a worker. */
  record Queued() implements State {}

  /** A worker has it. */
  record Processing(Stage stage) implements State {}

  /** The media is on the shelf. */
  record Completed(StoredMedia media, Instant at) implements State {}

  /** It ended without media, and says why. */
  record Failed(Failure failure, Instant at) implements State {}

  /** Somebody called it off. */
  record Cancelled(Instant at) implements State {}

  /** The word for this state that clients see. */
  default Status status() {
    return switch (this) {
      case Queued() -> Status.QUEUED;
      case Processing(_) -> Status.PROCESSING;
      case Completed(_, _) -> Status.COMPLETED;
      case Failed(_, _) -> Status.FAILED;
      case Cancelled(_) -> Status.CANCELLED;
    };
  }
}
