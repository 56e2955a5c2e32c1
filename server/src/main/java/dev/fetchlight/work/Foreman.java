package dev.fetchlight.work;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.Notice;
import dev.fetchlight.job.book.Openings;
import dev.fetchlight.job.book.QueueState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Claims jobs while it has free places and runs each on a virtual thread of its own. Told of news
 * it acts at once; a slow poll finds what it was not told of, and jobs whose worker is gone.
 */
public final class Foreman implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Foreman.class.getName());
  private static final Duration SWEEP = Duration.ofMinutes(10);
  private static final Duration LOOSE_ENDS = Duration.ofMinutes(1);
  private static final Duration LISTS = Duration.ofSeconds(1);
  private static final int POLLS_OF_PATIENCE = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Rooms rooms;
  private final WorkSettings settings;
  private final Scratch scratch;
  private final Sites sites;
  private final Tries tries;
  private final Lists lists;
  private final Ground ground;
  private final Crowd crowd;
  private final Tidier tidier;

  /** When something can begin that cannot begin now. */
  private final NavigableSet<Instant> wakes = new ConcurrentSkipListSet<>();

  private final Map<JobId, Run> runs = new ConcurrentHashMap<>();
  private final Semaphore places;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;
  private @Nullable QueueState told;
  private @Nullable Instant swept;
  private @Nullable Instant tied;
  private @Nullable Instant lowSince;
  private boolean recovered;
  private @Nullable String said;

  public Foreman(Rooms rooms, WorkSettings settings) {
    this.rooms = rooms;
    this.settings = settings;
    this.scratch = new Scratch(settings.scratchRoot());
    RandomGenerator random = new SecureRandom();
    this.sites = new Sites(rooms.clock(), random);
    this.tries = new Tries(settings.tries(), random);
    this.lists = new Lists(rooms.desk());
    this.ground = new Ground(rooms, settings);
    this.crowd = new Crowd(rooms.desk(), scratch);
    this.tidier = new Tidier(rooms, scratch, runs::containsKey);
    this.places = new Semaphore(settings.workers());
    this.thread = Thread.ofVirtual().name("foreman").unstarted(this::work);
  }

  /** Takes up what an earlier life left, then claims; returns at once. */
  public void start() {
    try {
      scratch.open();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder "
              + settings.scratchRoot()
              + " cannot be written by user "
              + System.getProperty("user.name")
              + "; change its owner or set FETCHLIGHT_DATA_DIR.",
          e);
    }
    thread.start();
    tidier.start();
  }

  /** Hears of news about any job; never blocks. */
  public void hear(Notice notice) {
    switch (notice) {
      case Notice.Fact(var job) -> {
        if (job.state() instanceof State.Waiting(_, var until)) {
          wakes.add(until);
        }
        boolean listed = lists.hear(job);
        if (listed || job.status() == Status.QUEUED || job.status().terminal()) {
          news.release();
        }
        Run run = runs.get(job.id());
        if (run != null && job.status() != Status.PROCESSING) {
          run.calledOff(job.version().revision());
        } else if (job.status() == Status.CANCELLED) {
          tidier.add(job.id());
        }
      }
      case Notice.Removed(var id, var list) -> {
        if (lists.hear(list)) {
          news.release();
        }
        Run run = runs.get(id);
        if (run != null) {
          run.calledOff(Long.MAX_VALUE);
        } else {
          tidier.add(id);
        }
      }
      case Notice.Tick(var job) -> {
        var _ = lists.hear(job);
      }
    }
  }

  /** Lets a site that rests be asked again, and all that waits for it; false where none rests. */
  public boolean wake(String site) {
    boolean rested = sites.wake(site);
    if (rested) {
      rooms.desk().wake(site);
      news.release();
    }
    return rested;
  }

  /** Has a recording end and keep what there is; blocks. */
  public Desk.Answer finish(JobId id) {
    Optional<Job> job = rooms.desk().find(id);
    if (job.isEmpty()) {
      return new Desk.Answer.Unknown();
    }
    Run run = runs.get(id);
    if (run == null || !job.get().state().equals(new State.Processing(Stage.RECORDING))) {
      return new Desk.Answer.Refused(
          job.get(), "Only a download that records a broadcast can be finished.");
    }
    run.finish();
    return new Desk.Answer.Done(job.get());
  }

  /** How many jobs run now. */
  public int running() {
    return runs.size();
  }

  /**
   * Puts every running job back into the queue with its newest progress; takes about 5 s at most.
   */
  @Override
  public void close() {
    closing = true;
    news.release();
    Instant start = Instant.now();
    join(thread, PATIENCE);
    List<Run> left = List.copyOf(runs.values());
    left.forEach(Run::putBack);
    for (Run run : left) {
      Duration patience = PATIENCE.minus(Duration.between(start, Instant.now()));
      if (!run.await(patience.isNegative() ? Duration.ZERO : patience)) {
        LOG.log(Level.WARNING, "Job " + run.id() + " did not stop in time");
        run.abandon();
      }
    }
    tidier.close();
  }

  private void work() {
    while (!closing) {
      long free = rooms.freeSpace().getAsLong();
      List<Part> turn =
          List.of(
              this::takeOver,
              () -> fill(free),
              lists::catchUp,
              () -> tellQueue(free),
              this::retain);
      // One that fails keeps no other from its turn, least of all the news that it failed.
      if (turn.stream().filter(part -> !done(part)).count() == 0) {
        said = null;
      }
      try {
        boolean _ = news.tryAcquire(patience(), TimeUnit.MILLISECONDS);
        news.drainPermits();
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /** A part of a turn. */
  private interface Part {
    void run() throws IOException;
  }

  private boolean done(Part part) {
    try {
      part.run();
      return true;
    } catch (RuntimeException | IOException e) {
      String words = String.valueOf(e.getMessage());
      if (!words.equals(said)) { // said once, not at every turn
        said = words;
        LOG.log(Level.ERROR, "Work cannot be taken up; trying again", e);
      }
      return false;
    }
  }

  /** Milliseconds until there may be work though nothing was heard. */
  private long patience() {
    Instant now = rooms.clock().instant();
    wakes.headSet(now, true).clear();
    sites.rests().forEach(rest -> wakes.add(rest.until()));
    boolean soon = lists.behind() || said != null || ground.wasLow();
    long poll = Math.min(soon ? LISTS.toMillis() : Long.MAX_VALUE, settings.poll().toMillis());
    Instant next = wakes.isEmpty() ? now.plusMillis(poll) : wakes.first();
    return Math.clamp(Duration.between(now, next).toMillis() + 1, 1, poll);
  }

  private void tellQueue(long free) {
    QueueState now = queue(free);
    QueueState before = told;
    if (before == null || !now.sameAs(before)) {
      told = now;
      rooms.board().accept(now);
    }
  }

  /** What holds the queue up now. */
  public QueueState queue() {
    return queue(rooms.freeSpace().getAsLong());
  }

  private QueueState queue(long free) {
    OptionalLong cap = settings.maxSpeed();
    return new QueueState(
        ground.low(free),
        ground.crowded() && free >= QueueState.FULL,
        free,
        settings.minFreeSpace(),
        sites.rests(),
        settings.workers(),
        cap.isPresent() ? cap.getAsLong() : null);
  }

  /** Jobs that an earlier life of this owner held, or whose worker is gone, wait again. */
  private void takeOver() throws IOException {
    Instant now = rooms.clock().instant();
    boolean all = tied == null || now.isBefore(tied) || !now.isBefore(tied.plus(LOOSE_ENDS));
    JobBook.LooseEnds ends = rooms.book().looseEnds(settings.owner(), now, all);
    for (Job job : ends.abandoned()) {
      if (settings.workers() > 0 && !runs.containsKey(job.id())) {
        Optional<Job> queued = rooms.desk().advance(job, new Change.Interrupted());
        queued.ifPresent(_ -> LOG.log(Level.INFO, "Takes up job " + job.id() + " again"));
      }
    }
    if (all) {
      ends.lists().forEach(lists::hear);
      ends.strays().forEach(rooms.desk()::remove);
      tidier.again();
      tied = now;
    }
    if (!recovered) {
      rooms.desk().all(Set.of(Status.QUEUED)).forEach(sites::remember);
      scratch.sweep(rooms.book());
      ends.removed().forEach(tidier::add);
      recovered = true;
    }
  }

  private void fill(long free) throws IOException {
    if (settings.workers() == 0) {
      return;
    }
    if (!ground.firm(free)) {
      thinOut(free);
      return;
    }
    lowSince = null;
    boolean thick = crowd.thick(free, ground.least());
    if (thick && !runs.isEmpty()) {
      return;
    }
    while (!closing && places.tryAcquire()) {
      boolean started = false;
      try {
        Openings openings = new Openings(sites.closed(), settings.perSite());
        Optional<Job> claimed = rooms.desk().claim(settings.owner(), settings.lease(), openings);
        started = claimed.isPresent();
        claimed.ifPresent(this::run);
      } finally {
        if (!started) {
          places.release();
        }
      }
      if (!started || thick) {
        return;
      }
    }
  }

  /** Whoever filled the disk may make room again; where nobody does, partial files must. */
  private void thinOut(long free) throws IOException {
    Instant now = rooms.clock().instant();
    if (!ground.low(free) || !runs.isEmpty()) {
      lowSince = null;
    } else if (lowSince == null) {
      lowSince = now;
    } else if (!now.isBefore(lowSince.plus(settings.poll().multipliedBy(POLLS_OF_PATIENCE)))) {
      crowd.thin(free, ground.least());
      lowSince = now;
    }
  }

  private void run(Job claimed) {
    Run run = new Run(claimed, new Run.Shop(rooms, settings, scratch, sites, tries, ground));
    crowd.begins(claimed.id());
    Run earlier = runs.put(claimed.id(), run);
    run.start(
        // Called off and retried at once: the earlier run must have left the folder first.
        earlier,
        () -> {
          runs.remove(claimed.id(), run);
          tidier.add(claimed.id());
          places.release();
          news.release();
        });
    // A fact that came between the claim and the entry in the map found nobody to call off.
    Optional<Job> now = rooms.desk().find(claimed.id());
    if (now.isEmpty() || now.get().status() == Status.CANCELLED) {
      run.calledOff(Long.MAX_VALUE);
    }
  }

  private void retain() throws IOException {
    Instant now = rooms.clock().instant();
    if (settings.retention().isPresent() && (swept == null || !now.isBefore(swept.plus(SWEEP)))) {
      swept = now;
      new Retention(rooms, settings.retention().get()).sweep();
    }
  }

  private static void join(Thread thread, Duration patience) {
    try {
      if (thread.getState() != Thread.State.NEW && !thread.join(patience)) {
        LOG.log(Level.WARNING, "The foreman did not stop in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
