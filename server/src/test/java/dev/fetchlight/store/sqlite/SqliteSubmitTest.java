package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.store.SubmitContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSubmitTest extends SubmitContract {
  @TempDir private Path folder;

  @Override
  protected JobBook open() {
    return SqliteJobBook.open(folder, clock);
  }
}
