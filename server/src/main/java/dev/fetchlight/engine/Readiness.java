package dev.fetchlight.engine;

import org.jspecify.annotations.Nullable;

/**
 * Whether an engine can work.
 *
 * @param detail its version, or what is missing and how to get it
 * @param advice what to do, where it works but badly; else null
 */
public record Readiness(boolean ready, String detail, @Nullable String advice) {
  /** It works as it should. */
  public static Readiness of(String detail) {
    return new Readiness(true, detail, null);
  }

  /** It works, but an operator should do something. */
  public static Readiness with(String detail, String advice) {
    return new Readiness(true, detail, advice);
  }

  /** It does not work. */
  public static Readiness not(String detail) {
    return new Readiness(false, detail, null);
  }
}
