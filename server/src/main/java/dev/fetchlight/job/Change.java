package dev.fetchlight.job;

/** Something that happens to a job and is a fact: written down before anyone hears of it. */
public sealed interface Change {
  /** A worker takes it up. */
  record Claimed() implements Change {}

  /** The site has told what it is. */
  record Described(VideoInfo video) implements Change {}

  /** Its picture is kept with the media. */
  record Pictured() implements Change {}

  /** The work enters another stage. */
  record Reached(Stage stage) implements Change {}

  /** The media is on the shelf. */
  record Stored(StoredMedia media) implements Change {}

  /** The work ended without media. */
  record Failing(Failure failure) implements Change {}

  /** The worker went away; another run goes on from the partial file. */
  record Interrupted() implements Change {}

  /** Somebody calls it off. */
  record Cancelling() implements Change {}

  /** Somebody wants another attempt. */
  record Retrying() implements Change {}

  /** Its media has reached the end of the retention time. */
  record Expired() implements Change {}
}
