package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.HistoryQuery;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.Openings;
import dev.fetchlight.job.jar.JarBook;
import dev.fetchlight.job.spec.Spec;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The book in an embedded SQLite database, in a folder that this process alone uses. */
public final class SqliteJobBook implements JobBook {
  private static final Duration REMOVED_KEPT = Duration.ofHours(2);
  private static final String BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz";

  /** Sorts after every id. */
  private static final String AFTER_ALL_IDS = "g";

  /**
   * The shelf that media was put on.
   *
   * @param name null where none was noted
   * @param used whether there is a job whose media should be there
   */
  public record Shelf(@Nullable String name, boolean used) {}

  private final Database database;
  private final InstantSource clock;
  private final String epoch;

  private SqliteJobBook(Database database, InstantSource clock, String epoch) {
    this.database = database;
    this.clock = clock;
    this.epoch = epoch;
  }

  /**
   * Opens the book in {@code dataDir}, which is made where it is missing; an older book is brought
   * up to date.
   *
   * @throws dev.fetchlight.job.book.JobBookException where another process has it open, a newer
   *     Fetchlight made it, or it cannot be written
   */
  public static SqliteJobBook open(Path dataDir, InstantSource clock) {
    Database database = Database.open(dataDir);
    try {
      return new SqliteJobBook(database, clock, database.write(SqliteJobBook::epoch));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public String epoch() {
    database.requireSame();
    return epoch;
  }

  @Override
  public Submission submit(Job queued, @Nullable Job onShelf, @Nullable String idempotencyKey) {
    Intake intake = new Intake(queued, onShelf, idempotencyKey, clock.instant());
    return database.add(intake::take);
  }

  @Override
  public List<Job> find(Collection<JobId> ids) {
    return ids.isEmpty() ? List.of() : list("find", json(ids.stream().map(JobId::toString)));
  }

  @Override
  public Changes changes(Instant since) {
    return database.read(session -> {
      List<Job> jobs = list(session, "changed", since.toEpochMilli());
      try (Query query = Query.of(session, "removed")) {
        return new Changes(jobs, query.add(since).list(row -> id(row.getString("job_id"))));
      }
    });
  }

  @Override
  public Optional<Job> completed(Spec spec) {
    return first("find_completed", spec.link().value(), JobRow.wish(spec));
  }

  @Override
  public List<Job> history(HistoryQuery query) {
    var statuses = query.statuses().isEmpty() ? EnumSet.allOf(Status.class) : query.statuses();
    return list(
        "history",
        query.olderThan() == null ? AFTER_ALL_IDS : query.olderThan().toString(),
        json(statuses.stream().map(Status::wire)),
        query.from() == null ? Long.MIN_VALUE : query.from().toEpochMilli(),
        query.to() == null ? Long.MAX_VALUE : query.to().toEpochMilli(),
        query.text() == null ? "" : JobRow.folded(query.text()),
        query.parent() == null ? null : query.parent().toString(),
        query.outermost(),
        query.following() == null ? null : json(query.following().stream().map(JobId::toString)),
        query.limit());
  }

  @Override
  public Optional<Job> claim(String owner, Instant now, Duration lease, Openings openings) {
    return database.write(session -> {
      try (Query query = Query.of(session, "claim")) {
        return query
            .add(owner)
            .add(now.plus(lease))
            .add(now)
            .add(
                json(
                    openings.closed().stream()
                        .map(each -> (each.login() ? "+" : "-") + each.site())))
            .add(openings.perSite())
            .first(JobRow::read);
      }
    });
  }

  @Override
  public List<Written> replace(List<Step> steps) {
    return database.write(session -> {
      List<Written> written = new ArrayList<>();
      for (Step step : steps) {
        written.add(replace(session, step.before(), step.after()));
      }
      return written;
    });
  }

  static Written replace(Session session, Job before, Job after) throws SQLException {
    try (Query query = Query.of(session, "replace")) {
      query.add(after.attempt()).add(after.times().updated());
      JobRow.add(query, after).add(before.id().toString()).add(before.version().revision());
      return query.update() == 1 ? Written.DONE : Written.STALE;
    } catch (SQLiteException e) {
      if (e.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE) {
        return Written.DUPLICATE;
      }
      throw e;
    }
  }

  @Override
  public boolean heartbeat(Job running, Instant leaseUntil) {
    return database.write(session -> {
      try (Query query = Query.of(session, "heartbeat")) {
        query.add(running.version().tick());
        JobRow.addProgress(query, running.progress());
        return query
                .add(running.times().updated())
                .add(leaseUntil)
                .add(running.id().toString())
                .add(running.version().revision())
                .update()
            == 1;
      }
    });
  }

  @Override
  public LooseEnds looseEnds(String owner, Instant now, boolean all) {
    return database.read(session -> {
      List<Job> abandoned = list(session, "abandoned", owner, now.toEpochMilli());
      if (!all) {
        return new LooseEnds(abandoned, List.of(), List.of(), List.of());
      }
      try (Query lists = Query.of(session, "lists_behind");
          Query removed = Query.of(session, "removed");
          Query strays = Query.of(session, "strays")) {
        return new LooseEnds(
            abandoned,
            lists.list(row -> id(row.getString("id"))),
            removed.add(Instant.EPOCH).list(row -> id(row.getString("job_id"))),
            strays.list(row -> id(row.getString("id"))));
      }
    });
  }

  @Override
  public List<JobId> remove(JobId id) {
    return database.write(session -> {
      try (Query query = Query.of(session, "remove");
          Query mark = Query.of(session, "mark_removed");
          Query forget = Query.of(session, "forget_removed")) {
        List<JobId> removed =
            query.add(id.toString()).list(row -> id(row.getString("id"))).stream()
                .sorted(Comparator.comparing(each -> !each.equals(id)))
                .toList();
        if (removed.isEmpty()) {
          return removed;
        }
        Instant now = clock.instant();
        forget.add(now.minus(REMOVED_KEPT)).update();
        mark.add(json(removed.stream().map(JobId::toString))).add(now).update();
        return removed;
      }
    });
  }

  /** Where media was put so far. */
  public Shelf shelf() {
    return database.read(session -> {
      try (Query name = Query.of(session, "find_shelf");
          Query used = Query.of(session, "find_media")) {
        return new Shelf(
            name.first(row -> row.getString("value")).orElse(null),
            used.first(row -> row.getString("id")).isPresent());
      }
    });
  }

  /** Notes where media is put. */
  public void noteShelf(String name) {
    int _ =
        database.write(session -> {
          try (Query note = Query.of(session, "note_shelf")) {
            return note.add(name).update();
          }
        });
  }

  @Override
  public Census census(@Nullable JobId parent) {
    return database.read(session -> {
      try (Query query = Query.of(session, "census")) {
        return Counted.census(
            query.add(parent == null ? null : parent.toString()).list(Counted::read));
      }
    });
  }

  /** Where logins are kept; open as long as this is. */
  public JarBook jars() {
    return new SqliteJarBook(database);
  }

  @Override
  public void close() {
    database.close();
  }

  private List<Job> list(String verb, @Nullable Object... values) {
    return database.read(session -> list(session, verb, values));
  }

  private Optional<Job> first(String verb, Object... values) {
    return list(verb, values).stream().findFirst();
  }

  static List<Job> list(Session session, String verb, @Nullable Object... values)
      throws SQLException {
    try (Query query = Query.of(session, verb)) {
      for (Object value : values) {
        query.add(value);
      }
      return query.list(JobRow::read);
    }
  }

  private static String epoch(Session session) throws SQLException {
    SecureRandom random = new SecureRandom();
    String fresh =
        IntStream.range(0, 6)
            .mapToObj(_ -> BASE_36.substring(random.nextInt(36)).substring(0, 1))
            .collect(Collectors.joining());
    try (Query insert = Query.of(session, "insert_epoch");
        Query find = Query.of(session, "find_epoch")) {
      insert.add(fresh).update();
      return find.first(row -> row.getString("value")).orElseThrow();
    }
  }

  private static JobId id(String stored) {
    return JobId.parse(stored).orElseThrow();
  }

  /** A JSON array of words that need no escaping. */
  private static String json(Stream<String> words) {
    return words.map(word -> '"' + word + '"').collect(Collectors.joining(",", "[", "]"));
  }
}
