package dev.fetchlight.work;

import dev.fetchlight.job.Desk;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps lists in step with their downloads: hears of these, and brings those up to date. */
final class Lists {
  private final Desk desk;
  private final Set<JobId> behind = ConcurrentHashMap.newKeySet();

  Lists(Desk desk) {
    this.desk = desk;
  }

  /** There is news of a job; true where a list has to hear of it. */
  boolean hear(Job job) {
    JobId list = job.ticket().parent();
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
      desk.follow(list);
    }
  }
}
