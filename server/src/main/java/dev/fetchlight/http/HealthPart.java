package dev.fetchlight.http;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A part of the service that can be up, degraded or down.
 *
 * @param check answers with one line about it, or throws with a sentence that says what is wrong;
 *     may block
 */
public record HealthPart(String name, Callable<Line> check) {
  /**
   * One that works.
   *
   * @param advice what an operator should do since it works badly; else null
   */
  public record Line(String detail, @Nullable String advice) {}

  /** One that works well or not at all. */
  public static HealthPart of(String name, Callable<String> check) {
    return new HealthPart(name, () -> new Line(check.call(), null));
  }
}
