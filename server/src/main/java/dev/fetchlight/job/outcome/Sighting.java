package dev.fetchlight.job.outcome;

/** What came of looking at a link. */
public sealed interface Sighting {
  /** There is something. */
  record Seen(Preview preview) implements Sighting {}

  /** There is nothing that could be shown, and this is why. */
  record Unseen(Failure failure) implements Sighting {}
}
