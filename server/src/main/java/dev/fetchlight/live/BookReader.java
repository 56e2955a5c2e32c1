package dev.fetchlight.live;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.JobBook;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the book for those who watch, on a virtual thread: one read at a time, and whatever is
 * wanted meanwhile comes with the next. However many begin to watch at once, the book is asked for
 * each job once.
 */
final class BookReader {
  private static final Logger LOG = System.getLogger(BookReader.class.getName());

  /** News are read again from so far back: clocks differ, and a write may be seen late. */
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  /** What the book remembers of removed jobs, with some room. */
  private static final Duration LONGEST = Duration.ofMinutes(50);

  private final JobBook book;
  private final InstantSource clock;
  private final BiConsumer<JobId, @Nullable Job> found;
  private Set<JobId> wanted = new HashSet<>();
  private boolean newsWanted;
  private boolean reading;
  private Instant readUpTo;

  /**
   * @param found told of each job that was read; without a job where there is none
   */
  BookReader(JobBook book, InstantSource clock, BiConsumer<JobId, @Nullable Job> found) {
    this.book = book;
    this.clock = clock;
    this.found = found;
    this.readUpTo = clock.instant();
  }

  /** Reads this job soon. */
  synchronized void want(JobId id) {
    wanted.add(id);
    begin();
  }

  /**
   * Reads what has changed lately: the bus may have lost the last fact of any job. Also tries again
   * what could not be read.
   */
  synchronized void wantNews() {
    newsWanted = true;
    begin();
  }

  private void begin() {
    if (!reading) {
      reading = true;
      Thread.ofVirtual().name("live-read").start(this::readAll);
    }
  }

  private void readAll() {
    while (true) {
      Set<JobId> ids;
      boolean news;
      synchronized (this) {
        ids = wanted;
        news = newsWanted;
        wanted = new HashSet<>();
        newsWanted = false;
        reading = news || !ids.isEmpty();
        if (!reading) {
          return;
        }
      }
      try {
        read(ids);
        if (news) {
          readNews();
        }
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "reading watched jobs", e);
        synchronized (this) {
          // Those who watch keep what they have until the next call for news.
          wanted.addAll(ids);
          reading = false;
          return;
        }
      }
    }
  }

  private void read(Set<JobId> ids) {
    Set<JobId> missing = new HashSet<>(ids);
    for (Job job : book.find(ids)) {
      missing.remove(job.id());
      found.accept(job.id(), job);
    }
    missing.forEach(id -> found.accept(id, null));
  }

  private void readNews() {
    Instant now = clock.instant();
    Instant earliest = now.minus(LONGEST);
    Instant since = readUpTo.minus(OVERLAP);
    JobBook.Changes changes = book.changes(since.isBefore(earliest) ? earliest : since);
    changes.jobs().forEach(job -> found.accept(job.id(), job));
    List<JobId> removed = changes.removed();
    removed.forEach(id -> found.accept(id, null));
    readUpTo = now;
  }
}
