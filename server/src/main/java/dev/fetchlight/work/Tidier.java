package dev.fetchlight.work;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.JobBookException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/**
 * Takes away what jobs leave that were called off or removed while nobody ran them. Removes the
 * files of those alone that it was told of: what the book knows nothing of may be another life's.
 */
final class Tidier implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Tidier.class.getName());

  private final Rooms rooms;
  private final Scratch scratch;
  private final Predicate<JobId> runs;
  private final BlockingQueue<JobId> queue = new LinkedBlockingQueue<>();

  /** What could not be taken away; tried again. */
  private final Set<JobId> left = ConcurrentHashMap.newKeySet();

  private final Thread thread;

  /**
   * @param runs whether somebody runs the job, who will tidy up himself
   */
  Tidier(Rooms rooms, Scratch scratch, Predicate<JobId> runs) {
    this.rooms = rooms;
    this.scratch = scratch;
    this.runs = runs;
    this.thread = Thread.ofVirtual().name("tidier").unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** A job is no more, or was called off; never blocks. */
  void add(JobId id) {
    boolean _ = queue.add(id);
  }

  /** Tries again what could not be taken away. */
  void again() {
    for (JobId id : Set.copyOf(left)) {
      left.remove(id);
      add(id);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void work() {
    try {
      while (true) {
        JobId id = queue.take();
        try {
          tidy(id);
        } catch (IOException | JobBookException e) {
          LOG.log(Level.DEBUG, "The files of " + id + " cannot be taken away now", e);
          left.add(id);
        }
      }
    } catch (InterruptedException _) {
      // The program ends; the next start goes on.
    }
  }

  private void tidy(JobId id) throws IOException {
    if (runs.test(id)) {
      return; // whose end is told here, too
    }
    scratch.discard(id, () -> Scratch.useless(find(id)));
    if (find(id).isEmpty()) {
      rooms.media().delete(id.toString());
    }
  }

  private Optional<Job> find(JobId id) {
    List<Job> found = rooms.book().find(List.of(id));
    return found.stream().findFirst();
  }
}
