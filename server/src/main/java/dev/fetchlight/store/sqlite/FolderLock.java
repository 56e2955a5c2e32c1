package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.book.JobBookException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Keeps a second Fetchlight out of a data folder; the system lets go when the process ends. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Makes the folder where it is missing, and takes it. */
  static FolderLock take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("fetchlight.lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      if (!locked(channel)) {
        channel.close();
        throw new JobBookException(
            "Another Fetchlight is using the folder "
                + folder
                + ". Stop it, or set FETCHLIGHT_DATA_DIR to another folder.");
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new JobBookException(
          "The folder "
              + folder
              + " cannot be written by user "
              + System.getProperty("user.name")
              + "; change its owner or set FETCHLIGHT_DATA_DIR to another folder.",
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new JobBookException("The lock on the data folder cannot be given back.", e);
    }
  }
}
