package dev.fetchlight.live;

import dev.fetchlight.bus.Bus;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.HistoryQuery;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.Notice;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.live.connection.Farewell;
import dev.fetchlight.live.wire.DownloadJson;
import dev.fetchlight.live.wire.Envelope;
import dev.fetchlight.live.wire.Message;
import dev.fetchlight.live.wire.Messages;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The board in the hall: hears what happens to jobs, and shows each watched one to all who watch,
 * at most ten times a second. Every frame is a whole state, so the newest one is always enough.
 */
public final class Live implements AutoCloseable {
  static final String FACTS = "facts";
  static final String TICKS = "ticks/";

  private static final Logger LOG = System.getLogger(Live.class.getName());

  /** How often the book is asked what the bus may have lost. */
  private static final long NEWS_MILLIS = 3_000;

  private static final int MOST_UNFINISHED = 10_000;

  private final Vertx vertx;
  private final Bus bus;
  private final JobBook book;
  private final DownloadJson downloads;
  private final BookReader reader;
  private final Map<JobId, Job> running = new ConcurrentHashMap<>();
  private final Map<JobId, Interest> interests = new ConcurrentHashMap<>();
  private final Map<Context, LoopHub> hubs = new ConcurrentHashMap<>();
  private final Set<Delivery> feeds = new CopyOnWriteArraySet<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Bus.Subscription facts;
  private final long newsTimer;
  private volatile @Nullable Message queue;
  private volatile @Nullable Farewell farewell;

  public Live(Vertx vertx, Bus bus, JobBook book, DownloadJson downloads, InstantSource clock) {
    this.vertx = vertx;
    this.bus = bus;
    this.book = book;
    this.downloads = downloads;
    this.reader = new BookReader(book, clock, this::found);
    this.facts = bus.subscribe(FACTS, message -> told(Envelope.unpack(message)));
    this.newsTimer = vertx.setPeriodic(NEWS_MILLIS, _ -> readNews());
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
      case Notice.Removed(var id, _) -> {
        running.remove(id);
        bus.publish(FACTS, () -> Envelope.removed(id).pack());
      }
    }
  }

  /** What holds this node's queue up is told to all who watch the feed here. */
  public void hear(QueueState state) {
    Message message = Messages.queue(state);
    queue = message;
    feeds.forEach(loop -> loop.deliver(message));
  }

  /** What was told of the queue last. */
  @Nullable Message queue() {
    return queue;
  }

  /** The newest state of a job that runs on this node, ticks included. */
  public Optional<Job> newest(JobId id) {
    return Optional.ofNullable(running.get(id));
  }

  /** How many connections watch now. */
  public int watchers() {
    return connections.get();
  }

  /** What is counted on all event loops. */
  public Future<Counts> counts() {
    List<Future<Counts>> each = hubs.values().stream().map(LoopHub::counts).toList();
    return Future.all(each)
        .map(_ -> each.stream().map(Future::result).reduce(Counts.NONE, Counts::plus));
  }

  /** Tells everyone that the server goes away, over a moment where there are many. */
  public Future<Void> drain() {
    Farewell now = Farewell.to(watchers());
    farewell = now;
    vertx.cancelTimer(newsTimer);
    return Future.all(hubs.values().stream().map(hub -> hub.drain(now)).toList()).mapEmpty();
  }

  @Override
  public void close() {
    vertx.cancelTimer(newsTimer);
    facts.close();
  }

  /** How everyone is sent away, once that has begun. */
  @Nullable Farewell farewell() {
    return farewell;
  }

  /** One connection more; false, and none, where there are {@code most} already. */
  boolean enter(int most) {
    return connections.getAndUpdate(now -> now < most ? now + 1 : now) < most;
  }

  void left() {
    connections.decrementAndGet();
  }

  String epoch() {
    return downloads.epoch();
  }

  /** The hub of the event loop that this is called on. */
  LoopHub hub() {
    // Each request has a context of its own; what they share is the event loop's.
    Context loop = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    return hubs.computeIfAbsent(loop, each -> new LoopHub(each, this));
  }

  /** How many event loops have had watchers. */
  int loops() {
    return hubs.size();
  }

  /** Sweeps every event loop as if it were {@code now}. */
  void sweepAt(long now) {
    hubs.values().forEach(hub -> hub.sweepAt(now));
  }

  /**
   * Somebody on that loop watches from now on; what is known or read comes to it.
   *
   * @param known the state that the loop has, if it has one
   */
  void join(JobId id, Delivery loop, @Nullable Envelope known) {
    Interest fresh = new Interest(id);
    Interest interest =
        interests.compute(
            id,
            (_, before) -> {
              if (before == null) {
                fresh.subscribe(bus);
              }
              Interest joined = before == null ? fresh : before;
              joined.join(loop);
              return joined;
            });
    if (interest == fresh) {
      // Only now: what is read before anyone finds the interest would be lost.
      begin(fresh, id, known);
    }
  }

  void leave(JobId id, Delivery loop) {
    interests.computeIfPresent(id, (_, interest) -> interest.leave(loop) ? null : interest);
  }

  /** A loop wants to hear of every job, beginning with what is in the book. */
  void openFeed(Delivery loop, int life) {
    feeds.add(loop);
    Thread.ofVirtual().name("live-feed").start(() -> readFeed(loop, life));
  }

  void closeFeed(Delivery loop) {
    feeds.remove(loop);
  }

  private void begin(Interest interest, JobId id, @Nullable Envelope known) {
    Job here = running.get(id);
    if (here != null) {
      interest.offer(envelope(here));
    } else if (known != null) {
      interest.offer(known);
    } else {
      reader.want(id);
    }
  }

  private void readFeed(Delivery loop, int life) {
    try {
      Map<JobId, Job> jobs = new LinkedHashMap<>();
      Set<Status> unfinished = Set.of(Status.QUEUED, Status.PROCESSING);
      history(unfinished, MOST_UNFINISHED).forEach(job -> jobs.put(job.id(), job));
      history(Set.of(), Feed.FINISHED_SHOWN).forEach(job -> jobs.put(job.id(), job));
      loop.deliver(
          jobs.values().stream()
              .map(job -> envelope(newer(job, running.getOrDefault(job.id(), job))))
              .toList(),
          life);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "reading the feed", e);
      vertx.setTimer(NEWS_MILLIS, _ -> openFeed(loop, life));
    }
  }

  private List<Job> history(Set<Status> statuses, int most) {
    return book.history(new HistoryQuery(statuses, null, null, null, null, null, most));
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

  private void told(Envelope news) {
    Interest interest = interests.get(news.id());
    if (interest != null) {
      interest.offer(news);
    }
    long at = System.nanoTime();
    feeds.forEach(loop -> loop.deliver(news, at));
  }

  private void found(JobId id, @Nullable Job job) {
    if (job == null) {
      told(Envelope.removed(id));
    } else if (interests.containsKey(id) || !feeds.isEmpty()) {
      told(envelope(job));
    }
  }

  private Envelope envelope(Job job) {
    return new Envelope(job.id(), job.version(), job.status(), Messages.status(downloads, job));
  }

  private void readNews() {
    if (connections.get() > 0) {
      reader.wantNews();
    }
  }
}
