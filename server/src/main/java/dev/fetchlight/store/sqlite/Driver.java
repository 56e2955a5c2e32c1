package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.JobBookException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads the driver's native library, which the driver first copies into the temporary folder. The
 * copy would stay there for ever after every kill and every stop: loaded, it is not needed any
 * more.
 */
final class Driver {
  private static final String COPIED_TO = "org.sqlite.tmpdir";

  private Driver() {}

  /** Loads it; the first call of a process does the work. */
  static synchronized void load() {
    if (System.getProperty(COPIED_TO) != null) {
      return; // done before, or the operator knows better
    }
    try {
      Path folder = Files.createTempDirectory("fetchlight-sqlite");
      System.setProperty(COPIED_TO, folder.toString());
      SQLiteJDBCLoader.initialize();
      try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder)) {
        for (Path copy : copies) {
          Files.delete(copy);
        }
      }
      Files.delete(folder);
      // The driver declares no narrower one.
    } catch (Exception e) {
      throw new JobBookException(
          "The database driver cannot be loaded from the folder "
              + System.getProperty("java.io.tmpdir")
              + "; check that it can be written and that programs may run from it.",
          e);
    }
  }
}
