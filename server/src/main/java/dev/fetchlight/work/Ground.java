package dev.fetchlight.work;

import dev.fetchlight.job.book.QueueState;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What downloads stand on: room on the disk, and a disk and a shelf that take what is written.
 * While it is not there, nothing starts and nothing counts as failed.
 */
final class Ground {
  private static final Logger LOG = System.getLogger(Ground.class.getName());
  private static final Duration OFTEN = Duration.ofSeconds(1);

  private final Rooms rooms;
  private final WorkSettings settings;
  private @Nullable Instant looked;
  private @Nullable String trouble;
  private boolean brimful;
  private boolean low;

  Ground(Rooms rooms, WorkSettings settings) {
    this.rooms = rooms;
    this.settings = settings;
  }

  /** Bytes below which nothing starts or goes on, also where nobody asked for any to be left. */
  long least() {
    return Math.max(settings.minFreeSpace(), QueueState.FULL);
  }

  boolean low(long free) {
    return free < least() || full();
  }

  boolean low() {
    return low(rooms.freeSpace().getAsLong());
  }

  /** Whether a download can start. */
  boolean firm(long free) {
    boolean well = trouble().isEmpty();
    boolean now = low(free);
    if (now && !told(true)) {
      LOG.log(
          Level.WARNING,
          "Less than {0} bytes are free in {1}: no download starts",
          least(),
          settings.scratchRoot());
    } else if (!now) {
      boolean _ = told(false);
    }
    return !now && well;
  }

  /** Whether it gives way to one who has just met that: a moment ago may be too long ago. */
  boolean givesWay() {
    return troubleNow().isPresent() || low();
  }

  /** Whether a probe found no room, be it that names or a quota are used up. */
  private synchronized boolean full() {
    return brimful;
  }

  /** What is wrong with the disk or the shelf, other than that it is full. */
  synchronized Optional<String> trouble() {
    Instant now = rooms.clock().instant();
    boolean old = looked == null || now.isBefore(looked) || !now.isBefore(looked.plus(OFTEN));
    return old ? troubleNow() : Optional.ofNullable(trouble);
  }

  private synchronized Optional<String> troubleNow() {
    looked = rooms.clock().instant();
    String found = look();
    if (found != null && !found.equals(trouble)) {
      LOG.log(Level.WARNING, found + " No download starts until this is mended.");
    }
    trouble = found;
    return Optional.ofNullable(found);
  }

  private @Nullable String look() {
    brimful = false;
    try {
      rooms.media().check();
    } catch (IOException e) {
      return e.getMessage();
    }
    try {
      Files.createDirectories(settings.scratchRoot());
      Path probe = Files.createTempFile(settings.scratchRoot(), "probe", null);
      Files.write(probe, new byte[1]);
      Files.delete(probe);
      return null;
    } catch (IOException e) {
      brimful = Failures.full(e);
      return brimful
          ? null
          : "The folder " + settings.scratchRoot() + " cannot be written: " + e + ".";
    }
  }

  /** As it was judged last. */
  synchronized boolean wasLow() {
    return low;
  }

  private synchronized boolean told(boolean now) {
    boolean before = low;
    low = now;
    return before;
  }
}
