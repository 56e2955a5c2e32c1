package dev.fetchlight.engine.ytdlp.process;

import dev.fetchlight.engine.ytdlp.program.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A running program with a process group of its own. Both its outputs are read all the time, so it
 * never waits for us with a full pipe; closing it ends the whole group.
 */
public final class Child implements AutoCloseable {
  private static final int LONGEST_LINE = 1 << 20;
  private static final int LONGEST_COMPLAINT = 8_192;
  private static final int COMPLAINTS_KEPT = 40;
  private static final int LINES_AHEAD = 1_024;

  private static final Heard SILENCE = new Heard.Silence();
  private static final Heard ENDED = new Heard.Ended();

  private final Started started;
  private final Path folder;
  private final Duration grace;
  private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(LINES_AHEAD);
  private final Deque<String> complaints = new ArrayDeque<>();
  private final Deque<String> overheard = new ArrayDeque<>();
  private final List<Thread> readers;

  /**
   * Listens to what was started in {@code folder}, which no other process works in.
   *
   * @param grace how long it may take to end when it is asked to
   */
  Child(Started started, Path folder, Duration grace) {
    this.started = started;
    this.folder = folder;
    this.grace = grace;
    readers =
        List.of(
            reader("out", () -> listen(started.out())),
            reader("err", () -> listenToComplaints(started.complaints())));
  }

  /** Waits for the next line at most so long. */
  public Heard next(Duration patience) throws InterruptedException {
    Heard next = heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return next == null ? SILENCE : next;
  }

  /** Its exit status, once it has {@linkplain Heard.Ended ended}; -1 where it was lost. */
  public int exit() throws InterruptedException {
    try {
      return started.end().get().orElse(-1);
    } catch (ExecutionException e) {
      throw new AssertionError("an end never fails", e);
    }
  }

  /** Whether a status is that of a process that a signal ended, as the kernel's lack of memory. */
  public static boolean killed(int exit) {
    return exit > Answer.SIGNALLED;
  }

  /** Whether it did not end by itself: the warm parent it came from died, and it with that. */
  public boolean lost() {
    return started.end().isDone() && started.end().join().isEmpty();
  }

  /** The last lines of its standard error that came since this was asked before. */
  public List<String> overheard() {
    synchronized (complaints) {
      List<String> since = List.copyOf(overheard);
      overheard.clear();
      return since;
    }
  }

  /** The last lines of its standard error, all of them once it is closed. */
  public List<String> complaints() {
    synchronized (complaints) {
      return List.copyOf(complaints);
    }
  }

  /**
   * Asks the group to end, waits, and kills what is left of it. Interrupts do not cut this short.
   */
  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      if (!started.end().isDone()) {
        started.signal(Signal.TERM);
        OptionalInt _ =
            started
                .end()
                .copy()
                .completeOnTimeout(OptionalInt.empty(), grace.toNanos(), TimeUnit.NANOSECONDS)
                .join();
        if (!started.end().isDone()) {
          started.signal(Signal.KILL);
        }
      }
      Leftovers.reap(folder);
      for (Thread reader : readers) {
        interrupted |= finish(reader);
      }
      started.close();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A reader sees the end of its pipe now; one that waits for a listener is woken. */
  private static boolean finish(Thread reader) {
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join(Duration.ofMillis(100));
        if (reader.isAlive()) {
          reader.interrupt();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  /** A platform thread: a read from a pipe holds on to whatever thread carries it. */
  private Thread reader(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name("child-" + started.pid() + "-" + name).start(work);
  }

  private void listen(InputStream out) {
    read(out, LONGEST_LINE, line -> tell(new Heard.Said(line)));
    tell(ENDED);
  }

  private void tell(Heard word) {
    try {
      heard.put(word);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody listens any more; later words are dropped too
    }
  }

  private void listenToComplaints(InputStream err) {
    read(
        err,
        LONGEST_COMPLAINT,
        line -> {
          synchronized (complaints) {
            keep(complaints, line);
            keep(overheard, line);
          }
        });
  }

  private static void keep(Deque<String> lines, String line) {
    lines.addLast(line);
    if (lines.size() > COMPLAINTS_KEPT) {
      lines.removeFirst();
    }
  }

  private static void read(InputStream in, int longest, Consumer<String> lines) {
    try (in) {
      new LineReader(longest).read(in, lines);
    } catch (IOException e) {
      // The pipe broke, so there is no more to read: the same as its end.
    }
  }
}
