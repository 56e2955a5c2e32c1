package dev.fetchlight.engine;

import dev.fetchlight.job.Failure;
import dev.fetchlight.job.Preview;

/** What came of looking at a link. */
public sealed interface Sighting {
  /** There is something. */
  record Seen(Preview preview) implements Sighting {}

  /** There is nothing that could be shown, and this is why. */
  record Unseen(Failure failure) implements Sighting {}
}
