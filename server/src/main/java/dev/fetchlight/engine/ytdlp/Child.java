package dev.fetchlight.engine.ytdlp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running program with a process group of its own. Both its outputs are read all the time, so it
 * never waits for us with a full pipe; closing it ends the whole group.
 */
final class Child implements AutoCloseable {
  private static final int LONGEST_LINE = 1 << 20;
  private static final int LONGEST_COMPLAINT = 8_192;
  private static final int COMPLAINTS_KEPT = 40;
  private static final int LINES_AHEAD = 1_024;
  private static final Heard SILENCE = new Heard.Silence();
  private static final Heard ENDED = new Heard.Ended();

  private final Process process;
  private final Path folder;
  private final boolean ownGroup;
  private final Duration grace;
  private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(LINES_AHEAD);
  private final Deque<String> complaints = new ArrayDeque<>();
  private final List<Thread> readers;

  private Child(Process process, Path folder, boolean ownGroup, Duration grace) {
    this.process = process;
    this.folder = folder;
    this.ownGroup = ownGroup;
    this.grace = grace;
    readers =
        List.of(
            reader("out", () -> listen(process.getInputStream())),
            reader("err", () -> listenToComplaints(process.getErrorStream())));
  }

  /**
   * Starts a program in {@code folder}, which no other process works in.
   *
   * @param setsid makes the group; without it the child shares ours and is ended one by one
   * @param grace how long it may take to end when it is asked to
   */
  static Child start(
      List<String> command,
      Map<String, String> environment,
      Path folder,
      @Nullable Path setsid,
      Duration grace)
      throws IOException {
    List<String> whole = new ArrayList<>();
    if (setsid != null) {
      whole.add(setsid.toString()); // becomes the program itself, so their process id is one
    }
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new Child(process, folder, setsid != null, grace);
  }

  /** Waits for the next line at most so long. */
  Heard next(Duration patience) throws InterruptedException {
    Heard next = heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return next == null ? SILENCE : next;
  }

  /** Its exit status, once it has {@linkplain Heard.Ended ended}. */
  int exit() throws InterruptedException {
    return process.waitFor();
  }

  /** The last lines of its standard error, all of them once it is closed. */
  List<String> complaints() {
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
      if (process.isAlive()) {
        signal(Signal.TERM);
        interrupted |= await(process);
        if (process.isAlive()) {
          signal(Signal.KILL);
        }
      }
      Leftovers.reap(folder);
      for (Thread reader : readers) {
        interrupted |= finish(reader);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void signal(Signal signal) {
    if (ownGroup) {
      signal.toGroup(process.pid());
      return;
    }
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    for (ProcessHandle one : all) {
      boolean _ = signal == Signal.KILL ? one.destroyForcibly() : one.destroy();
    }
  }

  private boolean await(Process process) {
    boolean interrupted = false;
    long end = System.nanoTime() + grace.toNanos();
    while (true) {
      try {
        boolean _ = process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
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
    return Thread.ofPlatform().daemon().name("child-" + process.pid() + "-" + name).start(work);
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
            complaints.addLast(line);
            if (complaints.size() > COMPLAINTS_KEPT) {
              complaints.removeFirst();
            }
          }
        });
  }

  private static void read(InputStream in, int longest, Consumer<String> lines) {
    try (in) {
      new LineReader(longest).read(in, lines);
    } catch (IOException e) {
      // The pipe broke, so there is no more to read: the same as its end.
    }
  }
}
