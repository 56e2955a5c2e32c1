package dev.fetchlight.media.disk;

import dev.fetchlight.media.MediaFile;
import dev.fetchlight.media.MediaStore;
import dev.fetchlight.media.NoRoomException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A shelf on local disk: {@code root/ef/…ef/media.mp4}, fanned out by the last two characters of
 * the folder's name. What is on its way in or out lies in {@code root/moving}, which is emptied at
 * the start. No symbolic link is followed below the root. A root that is gone, such as a disk that
 * is no longer mounted, is not made anew: nothing is put, found or removed until it is back.
 */
public final class DiskMediaStore implements MediaStore {
  private static final Logger LOG = System.getLogger(DiskMediaStore.class.getName());
  private static final Pattern FOLDER = Pattern.compile("[a-z0-9-]{2,64}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}(\\.[a-z0-9-]{1,16}){0,3}");

  private static final FileAttribute<?> OURS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final Set<PosixFilePermission> OUR_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final Path root;
  private final Path moving;

  private final Identity identity;

  private DiskMediaStore(Path root, Path moving, Identity identity) {
    this.root = root;
    this.moving = moving;
    this.identity = identity;
  }

  /** A shelf of which nothing is known. */
  public static DiskMediaStore open(Path root) throws IOException {
    return open(root, null, false);
  }

  /**
   * The shelf in {@code root}, which is made where it is missing and swept of a crash's rest.
   *
   * @param name that of the shelf in use, if the caller knows one
   * @param used whether something should be on it: then another folder, such as the empty one where
   *     its disk is not mounted, is left as it is, until the right one is back
   */
  public static DiskMediaStore open(Path root, @Nullable String name, boolean used)
      throws IOException {
    Path real = root.toAbsolutePath().normalize();
    Path moving = real.resolve("moving");
    try {
      Files.createDirectories(real, OURS);
      Identity identity = Identity.of(real, name, used);
      if (identity.here()) {
        Files.createDirectories(moving, OURS);
        Trees.empty(moving);
      }
      return new DiskMediaStore(real, moving, identity);
    } catch (IOException e) {
      throw unusable(real, e);
    }
  }

  /** What it is called, wherever it is mounted; empty where that is not known yet. */
  public Optional<String> name() {
    return identity.name();
  }

  @Override
  public String provider() {
    return "disk";
  }

  @Override
  public void put(String folder, String name, Path source) throws IOException {
    Path target = path(folder, name);
    if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(source.toString(), null, "not a plain file");
    }
    identity.require();
    Path shelf = shelf(folder);
    Files.createDirectories(shelf, OURS);
    requirePlainFolders(folder);
    close(source);
    sync(source);
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      copyBeside(source, target);
    }
    sync(shelf);
    sync(fan(folder));
    sync(root);
  }

  @Override
  public Optional<MediaFile> find(String folder, String name) throws IOException {
    Path path = path(folder, name);
    try {
      requirePlainFolders(folder);
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile()
          ? Optional.of(
              new MediaFile(
                  folder,
                  name,
                  attributes.size(),
                  attributes.lastModifiedTime().toInstant(),
                  etag(attributes),
                  path))
          : Optional.empty();
    } catch (NoSuchFileException _) {
      identity.require();
      return Optional.empty();
    }
  }

  @Override
  public InputStream read(MediaFile file, long offset, long length) throws IOException {
    Path path = path(file.folder(), file.name());
    requirePlainFolders(file.folder());
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      channel.position(offset);
      return new BoundedStream(Channels.newInputStream(channel), length);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void delete(String folder) throws IOException {
    identity.require();
    // Gone at once and whole; the bytes follow, or go with the next start.
    Path gone = moving.resolve(UUID.randomUUID().toString());
    Path shelf = shelf(folder);
    try {
      requirePlainFolders(folder);
      Files.createDirectories(moving, OURS);
      Files.move(shelf, gone, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      identity.require();
      return;
    } catch (FileSystemException e) {
      if (!NoRoomException.meantBy(e)) {
        throw e;
      }
      gone = shelf; // no room even for another name
    }
    sync(fan(folder));
    Trees.delete(gone);
  }

  @Override
  public void check() throws IOException {
    identity.require();
    Path probe = moving.resolve(UUID.randomUUID().toString());
    try {
      Files.createDirectories(moving, OURS);
      try {
        Files.write(probe, new byte[1]);
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      if (NoRoomException.meantBy(e)) {
        throw new NoRoomException(
            "The disk of the folder " + root + " is full, or can take no more files.", e);
      }
      throw unusable(root, e);
    }
  }

  private void copyBeside(Path source, Path target) throws IOException {
    Files.createDirectories(moving, OURS);
    Path copy = moving.resolve(UUID.randomUUID().toString());
    try {
      Files.copy(source, copy);
      close(copy);
      sync(copy);
      Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(copy);
    }
    Files.delete(source);
  }

  /** To all others; where the disk knows no owners, that is as it is. */
  private static void close(Path file) {
    try {
      Files.setPosixFilePermissions(file, OUR_FILE);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.DEBUG, "The permissions of a file cannot be set", e);
    }
  }

  private Path path(String folder, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a name of the shelf");
    }
    return shelf(folder).resolve(name);
  }

  private Path shelf(String folder) {
    if (!FOLDER.matcher(folder).matches()) {
      throw new IllegalArgumentException("Not a folder of the shelf");
    }
    return fan(folder).resolve(folder);
  }

  private Path fan(String folder) {
    return root.resolve(folder.substring(folder.length() - 2));
  }

  private void requirePlainFolders(String folder) throws IOException {
    for (Path each : new Path[] {fan(folder), shelf(folder)}) {
      if (!Files.readAttributes(each, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isDirectory()) {
        throw new NotDirectoryException(each.toString());
      }
    }
  }

  private static IOException unusable(Path root, IOException cause) {
    return new IOException(
        "The folder "
            + root
            + " cannot be written by user "
            + System.getProperty("user.name")
            + "; change its owner or set FETCHLIGHT_DATA_DIR. ("
            + cause
            + ")",
        cause);
  }

  private static String etag(BasicFileAttributes file) {
    HexFormat hex = HexFormat.of();
    long nanos = file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return Long.toHexString(file.size())
        + "-"
        + Long.toHexString(nanos)
        + "-"
        + hex.toHexDigits(String.valueOf(file.fileKey()).hashCode());
  }

  /** On Linux a folder is synchronised like a file, and either may be open for reading only. */
  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
