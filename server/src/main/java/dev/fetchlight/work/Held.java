package dev.fetchlight.work;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Lifecycle;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.book.JobBookException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A job in this process's hands: its newest state, one writer at a time, with a pulse that saves
 * progress and renews the lease. When it is lost, its thread is interrupted.
 */
final class Held {
  private static final Logger LOG = System.getLogger(Held.class.getName());
  private static final Duration TICK = Duration.ofMillis(100);

  /** Why a run ends before its engine does. */
  enum Stop {
    /** The job is no longer ours. */
    LOST,
    /** The disk is filling up, or does not take what is written. */
    NO_DISK,
    /** The program ends. */
    SHUTDOWN
  }

  private final Rooms rooms;
  private final WorkSettings settings;
  private final Ground ground;
  private final ScheduledExecutorService pulse;
  private final ReentrantLock turn = new ReentrantLock();
  private final TickGate ticks;

  /** Guards what follows; held for moments only, so that bad news never waits for a disk. */
  private final Object signal = new Object();

  private @Nullable Thread thread;
  private @Nullable Stop stop;
  private boolean deaf;

  private volatile Job job;
  private boolean finished;

  Held(Job claimed, Rooms rooms, WorkSettings settings, Ground ground) {
    this.job = claimed;
    this.rooms = rooms;
    this.settings = settings;
    this.ground = ground;
    this.pulse =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("pulse-" + claimed.id()).factory());
    this.ticks = new TickGate(TICK, this::tell, this::later, rooms.clock());
  }

  JobId id() {
    return job.id();
  }

  Job job() {
    return job;
  }

  /** Begins the work on a thread of its own. */
  void start(Runnable work) {
    synchronized (signal) {
      // Of the platform: reading what a site sent may keep a processor busy, and virtual threads
      // share theirs with whoever is answered meanwhile.
      thread = Thread.ofPlatform().daemon().name("job-" + id()).start(work);
    }
    long every = settings.heartbeat().toMillis();
    var _ = pulse.scheduleWithFixedDelay(this::beat, every, every, TimeUnit.MILLISECONDS);
  }

  /** Writes a change down; false where the job is lost, which stops the run. */
  boolean advance(Change change) {
    turn.lock();
    try {
      return !finished && write(change);
    } finally {
      turn.unlock();
    }
  }

  /** Writes the last change of this run; false where the job was lost before. */
  boolean finish(Change change) {
    turn.lock();
    try {
      if (finished) {
        return false;
      }
      synchronized (signal) {
        deaf = true; // the news of it is our own
      }
      finished = write(change);
      return finished;
    } finally {
      turn.unlock();
    }
  }

  void progressed(Progress progress) {
    turn.lock();
    try {
      if (!finished) {
        ticks.offer(progress);
      }
    } finally {
      turn.unlock();
    }
  }

  /** From here on the run goes to its end undisturbed; false where it has been stopped. */
  boolean beginEnd() {
    synchronized (signal) {
      deaf = stop == null;
      return deaf;
    }
  }

  /** Somebody ended the job in another way; news older than what we hold says nothing. */
  void calledOff(long revision) {
    if (revision > job.version().revision()) {
      stop(Stop.LOST);
    }
  }

  /** Puts the job back into the queue, also in the middle of its end. */
  void giveBack() {
    synchronized (signal) {
      deaf = true;
    }
    finish(new Change.Interrupted());
  }

  void stop(Stop why) {
    synchronized (signal) {
      if (stop == null && !deaf) {
        stop = why;
        if (thread != null) {
          thread.interrupt();
        }
      }
    }
  }

  /** Writes down the end that {@link #stop} asked for. */
  void settle() {
    Stop why;
    synchronized (signal) {
      why = stop;
      deaf = true;
    }
    boolean _ = Thread.interrupted(); // what is left to do is not for the engine
    switch (why) {
      case null -> {}
      case LOST -> {}
      // Its partial file stays, and it goes on once there is room.
      case NO_DISK, SHUTDOWN -> finish(new Change.Interrupted());
    }
  }

  /** Lets go: nothing is told or written any more. */
  void close() {
    turn.lock();
    try {
      finished = true;
      pulse.shutdownNow();
    } finally {
      turn.unlock();
    }
  }

  /** Saves progress and renews the lease. */
  void beat() {
    turn.lock();
    try {
      if (finished) {
        return;
      }
      if (!rooms.book().heartbeat(job, now().plus(settings.lease()))) {
        stop(Stop.LOST);
      } else if (ground.low()) {
        stop(Stop.NO_DISK);
      }
    } catch (JobBookException e) {
      if (e.noSpace()) {
        stop(Stop.NO_DISK);
      }
      LOG.log(Level.ERROR, "The progress of job " + id() + " could not be saved", e);
    } finally {
      turn.unlock();
    }
  }

  private boolean write(Change change) {
    if (Lifecycle.apply(job, change, now()).isEmpty()) {
      return true; // a change that says nothing new, such as a stage we are in
    }
    Job newest = ticks.take().map(progress -> job.ticked(progress, now())).orElse(job);
    Optional<Job> next = rooms.desk().advance(newest, change);
    if (next.isEmpty()) {
      stop(Stop.LOST);
      return false;
    }
    job = next.get();
    return true;
  }

  private void tell(Progress progress) {
    if (!finished && !stopped()) {
      job = rooms.desk().tick(job, progress);
    }
  }

  private void later(Runnable due, Duration after) {
    Runnable guarded =
        () -> {
          turn.lock();
          try {
            due.run();
          } finally {
            turn.unlock();
          }
        };
    var _ = pulse.schedule(guarded, after.toMillis() + 1, TimeUnit.MILLISECONDS);
  }

  private boolean stopped() {
    synchronized (signal) {
      return stop != null;
    }
  }

  private Instant now() {
    return rooms.clock().instant();
  }
}
