package dev.fetchlight.engine.ytdlp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

  /** For a child to load; no site keeps it waiting then, but it may have a busy machine. */
  static final Duration LOADING = Duration.ofMinutes(1);

  /** After our own word, which so is the first to be said. */
  private static final long LATER_SECONDS = 5;

  /** The same with another end to a stall, and so of a preview, which asks a site twice or so. */
  public Patience giveUpAfter(Duration stall) {
    return new Patience(stall, lull, look, grace, stall.multipliedBy(2).plus(USUAL.preview));
  }

  /** Arguments with which yt-dlp has as much of it, and just a little more. */
  List<String> shared(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(0, List.of("--socket-timeout", Long.toString(stall.toSeconds() + LATER_SECONDS)));
    return all;
  }
}
