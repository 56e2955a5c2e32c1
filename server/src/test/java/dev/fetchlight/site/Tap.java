package dev.fetchlight.site;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stops the flow of chosen files at a chosen byte until it is opened again. */
final class Tap {
  private static final long PATIENCE_SECONDS = 180;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Long> closed = new HashMap<>();
  private final Map<String, Integer> waiting = new HashMap<>();

  /** Lets {@code path} flow up to, but not including, the byte at {@code position}. */
  void hold(String path, long position) {
    locked(() -> closed.put(path, position));
  }

  /** Opens {@code path}. */
  void release(String path) {
    locked(() -> closed.remove(path));
  }

  /** Opens all. */
  void release() {
    locked(closed::clear);
  }

  /** Returns once somebody waits for more of {@code path} than may flow. */
  void awaitHeld(String path) throws InterruptedException, TimeoutException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (waiting.getOrDefault(path, 0) == 0) {
        if (left <= 0) {
          throw new TimeoutException("nobody asked for " + path + " up to the held byte");
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until at least one byte at {@code position} may flow; says how many may, at most. */
  long allowed(String path, long position) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (position >= closed.getOrDefault(path, Long.MAX_VALUE)) {
        waiting.merge(path, 1, Integer::sum);
        changed.signalAll();
        try {
          changed.await();
        } finally {
          waiting.merge(path, -1, Integer::sum);
        }
      }
      return closed.getOrDefault(path, Long.MAX_VALUE) - position;
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
