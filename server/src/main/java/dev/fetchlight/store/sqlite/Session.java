package dev.fetchlight.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection with the statements that were prepared on it: to prepare one costs more than to run
 * it, so each is kept for the next time. Has one owner at a time.
 */
final class Session implements AutoCloseable {
  private final Connection connection;

  /** Those that nobody runs right now, by text; none of them holds a lock. */
  private final Map<String, PreparedStatement> kept = new HashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  /** What is done with a session. */
  interface Work<T> {
    T on(Session session) throws SQLException;
  }

  /** The statement that reads {@code sql}, the taker's until it is given back or closed. */
  PreparedStatement take(String sql) throws SQLException {
    PreparedStatement statement = kept.remove(sql);
    return statement == null ? connection.prepareStatement(sql) : statement;
  }

  /** Takes back a statement that ran to its end. */
  void giveBack(String sql, PreparedStatement statement) throws SQLException {
    statement.clearParameters();
    PreparedStatement other = kept.put(sql, statement);
    if (other != null) {
      other.close();
    }
  }

  /** Runs a statement without values or rows. */
  void execute(String sql) throws SQLException {
    try (Query query = new Query(this, sql)) {
      query.update();
    }
  }

  /** Closes the connection, and the driver all of its statements with it. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
