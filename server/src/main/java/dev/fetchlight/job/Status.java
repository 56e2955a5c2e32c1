package dev.fetchlight.job;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The five words for a job's state that clients see. */
public enum Status {
  QUEUED,
  PROCESSING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** The name clients see. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing more happens unless somebody asks for it. */
  public boolean terminal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  /** The status that {@link #wire} spells as {@code name}, or empty. */
  public static Optional<Status> parse(String name) {
    return Stream.of(values()).filter(status -> status.wire().equals(name)).findFirst();
  }
}
