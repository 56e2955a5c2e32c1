package dev.fetchlight.work;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.HistoryQuery;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    @Nullable JobId cursor = null;
    while (true) {
      // What was completed before the limit was created before it, too.
      List<Job> page =
          rooms
              .book()
              .history(
                  new HistoryQuery(
                      Set.of(Status.COMPLETED), null, null, limit, null, cursor, PAGE));
      for (Job job : page) {
        if (due(job, limit)) {
          rooms.media().delete(job.id().toString());
          rooms.desk().advance(job, new Change.Expired());
        }
      }
      if (page.size() < PAGE) {
        return;
      }
      cursor = page.getLast().id();
    }
  }

  private static boolean due(Job job, Instant limit) {
    return job.state() instanceof State.Completed(var media, var at)
        && media.present()
        && !at.isAfter(limit);
  }
}
