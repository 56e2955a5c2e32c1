package dev.fetchlight.egress;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Cuts something off when its time is over, unless it is put out before. */
final class Fuse {
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /**
   * @param cut runs on a thread of the JDK's own; must not block
   */
  Fuse(Duration time, Runnable cut) {
    var _ =
        end.orTimeout(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS)
            .exceptionally(late -> {
              cut.run();
              return null;
            });
  }

  void putOut() {
    end.complete(null);
  }

  boolean burnt() {
    return end.isCompletedExceptionally();
  }
}
