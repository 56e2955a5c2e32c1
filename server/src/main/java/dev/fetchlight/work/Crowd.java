package dev.fetchlight.work;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.Desk;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends a deadlock: partial files that fill the disk together while none of them can be finished.
 * Takes those that would be finished last, as few as will do, and never the one that goes on; from
 * then on one runs at a time, until there is as much room again as was made.
 */
final class Crowd {
  private static final Logger LOG = System.getLogger(Crowd.class.getName());

  private final Desk desk;
  private final Scratch scratch;
  private long dropped;
  private @Nullable JobId last;

  Crowd(Desk desk, Scratch scratch) {
    this.desk = desk;
    this.scratch = scratch;
  }

  /** A job begins to run. */
  void begins(JobId id) {
    last = id;
  }

  /** Whether only one may run. */
  boolean thick(long free, long least) {
    if (dropped > 0 && free >= least + dropped) {
      dropped = 0;
    }
    return dropped > 0;
  }

  /** Makes room while nothing runs and nothing can; leaves all as it is where that cannot help. */
  void thin(long free, long least) throws IOException {
    Map<JobId, Long> sizes = scratch.sizes();
    List<Job> waiting = waiting();
    JobId kept = kept(waiting, sizes);
    List<Job> given = new ArrayList<>();
    long room = free;
    for (Job job : waiting.reversed()) {
      long size = sizes.getOrDefault(job.id(), 0L);
      if (room < least && size > 0 && !job.id().equals(kept)) {
        given.add(job);
        room += size;
      }
    }
    if (room < least) {
      return;
    }
    for (Job job : given) {
      LOG.log(
          Level.WARNING,
          "The disk is full of partial files: {0} will begin anew, so that others can be finished",
          job.id());
      scratch.discard(job.id(), () -> desk.find(job.id()).filter(Crowd::waits).isPresent());
      dropped += sizes.getOrDefault(job.id(), 0L);
    }
  }

  /** All that keep partial files without running: those first that will be finished first. */
  private List<Job> waiting() {
    return desk.all(Set.of(Status.QUEUED, Status.FAILED))
        .filter(job -> job.list() == null)
        .sorted(
            Comparator.comparing((Job job) -> job.status() == Status.FAILED)
                .thenComparing(job -> job.state() instanceof State.Paused)
                .thenComparingInt(job -> -job.ticket().rank())
                .thenComparing(Job::id))
        .toList();
  }

  private @Nullable JobId kept(List<Job> waiting, Map<JobId, Long> sizes) {
    JobId alone = last;
    if (dropped > 0 && alone != null && sizes.containsKey(alone)) {
      return alone;
    }
    return waiting.stream()
        .filter(job -> job.status() == Status.QUEUED && !(job.state() instanceof State.Paused))
        .map(Job::id)
        .filter(sizes::containsKey)
        .findFirst()
        .orElse(null);
  }

  private static boolean waits(Job job) {
    return job.status() == Status.QUEUED || job.status() == Status.FAILED;
  }
}
