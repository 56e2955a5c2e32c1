package dev.fetchlight.media.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which folder a shelf is, whatever its path leads to later: an empty folder where a disk was
 * mounted is another one, a copy of it that was put back is not. Its name is kept in a file in it,
 * and by those who know what lies on it; an empty file is somebody's word that it is to be used.
 */
final class Identity {
  private final Path root;
  private final Path file;

  /** Null where nobody has noted it, and the folder that should tell is away. */
  private volatile @Nullable String name;

  /** The folder as it was seen last, so that the file need not be read each time. */
  private volatile @Nullable Object seen;

  private Identity(Path root, @Nullable String name) {
    this.root = root;
    this.file = root.resolve(".shelf");
    this.name = name;
  }

  /**
   * That of a folder, which is named where it has no name.
   *
   * @param noted the name of the shelf that is in use; null where nobody knows it
   * @param used whether something should lie on it; then no other folder takes its place
   */
  static Identity of(Path root, @Nullable String noted, boolean used) throws IOException {
    Optional<String> found = new Identity(root, null).found();
    if (used && (noted != null || found.isEmpty())) {
      Identity identity = new Identity(root, noted);
      // A copy that was put back may lack a file whose name begins with a dot.
      if (found.isEmpty() && shelved(root)) {
        identity.write();
      }
      return identity;
    }
    Identity identity = new Identity(root, found.filter(word -> !word.isBlank()).orElse(noted));
    if (found.filter(word -> !word.isBlank()).isEmpty()) {
      identity.write();
    }
    return identity;
  }

  Optional<String> name() {
    return Optional.ofNullable(name);
  }

  boolean here() {
    try {
      require();
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Throws where the folder is gone, or another one. */
  void require() throws IOException {
    try {
      Object now = Files.readAttributes(root, BasicFileAttributes.class).fileKey();
      if (now != null && now.equals(seen)) {
        return;
      }
      if (accepted(found())) {
        seen = now;
        return;
      }
    } catch (NoSuchFileException _) {
      // Said below.
    }
    throw new IOException(
        "The folder "
            + root
            + " is gone, or is not the one that holds the media. Mount its disk or put the folder"
            + " back; to go on without what was in it, make an empty file .shelf in it.");
  }

  private synchronized boolean accepted(Optional<String> found) throws IOException {
    if (found.isEmpty()) {
      return false;
    }
    if (found.get().isBlank()) {
      write();
      return true;
    }
    if (name == null) {
      name = found.get();
    }
    return found.get().equals(name);
  }

  private Optional<String> found() throws IOException {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private synchronized void write() throws IOException {
    String word = name == null ? UUID.randomUUID().toString() : name;
    try (var out =
        Files.newByteChannel(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      int _ = out.write(StandardCharsets.UTF_8.encode(word));
    }
    name = word;
  }

  /** Whether there is what a shelf fans its folders out into. */
  private static boolean shelved(Path root) throws IOException {
    try (DirectoryStream<Path> fans = Files.newDirectoryStream(root, "[0-9a-z][0-9a-z]")) {
      Iterator<Path> all = fans.iterator();
      return all.hasNext();
    }
  }
}
