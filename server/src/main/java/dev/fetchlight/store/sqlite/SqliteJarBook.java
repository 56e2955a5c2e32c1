package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.jar.Jar;
import dev.fetchlight.job.jar.JarBook;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jars in the database of the book of jobs. */
record SqliteJarBook(Database database) implements JarBook {
  @Override
  public List<Jar> all() {
    return database.read(session -> list(session, null));
  }

  @Override
  public Optional<Jar> find(String name) {
    return database.read(session -> list(session, name)).stream().findFirst();
  }

  @Override
  public boolean put(Jar jar) {
    return database.write(session -> {
      boolean fresh = list(session, jar.name()).isEmpty();
      try (Query query = Query.of(session, "put_jar")) {
        query
            .add(jar.name())
            .add(jar.site())
            .add((Object) jar.cookies().bytes())
            .add(jar.expires())
            .add(jar.put())
            .add(jar.told().at())
            .add(jar.told().refusal())
            .update();
      }
      return fresh;
    });
  }

  @Override
  public boolean tell(Jar shown, Jar.Told told, @Nullable Renewed renewed) {
    return database.write(session -> {
      try (Query query = Query.of(session, "tell_jar")) {
        return query
                .add(shown.name())
                .add(shown.put())
                .add(told.at())
                .add(told.refusal())
                .add(renewed == null ? null : (Object) renewed.cookies().bytes())
                .add(renewed == null ? null : renewed.expires())
                .update()
            == 1;
      }
    });
  }

  @Override
  public boolean remove(String name) {
    return database.write(session -> {
      try (Query query = Query.of(session, "remove_jar")) {
        return query.add(name).update() == 1;
      }
    });
  }

  private static List<Jar> list(Session session, @Nullable String name) throws SQLException {
    try (Query query = Query.of(session, "find_jars")) {
      return query.add(name).list(SqliteJarBook::read);
    }
  }

  private static Jar read(ResultSet row) throws SQLException {
    return new Jar(
        row.getString("name"),
        row.getString("site"),
        new Sealed(row.getBytes("cookies")),
        time(row, "expires"),
        Instant.ofEpochMilli(row.getLong("put")),
        new Jar.Told(time(row, "told"), row.getString("refusal")));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
