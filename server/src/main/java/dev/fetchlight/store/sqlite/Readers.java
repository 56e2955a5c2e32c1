package dev.fetchlight.store.sqlite;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** The sessions that only read: a few, so that a read waits for no write. */
final class Readers implements AutoCloseable {
  private static final int MOST = 4;

  private final HikariDataSource pool = new HikariDataSource();

  /** By the driver's own connections: through the pool's, each hand-back closes all statements. */
  private final Map<Connection, Session> sessions = new ConcurrentHashMap<>();

  /** Opens nothing before the first read: the start must not wait for a pool. */
  Readers(SQLiteDataSource source) {
    pool.setPoolName("fetchlight-readers");
    pool.setDataSource(source);
    pool.setReadOnly(true);
    pool.setMaximumPoolSize(MOST);
    pool.setMinimumIdle(0);
    pool.setInitializationFailTimeout(-1);
    pool.setKeepaliveTime(0);
    // Connections to a file do not wear out, and what is prepared on them is worth keeping.
    pool.setMaxLifetime(0);
    pool.setIdleTimeout(0);
  }

  <T> T read(Session.Work<T> work) throws SQLException {
    try (Connection pooled = pool.getConnection()) {
      Connection connection = pooled.unwrap(SQLiteConnection.class);
      return work.on(sessions.computeIfAbsent(connection, Session::new));
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
