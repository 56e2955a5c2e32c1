package dev.fetchlight.work;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Finds out whether a disk takes what is written, by writing: a few small files in a folder of
 * their own, which always goes again, whatever comes of it.
 */
record Probe(Path folder) {
  /** Throws where the disk does not take so many files. */
  void write(int files) throws IOException {
    try {
      Files.createDirectories(folder);
      for (int at = 0; at < files; at++) {
        Files.write(folder.resolve("file" + at), new byte[1]);
      }
    } finally {
      forget();
    }
  }

  /** Removes what another life left, too. */
  void forget() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      for (Path each : left) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException _) {
      return; // nothing was written
    }
    Files.deleteIfExists(folder);
  }
}
