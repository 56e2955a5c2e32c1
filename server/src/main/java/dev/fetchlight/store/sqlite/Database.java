package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.book.JobBookException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The database file: one session that writes, behind a lock, and a few that only read. A write is
 * on disk when it returns, whole or not at all; while the disk is full, what has to be written
 * still is.
 */
final class Database implements AutoCloseable {
  private final DatabaseFile file;
  private final FolderLock folderLock;
  private final Reserve reserve;
  private final Session writer;
  private final Readers readers;
  private final ReentrantLock turn = new ReentrantLock();

  private Database(
      DatabaseFile file, FolderLock folderLock, Reserve reserve, Session writer, Readers readers) {
    this.file = file;
    this.folderLock = folderLock;
    this.reserve = reserve;
    this.writer = writer;
    this.readers = readers;
  }

  static Database open(Path folder) {
    FolderLock folderLock = FolderLock.take(folder);
    try {
      Driver.load();
      DatabaseFile file = DatabaseFile.in(folder);
      Reserve reserve = new Reserve(folder, file.log());
      Database database = open(file, folderLock, reserve);
      reserve.keep();
      return database;
    } catch (SQLException | FlywayException e) {
      folderLock.close();
      throw broken(folder.resolve("fetchlight.db"), e);
    } catch (IOException e) {
      folderLock.close();
      throw new JobBookException("The folder " + folder + " cannot be read: " + e + ".", e);
    } catch (RuntimeException e) {
      folderLock.close();
      throw e;
    }
  }

  private static Database open(DatabaseFile file, FolderLock folderLock, Reserve reserve)
      throws SQLException, IOException {
    String url = "jdbc:sqlite:" + file.path();
    SQLiteDataSource source = source(url, false);
    Connection writer;
    try {
      writer = writer(file, source);
    } catch (SQLException | FlywayException e) {
      // Also a full disk must not keep it from starting, if only to say so.
      if (!reserve.giveUp()) {
        throw e;
      }
      writer = writer(file, source);
    }
    file.remember();
    return new Database(
        file, folderLock, reserve, new Session(writer), new Readers(source(url, true)));
  }

  private static Connection writer(DatabaseFile file, SQLiteDataSource source)
      throws SQLException, IOException {
    Connection writer = source.getConnection();
    try {
      Schema.migrate(file, source, writer);
      return writer;
    } catch (SQLException | IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** One transaction, for which the reserve is there. */
  <T> T write(Session.Work<T> work) {
    return write(work, true);
  }

  /** One transaction of what can be refused while the disk is full. */
  <T> T add(Session.Work<T> work) {
    return write(work, false);
  }

  private <T> T write(Session.Work<T> work, boolean needed) {
    turn.lock();
    try {
      file.requireSame();
      reserve.keep();
      try {
        return transact(work);
      } catch (SQLiteException e) {
        if (e.getResultCode() != SQLiteErrorCode.SQLITE_FULL || !needed || !reserve.giveToLog()) {
          throw e;
        }
        return transact(work);
      }
    } catch (SQLException e) {
      throw broken(file.path(), e);
    } finally {
      turn.unlock();
    }
  }

  private <T> T transact(Session.Work<T> work) throws SQLException {
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
  }

  <T> T read(Session.Work<T> work) {
    try {
      return readers.read(work);
    } catch (SQLException e) {
      throw broken(file.path(), e);
    }
  }

  /** Throws where it is no longer the file that was opened. */
  void requireSame() {
    turn.lock();
    try {
      file.requireSame();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      readers.close();
      writer.close();
    } catch (SQLException e) {
      throw broken(file.path(), e);
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

  private static JobBookException broken(Path file, Exception cause) {
    return switch (cause) {
      case SQLiteException e when e.getResultCode() == SQLiteErrorCode.SQLITE_FULL ->
          JobBookException.full(
              "The disk that holds the database " + file + " is full. Make room on it.", e);
      case SQLiteException e
          when e.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT
              || e.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB ->
          new JobBookException(
              "The database " + file + " is damaged. Stop Fetchlight and restore it from a backup.",
              e);
      default ->
          new JobBookException(
              "The database "
                  + file
                  + " cannot be used: "
                  + cause.getMessage()
                  + ". Check its owner and its disk.",
              cause);
    };
  }
}
