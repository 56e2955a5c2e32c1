package dev.fetchlight.work;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.Desk;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps lists in step with their downloads: hears of these, and brings those up to date. */
final class Lists {
  private final Desk desk;
  private final Set<JobId> behind = ConcurrentHashMap.newKeySet();

  /** Downloads of which there is news; lists that they are not in may follow them. */
  private final Set<JobId> news = ConcurrentHashMap.newKeySet();

  Lists(Desk desk) {
    this.desk = desk;
  }

  /** There is news of a download; true where its list has to hear of it soon. */
  boolean hear(Job job) {
    news.add(job.id());
    return hear(job.ticket().parent());
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
    Set<JobId> told = Set.copyOf(news);
    news.removeAll(told); // first: what comes meanwhile counts again
    try {
      desk.followers(told).forEach(behind::add);
    } catch (RuntimeException e) {
      news.addAll(told);
      throw e;
    }
    for (JobId list : Set.copyOf(behind)) {
      behind.remove(list);
      try {
        desk.follow(list);
      } catch (RuntimeException e) {
        behind.add(list); // or it would stay behind for ever
        throw e;
      }
    }
  }
}
