package dev.fetchlight.job;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.StoredMedia;
import dev.fetchlight.job.outcome.VideoInfo;
import java.time.Instant;

/** Something that happens to a job and is a fact: written down before anyone hears of it. */
public sealed interface Change {
  /** A worker takes it up. */
  record Claimed() implements Change {}

  /** The site has told what it is. */
  record Described(VideoInfo video) implements Change {}

  /** It comes without something, or with something else instead: one sentence for a person. */
  record Remarked(String sentence) implements Change {}

  /** Its picture is kept with the media. */
  record Pictured() implements Change {}

  /** The work enters another stage. */
  record Reached(Stage stage) implements Change {}

  /** The media is on the shelf. */
  record Stored(StoredMedia media) implements Change {}

  /** The work ended without media. */
  record Failing(Failure failure) implements Change {}

  /** The work ended without media, and is to be tried again. */
  record Postponed(Failure failure, Instant until) implements Change {}

  /** It is not there yet, and is looked for again; no try has failed. */
  record Deferred(Failure why, Instant until) implements Change {}

  /** Somebody holds it back. */
  record Pausing() implements Change {}

  /** Somebody lets it go on. */
  record Resuming() implements Change {}

  /** Somebody gives it another place in the queue. */
  record Ranked(int rank) implements Change {}

  /** A list's downloads stand otherwise than before; {@code percent} is the mean of theirs. */
  record Tallied(Tally tally, double percent) implements Change {}

  /** The worker went away; another run goes on from the partial file. */
  record Interrupted() implements Change {}

  /** Somebody calls it off. */
  record Cancelling() implements Change {}

  /** Somebody wants another attempt. */
  record Retrying() implements Change {}

  /**
   * Somebody hands in cookies or names a kept login, as the ticket has it, for one that waits or
   * has failed, and wants it now.
   */
  record Given(Ticket shown) implements Change {}

  /** Its media has reached the end of the retention time. */
  record Expired() implements Change {}
}
