package dev.fetchlight.media.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Removes folders with all in them; a link goes, what it points at stays. */
final class Trees {
  private Trees() {}

  /** Removes all that is in a folder. */
  static void empty(Path folder) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        delete(child);
      }
    }
  }

  static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      empty(path);
    }
    Files.deleteIfExists(path);
  }
}
