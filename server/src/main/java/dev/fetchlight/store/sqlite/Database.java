package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.book.JobBookException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database file: one session that writes, behind a lock, and a few that only read. A write is
 * on disk when it returns, whole or not at all.
 */
final class Database implements AutoCloseable {
  private final Path folder;
  private final FolderLock folderLock;
  private final Session writer;
  private final Readers readers;
  private final ReentrantLock turn = new ReentrantLock();

  private Database(Path folder, FolderLock folderLock, Session writer, Readers readers) {
    this.folder = folder;
    this.folderLock = folderLock;
    this.writer = writer;
    this.readers = readers;
  }

  static Database open(Path folder) {
    FolderLock folderLock = FolderLock.take(folder);
    try {
      Driver.load();
      String url = "jdbc:sqlite:" + folder.resolve("fetchlight.db");
      SQLiteDataSource source = source(url, false);
      Connection writer = source.getConnection();
      try {
        Schema.migrate(source, writer);
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
      return new Database(folder, folderLock, new Session(writer), new Readers(source(url, true)));
    } catch (SQLException | FlywayException e) {
      folderLock.close();
      throw broken(folder, e);
    } catch (RuntimeException e) {
      folderLock.close();
      throw e;
    }
  }

  /** One transaction. */
  <T> T write(Session.Work<T> work) {
    turn.lock();
    try {
      // The driver's own commit would begin the next transaction at once and keep the lock.
      writer.execute("begin immediate");
      try {
        T result = work.on(writer);
        writer.execute("commit");
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
    } catch (SQLException e) {
      throw broken(folder, e);
    } finally {
      turn.unlock();
    }
  }

  <T> T read(Session.Work<T> work) {
    try {
      return readers.read(work);
    } catch (SQLException e) {
      throw broken(folder, e);
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      readers.close();
      writer.close();
    } catch (SQLException e) {
      throw broken(folder, e);
    } finally {
      folderLock.close();
      turn.unlock();
    }
  }

  private void rollBack(Exception cause) {
    try {
      writer.execute("rollback");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static SQLiteDataSource source(String url, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    if (!readOnly) {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    }
    config.setReadOnly(readOnly);
    config.setBusyTimeout((int) Duration.ofSeconds(5).toMillis());
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  private static JobBookException broken(Path folder, Exception cause) {
    return new JobBookException(
        "The database in "
            + folder
            + " cannot be used: "
            + cause.getMessage()
            + ". Check its free space, its owner and its disk.",
        cause);
  }
}
