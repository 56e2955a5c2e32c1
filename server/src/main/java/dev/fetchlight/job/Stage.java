package dev.fetchlight.job;

import java.util.Locale;

/** What a processing job is busy with, in the order a job goes through. */
public enum Stage {
  RESOLVING,
  DOWNLOADING,
  RECORDING,
  MERGING,
  STORING;

  /** The name clients see. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
