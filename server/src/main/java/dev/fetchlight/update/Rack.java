package dev.fetchlight.update;

import dev.fetchlight.engine.ytdlp.process.Nest;
import dev.fetchlight.update.Memory.Kept;
import dev.fetchlight.update.release.ReleaseServer;
import dev.fetchlight.update.release.ReleaseVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The releases on disk, each in a folder named by its version, and the memory of all. The one in
 * use changes in a single write of that memory. A folder stays as long as a run needs it: Python
 * reads on in the archive that it began with.
 */
final class Rack {
  private static final Logger LOG = System.getLogger(Rack.class.getName());
  private static final String PROGRAM = "yt-dlp";
  private static final String BESIDE = ".new-";

  private final Path folder;
  private final MemoryFile file;
  private final Map<ReleaseVersion, Integer> inHand = new HashMap<>();
  private Memory memory;

  private Rack(Path folder) {
    this.folder = folder;
    this.file = new MemoryFile(folder.resolve("releases.properties"));
    this.memory = file.read();
  }

  /** Makes the folder where it is missing, and removes what an earlier life has left in it. */
  static Rack open(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try (var begun = Files.newDirectoryStream(folder, BESIDE + "*")) {
        for (Path each : begun) {
          Nest.remove(each);
        }
      }
      Rack rack = new Rack(folder);
      rack.prune();
      return rack;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves out what lies on disk changed; whether that is the one in use. */
  boolean verify() {
    List<Kept> changed = memory().kept().stream().filter(each -> !whole(file(each), each)).toList();
    for (Kept each : changed) {
      LOG.log(Level.WARNING, "yt-dlp {0} is not on disk as it was; it is left out", each.version());
    }
    synchronized (this) {
      boolean inUse = memory.kept().stream().limit(1).anyMatch(changed::contains);
      for (Kept each : changed) {
        memory = memory.without(each);
      }
      return inUse;
    }
  }

  /** The one in use; empty where it is the system's, or where the file is gone. */
  synchronized Optional<Kept> current() {
    return memory.kept().stream().filter(each -> Files.isRegularFile(file(each))).findFirst();
  }

  Path file(Kept release) {
    return folder.resolve(release.version().text()).resolve(PROGRAM);
  }

  synchronized Memory memory() {
    return memory;
  }

  /** Changes what is remembered; where the disk does not take it, until the next change it does. */
  synchronized void remember(UnaryOperator<Memory> change) {
    memory = change.apply(memory);
    try {
      file.write(memory);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "What is known of yt-dlp cannot be written: {0}", e.toString());
    }
  }

  /** Where a program may be fetched to; goes with {@link #discard}. */
  Path newPlace() throws IOException {
    return Files.createTempDirectory(folder, BESIDE).resolve(PROGRAM);
  }

  static void discard(Path place) throws IOException {
    Nest.remove(place.resolveSibling(""));
  }

  /**
   * A program that was fetched to a new place is in use from now on.
   *
   * @throws IOException where the disk does not take it, or has not what was fetched any more
   */
  synchronized void take(Path place, Kept release) throws IOException {
    if (!whole(place, release)) {
      throw new IOException("yt-dlp " + release.version() + " has changed on it since it came");
    }
    Path home = folder.resolve(release.version().text());
    if (inHand.containsKey(release.version())) {
      throw new IOException("yt-dlp " + release.version() + " is still in use with other bytes");
    }
    Nest.remove(home);
    Files.move(place.resolveSibling(""), home, StandardCopyOption.ATOMIC_MOVE);
    Memory taken = memory.taking(release);
    file.write(taken);
    memory = taken;
    prune();
  }

  /** A run begins with that release. */
  synchronized void takeInHand(ReleaseVersion version) {
    inHand.merge(version, 1, Integer::sum);
  }

  /** It has ended. */
  synchronized void putBack(ReleaseVersion version) {
    inHand.computeIfPresent(version, (_, count) -> count == 1 ? null : count - 1);
    if (!inHand.containsKey(version)
        && memory.kept().stream().noneMatch(each -> each.version().equals(version))) {
      prune();
    }
  }

  /** Removes the versions that nobody needs; what cannot be goes another time. */
  private void prune() {
    List<String> wanted = memory.kept().stream().map(each -> each.version().text()).toList();
    try (var inside = Files.newDirectoryStream(folder)) {
      for (Path each : inside) {
        String name = String.valueOf(each.getFileName());
        Optional<ReleaseVersion> version = ReleaseVersion.parse(name);
        boolean old =
            version.isPresent() && !wanted.contains(name) && !inHand.containsKey(version.get());
        if (old) {
          Nest.remove(each);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "an older yt-dlp stays for now", e);
    }
  }

  private static boolean whole(Path file, Kept release) {
    MessageDigest digest = ReleaseServer.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      long _ = in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest()).equals(release.sum());
    } catch (IOException e) {
      return false;
    }
  }
}
