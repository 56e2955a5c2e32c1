package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.jar.JarBook;
import dev.fetchlight.store.JarBookContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteJarBookTest extends JarBookContract {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private SqliteJobBook book;

  @Override
  protected JarBook open() {
    book = SqliteJobBook.open(folder, InstantSource.system());
    return book.jars();
  }

  @Override
  protected void close() {
    book.close();
  }
}
