package dev.fetchlight.live.connection;

import java.util.concurrent.TimeUnit;

/** Since when a peer is silent, stuck or saying goodbye, in nanoseconds of the system's clock. */
public final class Liveness {
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long BLOCKED_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Long enough for one that is slow to read its goodbye. */
  private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(15);

  private static final long NEVER = Long.MAX_VALUE;

  private final long endsAt;
  private long heard;
  private long blockedSince = NEVER;
  private long closingSince = NEVER;

  public Liveness(long now, long endsAt) {
    this.heard = now;
    this.endsAt = endsAt;
  }

  public void heard(long now) {
    heard = now;
  }

  public void blocked(long now) {
    blockedSince = now;
  }

  public void unblocked() {
    blockedSince = NEVER;
  }

  public void closing(long now) {
    closingSince = now;
  }

  public boolean silent(long now) {
    return now - heard >= SILENT_NANOS;
  }

  /** How long the kernel has refused what was given to it; 0 where it does not. */
  public long blockedFor(long now) {
    return blockedSince == NEVER ? 0 : now - blockedSince;
  }

  public boolean tooSlow(long now) {
    return blockedFor(now) >= BLOCKED_NANOS;
  }

  /** The goodbye was said long enough ago. */
  public boolean over(long now) {
    return closingSince != NEVER && now - closingSince >= CLOSING_NANOS;
  }

  /** The right to watch has ended. */
  public boolean expired(long now) {
    return endsAt != NEVER && now - endsAt >= 0;
  }
}
