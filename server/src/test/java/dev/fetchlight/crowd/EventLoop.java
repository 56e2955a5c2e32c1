package dev.fetchlight.crowd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one thread on which everything of a crowd happens. */
final class EventLoop implements AutoCloseable {
  private static final long IDLE_MILLIS = 1_000;

  /**
   * A loop that is called for every frame pays for being called more than for the frame, and so
   * does the sender, who calls it. Resting while little comes makes a batch of it, for the price of
   * so much error in what is measured.
   */
  private static final long REST_NANOS = 200_000;

  private static final int LITTLE = 64;
  private static final long PATIENCE_SECONDS = 60;

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::due));
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Runnable afterRound;
  private final Thread thread;
  private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1_024);
  private final ByteBuffer out = ByteBuffer.allocateDirect(32 * 1_024);
  private volatile boolean closing;

  private record Timer(long due, Runnable task) {}

  /**
   * @param afterRound runs each time that a batch of events was dealt with
   */
  EventLoop(Runnable afterRound) throws IOException {
    this.afterRound = afterRound;
    this.selector = Selector.open();
    this.thread = Thread.ofPlatform().daemon().name("crowd").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  Selector selector() {
    return selector;
  }

  /** Where bytes are read into; empty between events. */
  ByteBuffer in() {
    return in.clear();
  }

  /** Where bytes to be sent are put together. */
  ByteBuffer out() {
    return out.clear();
  }

  /** What went wrong with the loop itself, and ended it; null while all is well. */
  @Nullable Throwable failure() {
    return ended.isCompletedExceptionally() ? ended.exceptionNow() : null;
  }

  /** CPU time that the loop has used, in nanoseconds. */
  long cpuNanos() {
    return Cpu.nanosOf(thread);
  }

  /** From any thread. */
  void execute(Runnable task) {
    if (ended.isDone()) {
      throw new IllegalStateException("the crowd has gone", failure());
    }
    tasks.add(task);
    selector.wakeup();
  }

  /** From any other thread: runs it on the loop and waits for what it gives. */
  <T> T call(Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    execute(() -> {
      try {
        result.complete(task.get());
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    });
    return result.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** On the loop: runs it so many nanoseconds from now. */
  void after(long nanos, Runnable task) {
    timers.add(new Timer(System.nanoTime() + nanos, task));
  }

  private void run() {
    try (selector) {
      int last = 0;
      while (!closing) {
        if (last > 0 && last < LITTLE) {
          LockSupport.parkNanos(REST_NANOS);
        }
        last =
            last > 0
                ? selector.selectNow(EventLoop::ready)
                : selector.select(EventLoop::ready, pause());
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        runTimers();
        afterRound.run();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      ended.complete(null);
    } catch (IOException | RuntimeException | Error e) {
      ended.completeExceptionally(e);
      afterRound.run();
    }
  }

  private static void ready(SelectionKey key) {
    ((Connection) key.attachment()).ready();
  }

  private long pause() {
    Timer next = timers.peek();
    if (next == null) {
      return IDLE_MILLIS;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(next.due() - System.nanoTime());
    return Math.clamp(millis, 1, IDLE_MILLIS);
  }

  private void runTimers() {
    for (Timer next = timers.peek();
        next != null && next.due() - System.nanoTime() <= 0;
        next = timers.peek()) {
      timers.poll();
      next.task().run();
    }
  }

  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    ended.exceptionally(_ -> null).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
