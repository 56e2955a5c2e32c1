package dev.fetchlight.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Rung once by somebody who wants a recording to end and to keep what there is; a latch. Safe for
 * use by several threads.
 */
public final class Bell {
  private final CountDownLatch rung = new CountDownLatch(1);

  public void ring() {
    rung.countDown();
  }

  public boolean hasRung() {
    return rung.getCount() == 0;
  }

  /** Waits for it at most so long; says whether it has rung. */
  public boolean await(Duration time) throws InterruptedException {
    return rung.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
