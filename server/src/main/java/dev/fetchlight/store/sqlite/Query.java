package dev.fetchlight.store.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One statement with its values added in the order of its question marks; runs once. */
final class Query implements AutoCloseable {
  private final Session session;
  private final String sql;
  private final PreparedStatement statement;
  private int added;
  private boolean done;

  Query(Session session, String sql) throws SQLException {
    this.session = session;
    this.sql = sql;
    this.statement = session.take(sql);
  }

  /** Makes a value of the row the cursor is on. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The statement in the file of that verb. */
  static Query of(Session session, String verb) throws SQLException {
    return new Query(session, Sql.of(verb));
  }

  /** Adds a text, a number, a truth or null. */
  Query add(@Nullable Object value) throws SQLException {
    statement.setObject(++added, value instanceof Boolean truth ? (truth ? 1 : 0) : value);
    return this;
  }

  /** Adds a time as Unix milliseconds. */
  Query add(@Nullable Instant time) throws SQLException {
    return add(time == null ? null : (Object) time.toEpochMilli());
  }

  <T> List<T> list(Reader<T> reader) throws SQLException {
    List<T> read = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        read.add(reader.read(rows));
      }
    }
    done = true;
    return read;
  }

  <T> Optional<T> first(Reader<T> reader) throws SQLException {
    return list(reader).stream().findFirst();
  }

  /** How many rows it changed. */
  int update() throws SQLException {
    int changed = statement.executeUpdate();
    done = true;
    return changed;
  }

  /** Keeps the statement for the next time, unless it failed: the driver may have dropped it. */
  @Override
  public void close() throws SQLException {
    if (done) {
      session.giveBack(sql, statement);
    } else {
      statement.close();
    }
  }
}
