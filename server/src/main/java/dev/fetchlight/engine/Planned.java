package dev.fetchlight.engine;

import org.jspecify.annotations.Nullable;

/**
 * One stream that a job is going to fetch, as far as the site tells beforehand.
 *
 * @param bytes its exact size
 * @param guess its size by the site's own estimate
 * @param rate kilobits a second on average
 */
public record Planned(@Nullable Long bytes, @Nullable Long guess, @Nullable Double rate) {
  public static final Planned UNKNOWN = new Planned(null, null, null);
}
