package dev.fetchlight.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to a job, in whole milliseconds as the book and clients have them.
 *
 * @param started when a worker took it up in this attempt
 */
public record Times(Instant created, Instant updated, @Nullable Instant started) {
  public Times {
    created = created.truncatedTo(ChronoUnit.MILLIS);
    updated = updated.truncatedTo(ChronoUnit.MILLIS);
    started = started == null ? null : started.truncatedTo(ChronoUnit.MILLIS);
  }

  Times touched(Instant now) {
    return new Times(created, now, started);
  }
}
