package dev.fetchlight.engine.live;

import dev.fetchlight.job.outcome.Failure;

/** What a site says when it is asked once more where its broadcast is. */
public sealed interface Tuning {
  /** It goes on, perhaps somewhere else by now. */
  record OnAir(Broadcast broadcast) implements Tuning {}

  /** It has ended. */
  record Over() implements Tuning {}

  /** The site says neither. */
  record Unclear(Failure why) implements Tuning {}
}
