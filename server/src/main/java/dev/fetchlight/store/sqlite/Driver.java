package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.book.JobBookException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads the driver's native library from a copy that is gone again at once. The driver would do it
 * itself, but compares its copy byte by byte, a fifth of a second at every start, and leaves it
 * behind after every kill.
 */
final class Driver {
  private static final String LOADED_FROM = "org.sqlite.lib.path";

  private Driver() {}

  /** Loads it; the first call of a process does the work. */
  static synchronized void load() {
    if (System.getProperty(LOADED_FROM) != null) {
      return; // done before, or the operator knows better
    }
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (library == null) {
        return; // a system the driver knows another way for, or will say that it does not
      }
      Path folder = Files.createTempDirectory("fetchlight-sqlite");
      Path copy = folder.resolve(name);
      try {
        Files.copy(library, copy);
        System.setProperty(LOADED_FROM, folder.toString());
        SQLiteJDBCLoader.initialize();
      } finally {
        Files.deleteIfExists(copy);
        Files.delete(folder);
      }
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
