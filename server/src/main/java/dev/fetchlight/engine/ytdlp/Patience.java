package dev.fetchlight.engine.ytdlp;

import java.time.Duration;

/**
 * How long a child is waited for.
 *
 * @param stall without a line and without a byte
 * @param look between two looks at its folder
 * @param grace to end by itself once it is asked to
 */
public record Patience(Duration stall, Duration look, Duration grace) {
  public static final Patience USUAL =
      new Patience(Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofMillis(500));
}
