package dev.fetchlight.job.book;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Lifecycle;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.spec.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A book in memory, as small as the desk's tests allow. */
final class FakeJobBook implements JobBook {
  final Map<JobId, Job> jobs = new TreeMap<>();

  /** Runs once, just before the next replacement is judged. */
  @Nullable Runnable beforeReplace;

  /** What {@link #replace} says instead of writing. */
  @Nullable Written answer;

  @Override
  public String epoch() {
    return "memory";
  }

  @Override
  public Submission submit(Job queued, @Nullable Job onShelf, @Nullable String idempotencyKey) {
    if (onShelf != null) {
      return new Submission.Existing(onShelf);
    }
    jobs.put(queued.id(), queued);
    return new Submission.Created(queued);
  }

  @Override
  public List<Job> find(Collection<JobId> ids) {
    return jobs.values().stream().filter(job -> ids.contains(job.id())).toList();
  }

  @Override
  public Changes changes(Instant since) {
    return new Changes(List.copyOf(jobs.values()), List.of());
  }

  @Override
  public Optional<Job> completed(Spec spec) {
    return jobs.values().stream()
        .filter(job -> job.spec().equals(spec) && job.status() == Status.COMPLETED)
        .findFirst();
  }

  @Override
  public List<Job> history(HistoryQuery query) {
    return query.following() == null ? List.copyOf(jobs.values()) : List.of();
  }

  @Override
  public Optional<Job> claim(String owner, Instant now, Duration lease, Openings openings) {
    Optional<Job> next =
        jobs.values().stream().filter(job -> job.status() == Status.QUEUED).findFirst();
    return next.flatMap(job -> Lifecycle.apply(job, new Change.Claimed(), now))
        .map(claimed -> {
          jobs.put(claimed.id(), claimed);
          return claimed;
        });
  }

  @Override
  public List<Written> replace(List<Step> steps) {
    return steps.stream().map(step -> replace(step.before(), step.after())).toList();
  }

  private Written replace(Job before, Job after) {
    Runnable first = beforeReplace;
    beforeReplace = null;
    if (first != null) {
      first.run();
    }
    Job kept = jobs.get(before.id());
    if (answer != null) {
      return answer;
    }
    if (kept == null || kept.version().revision() != before.version().revision()) {
      return Written.STALE;
    }
    jobs.put(after.id(), after);
    return Written.DONE;
  }

  @Override
  public boolean heartbeat(Job running, Instant leaseUntil) {
    return jobs.replace(running.id(), running) != null;
  }

  @Override
  public LooseEnds looseEnds(String owner, Instant now, boolean all) {
    return new LooseEnds(List.of(), List.of(), List.of(), List.of());
  }

  @Override
  public List<JobId> remove(JobId id) {
    return jobs.remove(id) == null ? List.of() : List.of(id);
  }

  @Override
  public Census census(@Nullable JobId parent) {
    return new Census(Map.of(), 0, 0, 0);
  }

  @Override
  public void close() {}
}
