package dev.fetchlight.engine.ytdlp;

import java.time.Duration;

/**
 * How long a child is waited for.
 *
 * @param stall without a byte, before it is given up
 * @param lull without a byte, before people hear of it
 * @param look between two looks at its folder
 * @param grace to end by itself once it is asked to
 * @param preview for all of a preview
 */
public record Patience(
    Duration stall, Duration lull, Duration look, Duration grace, Duration preview) {
  public static final Patience USUAL =
      new Patience(
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofSeconds(30));

  /** The same with another end to a stall. */
  public Patience giveUpAfter(Duration stall) {
    return new Patience(stall, lull, look, grace, preview);
  }
}
