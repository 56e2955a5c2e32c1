package dev.fetchlight.store.sqlite;

import com.zaxxer.hikari.HikariDataSource;
import dev.fetchlight.job.JobBookException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database file: one connection that writes, behind a lock, and a few that only read. A write
 * is on disk when it returns, whole or not at all.
 */
final class Database implements AutoCloseable {
  private static final int READERS = 4;

  private final Path folder;
  private final FolderLock folderLock;
  private final Connection writer;
  private final HikariDataSource readers;
  private final ReentrantLock turn = new ReentrantLock();

  private Database(
      Path folder, FolderLock folderLock, Connection writer, HikariDataSource readers) {
    this.folder = folder;
    this.folderLock = folderLock;
    this.writer = writer;
    this.readers = readers;
  }

  /** What is done with a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
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
      return new Database(folder, folderLock, writer, readers(url));
    } catch (SQLException | FlywayException e) {
      folderLock.close();
      throw broken(folder, e);
    } catch (RuntimeException e) {
      folderLock.close();
      throw e;
    }
  }

  /** One transaction. */
  <T> T write(Work<T> work) {
    turn.lock();
    try {
      // The driver's own commit would begin the next transaction at once and keep the lock.
      execute("begin immediate");
      try {
        T result = work.on(writer);
        execute("commit");
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

  <T> T read(Work<T> work) {
    try (Connection reader = readers.getConnection()) {
      return work.on(reader);
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
      execute("rollback");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute(command);
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

  /** Opens nothing before the first read: the start must not wait for a pool. */
  private static HikariDataSource readers(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("fetchlight-readers");
    pool.setDataSource(source(url, true));
    pool.setReadOnly(true);
    pool.setMaximumPoolSize(READERS);
    pool.setMinimumIdle(0);
    pool.setInitializationFailTimeout(-1);
    pool.setKeepaliveTime(0);
    return pool;
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
