package dev.fetchlight.job;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.StoredMedia;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a job stands, with just what is true there. */
public sealed interface State {
  /** Waits for a worker. */
  record Queued() implements State {}

  /** Waits until it may be tried again, and tells why the last try failed. */
  record Waiting(Failure last, Instant until) implements State {}

  /** Somebody holds it back; what is there of it is kept. */
  record Paused() implements State {}

  /** A worker has it. */
  record Processing(Stage stage) implements State {}

  /** A list that is read to its end, whose downloads are on their way; no worker has it. */
  record Gathering() implements State {}

  /** A list of which at least one download is completed, and none is on its way. */
  record Gathered(Instant at) implements State {}

  /** The media is on the shelf. */
  record Completed(StoredMedia media, Instant at) implements State {}

  /** It ended without media, and says why. */
  record Failed(Failure failure, Instant at) implements State {}

  /** Somebody called it off. */
  record Cancelled(Instant at) implements State {}

  /** Why it ended without media, or why its last try did; null where neither is so. */
  default @Nullable Failure failure() {
    return switch (this) {
      case Failed(var why, _) -> why;
      case Waiting(var last, _) -> last;
      case Queued(),
          Paused(),
          Processing(_),
          Gathering(),
          Completed(_, _),
          Gathered(_),
          Cancelled(_) ->
          null;
    };
  }

  /** The word for this state that clients see. */
  default Status status() {
    return switch (this) {
      case Queued(), Waiting(_, _), Paused() -> Status.QUEUED;
      case Processing(_), Gathering() -> Status.PROCESSING;
      case Completed(_, _), Gathered(_) -> Status.COMPLETED;
      case Failed(_, _) -> Status.FAILED;
      case Cancelled(_) -> Status.CANCELLED;
    };
  }
}
