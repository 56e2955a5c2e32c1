package dev.fetchlight.http.door;

import java.time.Duration;

/**
 * How long a connection may take.
 *
 * @param head from its beginning, or from the first byte of the next request, to the end of a head
 * @param body from the end of the head to the end of the body
 * @param rest between an answer and the next request
 */
public record Deadlines(Duration head, Duration body, Duration rest) {
  /** Long enough for 64 KiB over the slowest of lines. */
  public static final Deadlines USUAL =
      new Deadlines(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofMinutes(3));
}
