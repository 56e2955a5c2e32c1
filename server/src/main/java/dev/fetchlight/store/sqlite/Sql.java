package dev.fetchlight.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The statements in {@code sql/sqlite}, by verb; each file is read once. */
final class Sql {
  private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

  private Sql() {}

  static String of(String verb) {
    return TEXTS.computeIfAbsent(verb, Sql::load);
  }

  private static String load(String verb) {
    String name = "/sql/sqlite/" + verb + ".sql";
    try (InputStream file = Sql.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalArgumentException("No statement " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
