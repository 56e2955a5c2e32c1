package dev.fetchlight.store.sqlite;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.sqlite.SQLiteDataSource;

/**
 * The sessions that only read: a few, so that a read waits for no write. Each is opened when it is
 * first needed, and kept until something fails on it.
 */
final class Readers implements AutoCloseable {
  private static final int MOST = 4;

  private final SQLiteDataSource source;
  private final Semaphore places = new Semaphore(MOST, true);
  private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Readers(SQLiteDataSource source) {
    this.source = source;
  }

  <T> T read(Session.Work<T> work) throws SQLException {
    places.acquireUninterruptibly();
    try {
      if (closed) {
        throw new SQLException("it is closed");
      }
      Session session = idle.poll();
      return read(session == null ? new Session(source.getConnection()) : session, work);
    } finally {
      places.release();
    }
  }

  private <T> T read(Session session, Session.Work<T> work) throws SQLException {
    boolean whole = false;
    try {
      T result = work.on(session);
      whole = true;
      return result;
    } finally {
      if (whole) {
        // The one that is warm goes first.
        idle.push(session);
      } else {
        session.close();
      }
    }
  }

  /** Waits for those that read. */
  @Override
  public void close() throws SQLException {
    places.acquireUninterruptibly(MOST);
    try {
      closed = true;
      for (Session session = idle.poll(); session != null; session = idle.poll()) {
        session.close();
      }
    } finally {
      places.release(MOST);
    }
  }
}
