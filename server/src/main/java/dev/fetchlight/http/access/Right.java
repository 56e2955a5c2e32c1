package dev.fetchlight.http.access;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody may call.
 *
 * @param end when the session ends that says so; null where it does not end
 */
public record Right(@Nullable Instant end) {
  static final Right FOR_EVER = new Right(null);

  /** How long it lasts from {@code now} on; null for ever. */
  public @Nullable Duration left(Instant now) {
    return end == null ? null : Duration.between(now, end);
  }
}
