package dev.fetchlight.store.sqlite;

import static dev.fetchlight.job.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.Lifecycle;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.JobBookException;
import dev.fetchlight.job.book.Openings;
import dev.fetchlight.store.JobBookContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, and what only a database in a folder promises. */
class SqliteJobBookTest extends JobBookContract {
  @TempDir private Path folder;

  @Override
  protected JobBook open() {
    return SqliteJobBook.open(folder, clock);
  }

  @Test
  void knowsWhereMediaWasPut() {
    SqliteJobBook shelves = (SqliteJobBook) book;
    assertThat(shelves.shelf()).isEqualTo(new SqliteJobBook.Shelf(null, false));
    shelves.noteShelf("one");
    var _ = book.submit(Jobs.queued("a", NOON), null, null);
    Job claimed = book.claim("me", NOON, Duration.ofSeconds(30), Openings.ALL).orElseThrow();
    Job shelved = changed(claimed, new Change.Stored(Jobs.MEDIA));
    assertThat(shelves.shelf()).isEqualTo(new SqliteJobBook.Shelf("one", true));
    shelves.noteShelf("two");
    Job _ = changed(shelved, new Change.Expired());
    assertThat(shelves.shelf()).isEqualTo(new SqliteJobBook.Shelf("two", false));
  }

  private Job changed(Job before, Change change) {
    Job after = Lifecycle.apply(before, change, NOON).orElseThrow();
    assertThat(book.replace(List.of(new JobBook.Step(before, after))))
        .containsExactly(JobBook.Written.DONE);
    return after;
  }

  @Test
  void reopeningKeepsEverythingAndTheEpoch() {
    String epoch = book.epoch();
    Job job = Jobs.queued("a", NOON);
    book.submit(job, null, "key");
    Job claimed = book.claim("me", NOON, Duration.ofSeconds(30), Openings.ALL).orElseThrow();
    book.close();

    book = open();

    assertThat(book.epoch()).isEqualTo(epoch);
    assertThat(book.find(List.of(job.id()))).contains(claimed);
    assertThat(book.looseEnds("me", NOON, false).abandoned()).containsExactly(claimed);
    assertThat(book.submit(Jobs.queued("a", NOON), null, "key"))
        .isEqualTo(new JobBook.Submission.Existing(claimed));
  }

  @Test
  void everyDatabaseHasAnEpochOfItsOwn(@TempDir Path other) {
    try (JobBook second = SqliteJobBook.open(other, clock)) {
      assertThat(second.epoch()).isNotEqualTo(book.epoch());
    }
  }

  @Test
  void aSecondOpenOfTheFolderIsRefused() {
    assertThatThrownBy(this::open)
        .isInstanceOf(JobBookException.class)
        .hasMessageContaining("Another Fetchlight is using the folder " + folder);

    book.close();
    book = open();
  }

  @Test
  void aNewerSchemaIsRefusedAndLeftAlone() throws Exception {
    book.close();
    execute("pragma user_version = " + (Schema.NEWEST + 1));

    assertThatThrownBy(this::open)
        .isInstanceOf(JobBookException.class)
        .hasMessageContaining("made by a newer Fetchlight");

    execute("pragma user_version = " + Schema.NEWEST);
    book = open();
  }

  @Test
  void aCrashBetweenMigrationAndItsMarkIsMended() throws Exception {
    Job job = Jobs.queued("a", NOON);
    book.submit(job, null, null);
    book.close();
    execute("pragma user_version = 0");

    book = open();

    assertThat(book.find(List.of(job.id()))).contains(job);
  }

  /** What the first release left behind. */
  @Test
  void aFolderOfTheFirstSchemaOpens(@TempDir Path old) throws Exception {
    String url = "jdbc:sqlite:" + old.resolve("fetchlight.db");
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:db/sqlite")
        .target("1")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma user_version = 1");
    }

    try (SqliteJobBook opened = SqliteJobBook.open(old, clock)) {
      Job job = Jobs.queued("a", NOON);
      opened.submit(job, null, null);
      assertThat(opened.changes(NOON).jobs()).containsExactly(job);
      assertThat(opened.jars().all()).isEmpty();
    }
  }

  @Test
  void theNewestMigrationIsKnown() {
    assertThat(Schema.class.getResource("/db/sqlite/V1__jobs.sql")).isNotNull();
    assertThat(IntStream.rangeClosed(1, 9).filter(SqliteJobBookTest::hasMigration).max())
        .hasValue(Schema.NEWEST);
  }

  @Test
  void afterAFailedWriteNothingIsHalfAndWorkGoesOn() throws Exception {
    execute(
        "create trigger full before insert on idempotency begin select raise(abort, 'no'); end");
    Job job = Jobs.queued("a", NOON);

    assertThatThrownBy(() -> book.submit(job, null, "key"))
        .isInstanceOf(JobBookException.class)
        .hasMessageContaining(folder.toString());

    assertThat(book.find(List.of(job.id()))).isEmpty();
    execute("drop trigger full");
    assertThat(book.submit(job, null, "key")).isEqualTo(new JobBook.Submission.Created(job));
    assertThat(book.census(null).counts()).containsEntry(Status.QUEUED, 1L);
  }

  @Test
  void closingLeavesOneWholeFileAndEndsReading() {
    book.submit(Jobs.queued("a", NOON), null, null);
    assertThat(book.census(null).counts()).containsEntry(Status.QUEUED, 1L);
    assertThat(folder.resolve("fetchlight.db-wal")).exists();

    book.close();

    assertThat(folder.resolve("fetchlight.db-wal")).doesNotExist();
    assertThatThrownBy(() -> book.census(null)).isInstanceOf(JobBookException.class);
    book = open();
  }

  @Test
  void moreReadersThanSessionsWaitForEachOther() throws Exception {
    Job job = Jobs.queued("a", NOON);
    book.submit(job, null, null);

    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<Job>>> reads = Collections.nCopies(40, () -> book.find(List.of(job.id())));
      for (Future<List<Job>> read : many.invokeAll(reads)) {
        assertThat(read.get()).containsExactly(job);
      }
    }
  }

  @Test
  void aFolderThatCannotBeMadeSaysSo() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> SqliteJobBook.open(file.resolve("data"), clock))
        .isInstanceOf(JobBookException.class)
        .hasMessageContaining("cannot be written by user")
        .hasMessageContaining("FETCHLIGHT_DATA_DIR");
  }

  private static boolean hasMigration(int number) {
    Path migrations = Path.of("src/main/resources/db/sqlite");
    try (var files = Files.newDirectoryStream(migrations, "V" + number + "__*.sql")) {
      return files.iterator().hasNext();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("fetchlight.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
