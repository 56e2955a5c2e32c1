package dev.fetchlight.egress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * So many bytes a second for all downloads together. Who has read pays before reading on, and of
 * those who want to go on the one goes first whose job has had the least, however many connections
 * it has (start-time fair queueing).
 */
final class Bandwidth {
  /** Bytes that are read at most before they are paid for. */
  static final int STEP = 32 * 1024;

  /** For how long of silence the line makes up, in nanoseconds. */
  private static final long BURST = 50_000_000;

  private final long bytesPerSecond;
  private final LongSupplier nanos;
  private final BiConsumer<Runnable, Duration> later;
  private final PriorityQueue<Debt> debts =
      new PriorityQueue<>(Comparator.comparingLong(Debt::turn).thenComparingLong(Debt::number));
  private long number;
  private long turn;
  private long freeAt;
  private boolean waking;

  /**
   * @param turn how much that job had, up to and with these bytes
   * @param number keeps those of one turn in order
   */
  private record Debt(long turn, long number, int bytes, Runnable paid) {}

  /**
   * @param nanos a clock that only runs forward
   * @param later runs something after a while, on a thread that may be blocked for a moment
   */
  Bandwidth(long bytesPerSecond, LongSupplier nanos, BiConsumer<Runnable, Duration> later) {
    this.bytesPerSecond = bytesPerSecond;
    this.nanos = nanos;
    this.later = later;
    this.freeAt = nanos.getAsLong();
  }

  /** What one job has of the line. */
  final class Share {
    private long had;

    /** Calls back, on any thread or at once, when the next bytes may be read. */
    void pay(int bytes, Runnable paid) {
      synchronized (Bandwidth.this) {
        had = Math.max(had, turn) + bytes;
        debts.add(new Debt(had, number++, bytes, paid));
      }
      settle();
    }

    /** Blocks until the next bytes may be read. */
    void pay(int bytes) throws InterruptedException {
      CountDownLatch paid = new CountDownLatch(1);
      pay(bytes, paid::countDown);
      paid.await();
    }
  }

  Share share() {
    return new Share();
  }

  /** Lets all go on whose turn it is, and sees to it that the next one is not forgotten. */
  private void settle() {
    List<Runnable> paid = new ArrayList<>();
    synchronized (this) {
      long now = nanos.getAsLong();
      freeAt = Math.max(freeAt, now - BURST);
      while (!debts.isEmpty() && freeAt <= now) {
        Debt debt = debts.remove();
        turn = debt.turn();
        freeAt += (long) (debt.bytes() * 1e9 / bytesPerSecond);
        paid.add(debt.paid());
      }
      if (!debts.isEmpty() && !waking) {
        waking = true;
        later.accept(this::wake, Duration.ofNanos(freeAt - now));
      }
    }
    paid.forEach(Runnable::run);
  }

  private void wake() {
    synchronized (this) {
      waking = false;
    }
    settle();
  }
}
