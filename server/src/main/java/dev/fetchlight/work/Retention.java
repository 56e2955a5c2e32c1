package dev.fetchlight.work;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.HistoryQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;

/** Takes finished media off the shelf when its time is over; the history stays. */
final class Retention {
  private static final int PAGE = 200;

  private final Rooms rooms;
  private final Duration kept;

  Retention(Rooms rooms, Duration kept) {
    this.rooms = rooms;
    this.kept = kept;
  }

  void sweep() throws IOException {
    Instant limit = rooms.clock().instant().minus(kept);
    // What was completed before the limit was created before it, too.
    Iterator<Job> completed =
        new HistoryQuery(Set.of(Status.COMPLETED), null, null, limit, null, null, PAGE)
            .pages(rooms.book())
            .filter(job -> due(job, limit))
            .iterator();
    while (completed.hasNext()) {
      Job job = completed.next();
      rooms.media().delete(job.id().toString());
      rooms.desk().advance(job, new Change.Expired());
    }
  }

  private static boolean due(Job job, Instant limit) {
    return job.state() instanceof State.Completed(var media, var at)
        && media.present()
        && !at.isAfter(limit);
  }
}
