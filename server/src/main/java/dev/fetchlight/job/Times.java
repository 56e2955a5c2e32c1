package dev.fetchlight.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to a job.
 *
 * @param started when a worker took it up in this attempt
 */
public record Times(Instant created, Instant updated, @Nullable Instant started) {
  Times touched(Instant now) {
    return new Times(created, now, started);
  }
}
