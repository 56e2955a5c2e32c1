package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.book.JobBookException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The tables, brought up to date by Flyway. SQLite's {@code user_version} repeats the number of the
 * newest migration, so that an ordinary start needs no Flyway, which costs more than all the rest.
 */
final class Schema {
  /** The number of the newest file in {@code db/sqlite}. */
  static final int NEWEST = 9;

  /** Flyway's own is there first, and alone where the first start was cut short. */
  private static final String OURS =
      "select count(*) from sqlite_master where name in ('meta', 'flyway_schema_history')";

  private Schema() {}

  static void migrate(DatabaseFile file, DataSource database, Connection writer)
      throws SQLException, IOException {
    long tables = number(writer, "select count(*) from sqlite_master where type = 'table'");
    if (tables == 0) {
      file.requireNewLife();
    } else if (number(writer, OURS) == 0) {
      throw file.foreign();
    }
    long version = number(writer, "pragma user_version");
    if (version > NEWEST) {
      throw new JobBookException(
          "The database was made by a newer Fetchlight (schema "
              + version
              + ", this program knows "
              + NEWEST
              + "). Install that version again, or set FETCHLIGHT_DATA_DIR to another folder.");
    }
    if (version == NEWEST) {
      return;
    }
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/sqlite")
        .load()
        .migrate();
    try (Statement statement = writer.createStatement()) {
      statement.execute("pragma user_version = " + NEWEST);
    }
  }

  private static long number(Connection writer, String sql) throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }
}
