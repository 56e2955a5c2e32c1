package dev.fetchlight.engine.live;

import dev.fetchlight.job.outcome.Failure;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One source that is being recorded, on a virtual thread of its own, until there is nothing more or
 * somebody stops it.
 */
abstract sealed class Reel permits Follower, Listener {
  private final Tape tape;
  private final AtomicLong room;
  private final Thread thread = Thread.ofVirtual().name("record").unstarted(this::run);
  private volatile Channel source;
  private volatile @Nullable End end;
  private volatile boolean stopped;
  private volatile boolean stale;
  private volatile boolean goesOn;
  private volatile long lastSign = System.nanoTime();

  /** Why it records no more. */
  sealed interface End {
    /** The broadcast is over. */
    record Over() implements End {}

    /** Nothing has come for too long, or nothing can. */
    record Away(Failure why) implements End {}

    /** All the room is taken. */
    record Full() implements End {}

    /** Our own disk does not take it. */
    record Disk(IOException cause) implements End {}

    /** Somebody has stopped it. */
    record Stopped() implements End {}

    /** It has met a bug. */
    record Bug(RuntimeException cause) implements End {}
  }

  /**
   * @param room bytes that may still come, of all sources together
   */
  Reel(Channel source, Tape tape, AtomicLong room) {
    this.source = source;
    this.tape = tape;
    this.room = room;
  }

  /** Records until an end. */
  abstract End record() throws IOException, InterruptedException;

  final void start() {
    thread.start();
  }

  final Tape tape() {
    return tape;
  }

  final Channel source() {
    return source;
  }

  /** The same is to be had there by now. */
  final void tune(Channel other) {
    source = other;
    stale = false;
  }

  /** Whether it should be asked where the source is by now. */
  final boolean stale() {
    return stale;
  }

  final void growsStale() {
    stale = true;
  }

  /** How it ended, once it has. */
  final Optional<End> end() {
    return Optional.ofNullable(end);
  }

  /** When something new came last, or when it began, on the clock of System.nanoTime. */
  final long lastSign() {
    return lastSign;
  }

  final void came(long bytes) {
    lastSign = System.nanoTime();
    stale = false;
    long _ = room.addAndGet(-bytes);
  }

  /** Whether anything new came since its first look. */
  final boolean goesOn() {
    return goesOn;
  }

  final void going() {
    goesOn = true;
  }

  final long room() {
    return room.get();
  }

  final boolean stopped() {
    return stopped;
  }

  /** Ends it; returns once it holds neither connection nor file. */
  final void stop() {
    stopped = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (tape) {
      end = record();
    } catch (InterruptedException e) {
      end = new End.Stopped();
    } catch (IOException e) {
      end = stopped ? new End.Stopped() : new End.Disk(e); // an interrupt closes files
    } catch (RuntimeException | Error e) {
      end = new End.Bug(new IllegalStateException("recording", e));
    }
  }
}
