package dev.fetchlight.app;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data folder and the folders in it, which nobody may look into but the user who runs the
 * program. One of an earlier version, open to others, is closed whole.
 */
record DataFolder(Path root, Path media, Path scratch, Path previews, Path programs) {
  private static final Logger LOG = System.getLogger(DataFolder.class.getName());
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  /** Makes what is missing, and closes what is open. */
  static DataFolder open(Path root) {
    DataFolder folder =
        new DataFolder(
            root,
            root.resolve("media"),
            root.resolve("scratch"),
            root.resolve("previews"),
            root.resolve("programs"));
    try {
      for (Path each :
          List.of(root, folder.media, folder.scratch, folder.previews, folder.programs)) {
        Files.createDirectories(each, PosixFilePermissions.asFileAttribute(FOLDER));
      }
    } catch (IOException e) {
      throw new SettingsException(
          "FETCHLIGHT_DATA_DIR " + root + " cannot be made: " + e.getMessage() + ".");
    }
    folder.close();
    return folder;
  }

  private void close() {
    try {
      boolean open = !closed(root, FOLDER);
      Files.setPosixFilePermissions(root, FOLDER);
      try (var inside = Files.newDirectoryStream(root)) {
        for (Path each : inside) {
          closeAll(each, open);
        }
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(
          Level.WARNING,
          "Others may be able to read {0}, whose permissions cannot be set: {1}",
          root,
          e.toString());
    }
  }

  /** Looks into a folder only where it was open, or the one that it is in: libraries are large. */
  private static void closeAll(Path top, boolean open) throws IOException {
    boolean folder = Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS);
    if (!open && closed(top, folder ? FOLDER : FILE)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              Files.setPosixFilePermissions(file, FILE);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failed)
              throws IOException {
            // Last: one that is closed was closed whole, whatever ended us on the way.
            Files.setPosixFilePermissions(inner, FOLDER);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean closed(Path path, Set<PosixFilePermission> wanted) throws IOException {
    return wanted.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }
}
