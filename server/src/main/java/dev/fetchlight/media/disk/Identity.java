package dev.fetchlight.media.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which folder a shelf is, whatever its name leads to later: an empty folder where a disk was
 * mounted is another one, a copy of it that was put back is not. Kept in a file of its own.
 */
final class Identity {
  private final Path root;
  private final Path file;
  private final String name;

  /** The folder as it was seen last, so that the file need not be read each time. */
  private volatile @Nullable Object seen;

  private Identity(Path root, Path file, String name) {
    this.root = root;
    this.file = file;
    this.name = name;
  }

  /** That of a folder, which gets one where it has none. */
  static Identity of(Path root) throws IOException {
    Path file = root.resolve(".shelf");
    try (var out =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      String fresh = UUID.randomUUID().toString();
      int _ = out.write(StandardCharsets.UTF_8.encode(fresh));
      return new Identity(root, file, fresh);
    } catch (FileAlreadyExistsException _) {
      return new Identity(root, file, Files.readString(file));
    }
  }

  /** Throws where the folder is gone, or another one. */
  void require() throws IOException {
    try {
      Object now = Files.readAttributes(root, BasicFileAttributes.class).fileKey();
      if (now != null && now.equals(seen)) {
        return;
      }
      if (Files.readString(file).equals(name)) {
        seen = now;
        return;
      }
    } catch (NoSuchFileException _) {
      // Said below.
    }
    throw new IOException(
        "The folder "
            + root
            + " is gone, or is not the one that it was at the start. Mount its disk or put the"
            + " folder back; to go on without what was in it, start Fetchlight again.");
  }
}
