package dev.fetchlight.work;

import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.Desk;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps lists in step with their downloads: hears of these, and brings those up to date. */
final class Lists {
  private final Desk desk;
  private final Set<JobId> behind = ConcurrentHashMap.newKeySet();

  Lists(Desk desk) {
    this.desk = desk;
  }

  /** There is news of a download of that list; true where there is one that has to hear of it. */
  boolean hear(@Nullable JobId list) {
    if (list == null) {
      return false;
    }
    behind.add(list);
    return true;
  }

  boolean behind() {
    return !behind.isEmpty();
  }

  void catchUp() {
    for (JobId list : Set.copyOf(behind)) {
      behind.remove(list); // first: what comes meanwhile counts again
      try {
        desk.follow(list);
      } catch (RuntimeException e) {
        behind.add(list); // or it would stay behind for ever
        throw e;
      }
    }
  }
}
