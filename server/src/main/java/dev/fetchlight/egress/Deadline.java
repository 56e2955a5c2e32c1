package dev.fetchlight.egress;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The moment by which several waits together must be over, on the clock of System.nanoTime. */
record Deadline(long nanoTime) {
  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  long nanosLeft() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  /** Blocks the calling virtual thread until the future is complete. */
  <T> T await(Future<T> future) throws ExecutionException, TimeoutException, InterruptedException {
    return future.toCompletionStage().toCompletableFuture().get(nanosLeft(), TimeUnit.NANOSECONDS);
  }
}
