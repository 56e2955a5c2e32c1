package dev.fetchlight.live;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.HistoryQuery;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.Openings;
import dev.fetchlight.job.spec.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A book that counts how often it is read, and for how many jobs. */
final class CountingBook implements JobBook {
  final AtomicInteger reads = new AtomicInteger();
  final AtomicInteger jobsRead = new AtomicInteger();
  final AtomicInteger pages = new AtomicInteger();

  /** Fails so many reads first, as a database that is busy. */
  final AtomicInteger failing = new AtomicInteger();

  /** Keeps those who look for jobs by their ids waiting. */
  volatile CountDownLatch held = new CountDownLatch(0);

  private final JobBook book;

  CountingBook(JobBook book) {
    this.book = book;
  }

  @Override
  public List<Job> find(Collection<JobId> ids) {
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    reads.incrementAndGet();
    jobsRead.addAndGet(ids.size());
    if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("the database is busy");
    }
    return book.find(ids);
  }

  @Override
  public List<Job> history(HistoryQuery query) {
    pages.incrementAndGet();
    return book.history(query);
  }

  @Override
  public Changes changes(Instant since) {
    return book.changes(since);
  }

  @Override
  public String epoch() {
    return book.epoch();
  }

  @Override
  public Submission submit(Job queued, @Nullable Job onShelf, @Nullable String idempotencyKey) {
    return book.submit(queued, onShelf, idempotencyKey);
  }

  @Override
  public Optional<Job> completed(Spec spec) {
    return book.completed(spec);
  }

  @Override
  public Optional<Job> claim(String owner, Instant now, Duration lease, Openings openings) {
    return book.claim(owner, now, lease, openings);
  }

  @Override
  public List<Written> replace(List<Step> steps) {
    return book.replace(steps);
  }

  @Override
  public boolean heartbeat(Job running, Instant leaseUntil) {
    return book.heartbeat(running, leaseUntil);
  }

  @Override
  public LooseEnds looseEnds(String owner, Instant now, boolean all) {
    return book.looseEnds(owner, now, all);
  }

  @Override
  public List<JobId> remove(JobId id) {
    return book.remove(id);
  }

  @Override
  public Census census(@Nullable JobId parent) {
    return book.census(parent);
  }

  @Override
  public void close() {
    book.close();
  }
}
