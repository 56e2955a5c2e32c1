package dev.fetchlight.engine;

import dev.fetchlight.egress.address.Pass;
import dev.fetchlight.job.spec.Cookies;
import org.jspecify.annotations.Nullable;

/** What the door shows for a job. */
public final class Passes {
  private Passes() {}

  /** The login that goes with a job, for its own place; null where there is none. */
  public static @Nullable Pass of(@Nullable Cookies cookies) {
    return cookies == null || cookies.login() == null
        ? null
        : Pass.of(cookies.login().origin(), cookies.login().authorization()).orElse(null);
  }
}
