package dev.fetchlight.work;

import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.media.NoRoomException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
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

  /** As many as a few downloads need; where fewer are left, each takes them from the other. */
  private static final int FILES = 64;

  private final Rooms rooms;
  private final WorkSettings settings;
  private final Probe probe;
  private @Nullable Instant looked;
  private @Nullable String trouble;
  private boolean brimful;
  private boolean low;

  Ground(Rooms rooms, WorkSettings settings) {
    this.rooms = rooms;
    this.settings = settings;
    this.probe = new Scratch(settings.scratchRoot()).probe();
  }

  /** Bytes below which nothing starts or goes on, also where nobody asked for any to be left. */
  long least() {
    return Math.max(settings.minFreeSpace(), QueueState.FULL);
  }

  boolean low(long free) {
    return free < least() || crowded();
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
          free < least()
              ? "Less than {0} bytes are free for {1} or beside it: no download starts"
              : "The disk of {1} or beside it can take no more files: no download starts",
          least(),
          settings.scratchRoot());
    } else if (!now) {
      boolean _ = told(false);
    }
    return !now && well;
  }

  /** Whether it gives way to one who has just met that: a moment ago may be too long ago. */
  boolean givesWay() {
    return troubleNow(FILES).isPresent() || low();
  }

  /** Whether nothing could be written though bytes are free: files or a quota are used up. */
  synchronized boolean crowded() {
    return brimful;
  }

  /** What is wrong with the disk or the shelf, other than that it is full. */
  synchronized Optional<String> trouble() {
    Instant now = rooms.clock().instant();
    boolean old = looked == null || now.isBefore(looked) || !now.isBefore(looked.plus(OFTEN));
    return old ? troubleNow(brimful ? FILES : 1) : Optional.ofNullable(trouble);
  }

  private synchronized Optional<String> troubleNow(int files) {
    looked = rooms.clock().instant();
    String found = look(files);
    if (found != null && !found.equals(trouble)) {
      LOG.log(Level.WARNING, found + " No download starts until this is mended.");
    }
    trouble = found;
    return Optional.ofNullable(found);
  }

  private @Nullable String look(int files) {
    try {
      brimful = !taken(files);
      return null;
    } catch (IOException e) {
      brimful = false;
      return e.getMessage();
    }
  }

  /** False where nothing but room is missing. */
  private boolean taken(int files) throws IOException {
    try {
      rooms.media().check();
    } catch (NoRoomException _) {
      return false;
    }
    try {
      Files.createDirectories(settings.scratchRoot());
      probe.write(files);
      return true;
    } catch (IOException e) {
      if (NoRoomException.meantBy(e)) {
        return false;
      }
      throw new IOException(
          "The folder " + settings.scratchRoot() + " cannot be written: " + e + ".", e);
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
