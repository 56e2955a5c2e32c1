package dev.fetchlight.live;

import dev.fetchlight.bus.Bus;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobBook;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Notice;
import dev.fetchlight.job.Status;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The board in the hall: hears what happens to jobs, and shows each watched one to all who watch,
 * at most ten times a second. Every frame is a whole state, so the newest one is always enough.
 */
public final class Live implements AutoCloseable {
  static final String FACTS = "facts";
  static final String TICKS = "ticks/";

  private static final Logger LOG = System.getLogger(Live.class.getName());
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long SWEEP_MILLIS = 1_000;

  private final Vertx vertx;
  private final Bus bus;
  private final JobBook book;
  private final DownloadJson downloads;
  private final int mostSockets;
  private final Map<JobId, Job> running = new ConcurrentHashMap<>();
  private final Map<JobId, Interest> interests = new ConcurrentHashMap<>();
  private final Map<Context, LoopHub> hubs = new ConcurrentHashMap<>();
  private final AtomicInteger sockets = new AtomicInteger();
  private final Bus.Subscription facts;
  private final long sweeper;

  /**
   * @param mostSockets how many watchers this node takes at once
   */
  public Live(Vertx vertx, Bus bus, JobBook book, DownloadJson downloads, int mostSockets) {
    this.vertx = vertx;
    this.bus = bus;
    this.book = book;
    this.downloads = downloads;
    this.mostSockets = mostSockets;
    this.facts = bus.subscribe(FACTS, this::fact);
    this.sweeper = vertx.setPeriodic(SWEEP_MILLIS, _ -> readQuiet());
  }

  /** Passes news of a job on to every node; the caller's thread does the little work there is. */
  public void hear(Notice notice) {
    switch (notice) {
      case Notice.Fact(var job) -> {
        keep(job);
        bus.publish(FACTS, () -> envelope(job).pack());
      }
      case Notice.Tick(var job) -> {
        running.computeIfPresent(job.id(), (_, known) -> newer(known, job));
        bus.publish(TICKS + job.id(), () -> envelope(job).pack());
      }
      case Notice.Removed(var id) -> {
        running.remove(id);
        bus.publish(FACTS, () -> Envelope.removed(id).pack());
      }
    }
  }

  /** The newest state of a job that runs on this node, ticks included. */
  public Optional<Job> newest(JobId id) {
    return Optional.ofNullable(running.get(id));
  }

  /** How many sockets watch now. */
  public int watchers() {
    return sockets.get();
  }

  /** How many event loops have had watchers. */
  int loops() {
    return hubs.size();
  }

  /** Sweeps every event loop as if it were {@code now}. */
  void sweepAt(long now) {
    hubs.values().forEach(hub -> hub.sweepAt(now));
  }

  /** Shows a job on a socket that was just opened; call it on the socket's event loop. */
  public void watch(ServerWebSocket socket, JobId id) {
    if (sockets.incrementAndGet() > mostSockets) {
      sockets.decrementAndGet();
      var _ = socket.writeTextMessage(Messages.error("too_many_sockets", "Too many are watching."));
      var _ = socket.close(Closing.TOO_MANY.code, Closing.TOO_MANY.words);
      return;
    }
    // Each request has a context of its own; what they share is the event loop's.
    Context loop = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    hubs.computeIfAbsent(loop, each -> new LoopHub(each, this)).watch(socket, id);
  }

  /** Ends an open socket that asked for a job there cannot be. */
  public static void refuse(ServerWebSocket socket) {
    var _ = socket.writeTextMessage(Messages.error("not_found", "There is no such download."));
    var _ = socket.close(Closing.NOT_FOUND.code, Closing.NOT_FOUND.words);
  }

  /** Ends an open socket whose session is over; call it on the socket's event loop. */
  public static void endSession(ServerWebSocket socket) {
    var _ = socket.close(Closing.NOT_AUTHORISED.code, Closing.NOT_AUTHORISED.words);
  }

  /** Tells every socket that the server goes away. */
  public Future<Void> drain() {
    vertx.cancelTimer(sweeper);
    return Future.all(hubs.values().stream().map(LoopHub::drain).toList()).mapEmpty();
  }

  @Override
  public void close() {
    vertx.cancelTimer(sweeper);
    facts.close();
  }

  void left() {
    sockets.decrementAndGet();
  }

  /** Somebody on {@code hub}'s loop watches from now on; what is known or read comes to it. */
  void join(JobId id, LoopHub hub) {
    interests.compute(
        id,
        (_, known) -> {
          Interest interest = known;
          if (interest == null) {
            // Subscribe first, then read: what changes in between is heard.
            interest = new Interest(id, System.nanoTime());
            interest.subscribe(bus);
            read(interest);
          }
          interest.join(hub);
          return interest;
        });
  }

  void leave(JobId id, LoopHub hub) {
    interests.computeIfPresent(id, (_, interest) -> interest.leave(hub) ? null : interest);
  }

  /** News of one job may come from two threads, and the older one last. */
  private void keep(Job job) {
    if (job.status() == Status.PROCESSING) {
      running.merge(job.id(), job, Live::newer);
    } else {
      running.remove(job.id());
    }
  }

  private static Job newer(Job known, Job told) {
    return told.version().compareTo(known.version()) > 0 ? told : known;
  }

  private void fact(byte[] message) {
    Envelope fact = Envelope.unpack(message);
    Interest interest = interests.get(fact.id());
    if (interest != null) {
      interest.offer(fact);
    }
  }

  private Envelope envelope(Job job) {
    return new Envelope(job.id(), job.version(), job.status(), Messages.status(downloads, job));
  }

  private void read(Interest interest) {
    Job here = running.get(interest.id());
    if (here != null) {
      interest.offer(envelope(here));
    } else {
      readFromBook(List.of(interest));
    }
  }

  /** The bus may have lost the last fact: what went quiet is read again, all in one query. */
  private void readQuiet() {
    long now = System.nanoTime();
    List<Interest> quiet =
        interests.values().stream().filter(each -> each.quiet(now, QUIET_NANOS)).toList();
    if (!quiet.isEmpty()) {
      quiet.forEach(interest -> interest.reread(now));
      readFromBook(quiet);
    }
  }

  /** The crossing to blocking work: the answers hop back through {@link LoopHub#deliver}. */
  private void readFromBook(List<Interest> wanted) {
    Thread.ofVirtual()
        .name("live-read")
        .start(() -> {
          Set<JobId> ids = wanted.stream().map(Interest::id).collect(Collectors.toSet());
          try {
            Map<JobId, Job> found =
                book.find(ids).stream().collect(Collectors.toMap(Job::id, job -> job));
            for (Interest interest : wanted) {
              Job job = found.get(interest.id());
              interest.offer(job == null ? Envelope.removed(interest.id()) : envelope(job));
            }
          } catch (RuntimeException e) {
            // The next sweep reads again; watchers keep what they have.
            LOG.log(Level.WARNING, "reading watched jobs", e);
          }
        });
  }
}
