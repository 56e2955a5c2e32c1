package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Lifecycle;
import dev.fetchlight.job.book.JobBook.Submission;
import dev.fetchlight.job.book.JobBook.Written;
import dev.fetchlight.job.spec.Spec;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One job on its way into the book, within one transaction: it may turn out to be there already, by
 * its idempotency key or by what it asks for, and then what it carries is taken in there.
 *
 * @param onShelf a completed one that would serve, whose media is there
 * @param now when keys are judged by their age
 */
record Intake(Job queued, @Nullable Job onShelf, @Nullable String key, Instant now) {
  private static final Duration KEY_LIFE = Duration.ofHours(24);

  Submission take(Session session) throws SQLException {
    if (key != null) {
      Optional<Job> earlier = ofKey(session, key);
      if (earlier.isPresent()) {
        return earlier.get().spec().equals(queued.spec())
            ? new Submission.Existing(earlier.get())
            : new Submission.KeyReused();
      }
    }
    Optional<Job> serving = serving(session);
    Optional<Job> given = given(session, serving);
    if (serving.isEmpty() && given.isEmpty()) {
      if (!takesEntry(session)) {
        return new Submission.ListGone();
      }
      insert(session);
    }
    JobId list = queued.ticket().parent();
    if (list != null) {
      follow(session, list, serving);
    }
    if (key != null) {
      bind(session, key, given.or(() -> serving).orElse(queued));
    }
    return given
        .<Submission>map(Submission.Given::new)
        .or(() -> serving.map(Submission.Existing::new))
        .orElseGet(() -> new Submission.Created(queued));
  }

  /** The job that has taken in what cookies came along. */
  private Optional<Job> given(Session session, Optional<Job> serving) throws SQLException {
    if (!queued.ticket().shows() || queued.ticket().parent() != null) {
      return Optional.empty(); // a list's own are for what it enters
    }
    Job before = (serving.isPresent() ? serving : find(session, "find_failed")).orElse(null);
    if (before == null) {
      return Optional.empty();
    }
    Optional<Job> after =
        Lifecycle.apply(before, new Change.Given(queued.ticket()), queued.times().created());
    return after.isPresent() && SqliteJobBook.replace(session, before, after.get()) == Written.DONE
        ? after
        : Optional.empty();
  }

  private Optional<Job> ofKey(Session session, String key) throws SQLException {
    try (Query query = Query.of(session, "forget_keys")) {
      query.add(now.minus(KEY_LIFE)).update();
    }
    return SqliteJobBook.list(session, "find_key", key).stream().findFirst();
  }

  private Optional<Job> serving(Session session) throws SQLException {
    Optional<Job> live = find(session, "find_live");
    if (live.isPresent() || onShelf == null) {
      return live;
    }
    Spec spec = queued.spec();
    return SqliteJobBook.list(
            session,
            "find_shelved",
            onShelf.id().toString(),
            spec.link().value(),
            JobRow.wish(spec))
        .stream()
        .findFirst();
  }

  /** One that asks for the very same. */
  private Optional<Job> find(Session session, String verb) throws SQLException {
    Spec spec = queued.spec();
    return SqliteJobBook.list(session, verb, spec.link().value(), JobRow.wish(spec)).stream()
        .findFirst();
  }

  /** Whether it belongs to no list, or to one that goes on. */
  private boolean takesEntry(Session session) throws SQLException {
    JobId list = queued.ticket().parent();
    if (list == null) {
      return true;
    }
    try (Query query = Query.of(session, "find_going_on")) {
      return query.add(list.toString()).first(row -> row.getString("id")).isPresent();
    }
  }

  private void insert(Session session) throws SQLException {
    JobId list = queued.ticket().parent();
    try (Query query = Query.of(session, "insert")) {
      query
          .add(queued.id().toString())
          .add(queued.spec().link().value())
          .add(JobRow.wish(queued.spec()))
          .add(queued.spec().link().site())
          .add(list == null ? null : list.toString())
          .add(queued.times().created());
      JobRow.add(query, queued).update();
    }
  }

  private void follow(Session session, JobId list, Optional<Job> serving) throws SQLException {
    Spec spec = queued.spec();
    if (serving.isEmpty()) {
      try (Query query = Query.of(session, "unfollow")) {
        query.add(list.toString()).add(spec.link().value()).add(JobRow.wish(spec)).update();
      }
    } else if (!list.equals(serving.get().ticket().parent())) {
      try (Query query = Query.of(session, "follow")) {
        query.add(list.toString()).add(serving.get().id().toString()).update();
      }
    }
  }

  private void bind(Session session, String key, Job job) throws SQLException {
    try (Query query = Query.of(session, "bind_key")) {
      query.add(key).add(job.id().toString()).add(queued.times().created()).update();
    }
  }
}
