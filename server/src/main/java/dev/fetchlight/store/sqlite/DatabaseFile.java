package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.book.JobBookException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file that the database is. Knows whether it is what it seems to be before it is opened, and
 * whether it still is the same one later: SQLite itself would begin an emptied database anew, and
 * go on writing to a file that nobody can find any more.
 */
final class DatabaseFile {
  private static final String HEAD = "SQLite format 3\0";
  private static final int HEAD_BYTES = 100;
  private static final int PAGE_SIZE_AT = 16;
  private static final int PAGES_AT = 28;

  private final Path path;
  private @Nullable Object key;
  private long size;

  private DatabaseFile(Path path) {
    this.path = path;
  }

  /** The database in a folder; a file that is nobody's is made where a new life begins. */
  static DatabaseFile in(Path folder) throws IOException {
    DatabaseFile file = new DatabaseFile(folder.resolve("fetchlight.db"));
    file.judge();
    return file;
  }

  Path path() {
    return path;
  }

  /** Where SQLite writes first. */
  Path log() {
    return path.resolveSibling(path.getFileName() + "-wal");
  }

  /** From here on it must stay this very file. */
  void remember() throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    key = now.fileKey();
    size = now.size();
  }

  /** Throws where it is no longer the file that was opened, or not all of it. */
  void requireSame() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      if (!Objects.equals(now.fileKey(), key)) {
        throw gone("was replaced by another file");
      }
      if (now.size() < size && !whole()) {
        throw gone(now.size() == 0 ? "was emptied" : "was cut short");
      }
      size = now.size();
    } catch (NoSuchFileException e) {
      throw gone("was removed");
    } catch (IOException e) {
      throw new JobBookException("The database " + path + " cannot be looked at: " + e, e);
    }
  }

  /** For a file that has pages, yet none of our tables. */
  JobBookException foreign() {
    return new JobBookException(
        "The file "
            + path
            + " is the database of another program. Move it away, or set FETCHLIGHT_DATA_DIR to"
            + " another folder.");
  }

  /** Throws where what lies beside an empty database was another one's. */
  void requireNewLife() throws IOException {
    Path media = path.resolveSibling("media");
    if (Files.isDirectory(media)) {
      // The shelf is fanned out in folders of two letters.
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(media, "??")) {
        if (folders.iterator().hasNext()) {
          throw emptied(media);
        }
      }
    }
    Path key = path.resolveSibling("secret.key");
    if (Files.exists(key)) {
      throw emptied(key);
    }
  }

  /** SQLite would throw away a log without a database, and all that is in it. */
  private void requireNoLog() throws IOException {
    if (Files.exists(log()) && Files.size(log()) > 0) {
      throw emptied(log());
    }
  }

  private JobBookException emptied(Path left) {
    return new JobBookException(
        "The database "
            + path
            + " is missing or empty, although "
            + left
            + " of an earlier one is there. Restore the database from a backup; or, to begin anew,"
            + " move "
            + left
            + " away or set FETCHLIGHT_DATA_DIR to another folder.");
  }

  private void judge() throws IOException {
    if (!Files.exists(path)) {
      requireNewLife();
      requireNoLog();
      // SQLite gives the files beside it the same permissions.
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else if (Files.size(path) == 0) {
      requireNewLife();
      requireNoLog();
    } else {
      requireWhole();
    }
  }

  private void requireWhole() throws IOException {
    // One with a log may lack pages and be whole.
    boolean settled = !Files.exists(log()) || Files.size(log()) == 0;
    if (settled && !whole()) {
      throw damaged("is no database, or was cut short");
    }
  }

  /** Whether it is as long as its own head says. */
  private boolean whole() throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // until the head is full
      }
      int stated = head.getShort(PAGE_SIZE_AT) & 0xffff;
      long pageSize = stated == 1 ? 65_536 : stated;
      long pages = head.getInt(PAGES_AT) & 0xffff_ffffL;
      String begin = new String(head.array(), 0, HEAD.length(), StandardCharsets.ISO_8859_1);
      return begin.equals(HEAD) && pages * pageSize <= channel.size();
    }
  }

  private JobBookException damaged(String how) {
    return new JobBookException(
        "The database "
            + path
            + " "
            + how
            + ". Restore it from a backup; or, to begin anew, move it and what lies beside it away,"
            + " or set FETCHLIGHT_DATA_DIR to another folder.");
  }

  private JobBookException gone(String how) {
    return new JobBookException(
        "The database "
            + path
            + " "
            + how
            + " while Fetchlight was using it; nothing is written any more. Stop Fetchlight, put the"
            + " file back or restore it from a backup, and start again.");
  }
}
