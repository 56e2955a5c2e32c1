package dev.fetchlight.store.sqlite;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Room on the disk that is the database's own, so that ends, cancels and deletes can be written
 * when somebody has filled it to the last byte. One half is the tail of SQLite's log, which is made
 * long beforehand: what is written there needs no more room. The other is a file, given up when
 * that is not enough or the log itself cannot be begun. Both are made whole again once there is
 * room.
 */
final class Reserve {
  private static final Logger LOG = System.getLogger(Reserve.class.getName());
  private static final long MOST = 4 * 1_024 * 1_024;

  /** A small disk is not to be filled by the reserve itself. */
  private static final int SHARE = 48;

  /** So often as much must be free before it is taken. */
  private static final int PLENTY = 4;

  private static final int BLOCK = 64 * 1_024;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Path folder;
  private final Path file;
  private final Path log;
  private long lookedAt;
  private boolean whole;

  Reserve(Path folder, Path log) {
    this.folder = folder;
    this.file = folder.resolve("fetchlight.reserve");
    this.log = log;
  }

  /** Makes both halves whole where there is plenty of room; called often, looks seldom. */
  void keep() {
    long now = System.nanoTime();
    if (whole || (lookedAt != 0 && now - lookedAt < PAUSE.toNanos())) {
      return;
    }
    lookedAt = now;
    try {
      long half = half();
      if (folder.toFile().getUsableSpace() >= half * PLENTY) {
        fill(file, half);
        fill(log, half * 3 / 2);
        whole = true;
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The reserve cannot be made now", e);
    }
  }

  /** Lets go of the file, before there is a log; false where that is already so. */
  boolean giveUp() {
    whole = false;
    try {
      boolean there = Files.deleteIfExists(file);
      if (there) {
        LOG.log(Level.WARNING, "The disk is full: the reserve {0} is given up", file);
      }
      return there;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The reserve " + file + " cannot be given up", e);
      return false;
    }
  }

  /** Lets the log have the file's room; false where that is already so. */
  boolean giveToLog() {
    if (!giveUp()) {
      return false;
    }
    try {
      // At once: whoever fills the disk may take it, too. A little stays for the log's index.
      fill(log, Files.size(log) + half() - 4 * BLOCK);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The log gets a part of the reserve only", e);
    }
    return true;
  }

  private long half() {
    long share = folder.toFile().getTotalSpace() / SHARE;
    return Math.clamp(share / BLOCK * BLOCK, BLOCK, MOST);
  }

  /** Makes a file as long as that, with bytes that no disk can press together or leave out. */
  private static void fill(Path path, long length) throws IOException {
    byte[] noise = new byte[BLOCK];
    new SplittableRandom().nextBytes(noise);
    try (FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      for (long at = channel.size(); at < length; ) {
        ByteBuffer block = ByteBuffer.wrap(noise, 0, (int) Math.min(BLOCK, length - at));
        at += channel.write(block, at);
      }
    }
  }
}
