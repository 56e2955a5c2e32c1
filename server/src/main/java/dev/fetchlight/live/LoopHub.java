package dev.fetchlight.live;

import dev.fetchlight.job.JobId;
import dev.fetchlight.live.connection.Connection;
import dev.fetchlight.live.connection.Farewell;
import dev.fetchlight.live.connection.Kernel;
import dev.fetchlight.live.wire.DeflatedFrames;
import dev.fetchlight.live.wire.Envelope;
import dev.fetchlight.live.wire.Message;
import dev.fetchlight.live.wire.Messages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * All who watch on one event loop, which alone touches them: no lock, and one task a state however
 * many watch.
 */
final class LoopHub {
  /** After so many frames the clock is read again, to tell how late they are. */
  private static final int FRAMES_A_LOOK = 32;

  private static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  final Tally tally = new Tally();
  private final Context context;
  private final EventLoop loop;
  private final Live live;

  /** The newest state of each job that is to be shown; others touch this and what follows alone. */
  private final Map<JobId, News> coming = new ConcurrentHashMap<>();

  /** The jobs in it, in the order in which they came. */
  private final Queue<JobId> arrivals = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean awaited = new AtomicBoolean();

  private final Map<JobId, WatchedJob> jobs = new HashMap<>();
  private final Peers peers = new Peers(tally);
  private final Feed feed = new Feed(this);
  private final Batches batches = new Batches();
  private final Beat beat = new Beat(feed, batches, this::beatIn);
  private final Batch owed = new Batch();
  private final ByteBuf words = Unpooled.directBuffer();
  private final DeflatedFrames deflatedFrames = new DeflatedFrames();

  LoopHub(Context context, Live live) {
    this.context = context;
    this.loop = ((ContextInternal) context).nettyEventLoop();
    this.live = live;
    context.owner().setPeriodic(Peers.SWEEP_MILLIS, _ -> sweep(System.nanoTime()));
  }

  /** On the event loop: shows one job on the connection until either ends. */
  void watch(Connection connection, JobId id, long have) {
    WatchedJob job = job(id);
    JobPeer peer = new JobPeer(connection, this, job, have);
    welcome(connection, peer);
    job.join(peer);
    if (job.removed()) {
      peer.gone();
    } else if (job.known()) {
      peer.catchUp(System.nanoTime() + CALM_NANOS);
      inNanos(CALM_NANOS, peer::resume);
    }
    settle(job);
  }

  /** On the event loop: answers what the connection wants to watch. */
  void attend(Connection connection) {
    ManyPeer peer = new ManyPeer(connection, this);
    welcome(connection, peer);
    peer.say(Messages.hello(live.epoch()));
  }

  /** On the event loop: shows every job on the connection. */
  void attendFeed(Connection connection) {
    ManyPeer peer = new ManyPeer(connection, this);
    welcome(connection, peer);
    peer.say(Messages.hello(live.epoch()));
    feed.join(peer, Map.of());
  }

  private void welcome(Connection connection, SocketPeer peer) {
    peers.add(peer);
    peer.begin();
    Kernel.bound(connection.channel());
  }

  /** From any thread: there is news of a job, told at {@code at}. */
  void deliver(Envelope envelope, long at) {
    News news = new News(envelope, at, 0);
    while (coming.putIfAbsent(envelope.id(), news) != null) {
      // A loop that is behind finds the newest alone: what waits for it never grows.
      if (coming.computeIfPresent(envelope.id(), (_, waiting) -> waiting.newer(news)) != null) {
        return;
      }
    }
    arrivals.add(envelope.id());
    // Waking a loop costs more than what it does for a job, so one waking serves all that wait.
    if (awaited.compareAndSet(false, true)) {
      context.runOnContext(_ -> arrive());
    }
  }

  /** From any thread: what the book has for a feed that was opened. */
  void deliver(List<Envelope> read, int ofLife) {
    long at = System.nanoTime();
    context.runOnContext(_ -> {
      if (feed.current(ofLife)) {
        for (Envelope envelope : read) {
          WatchedJob job = job(envelope.id());
          boolean news = job.take(envelope, at);
          // Also where it is no news here: the feed has not heard of it.
          feed.note(job, at);
          if (news) {
            show(job);
          }
          settle(job);
        }
        feed.loaded(ofLife);
      }
    });
  }

  /** From any thread: there is news of the queue. */
  void deliver(Message queue) {
    context.runOnContext(_ -> feed.say(queue));
  }

  /** What the feed begins with beside jobs, where there is anything. */
  @Nullable Message queue() {
    return live.queue();
  }

  /** From any thread: tells everyone in turn that the server goes away. */
  Future<Void> drain(Farewell farewell) {
    return Future.future(
        done -> context.runOnContext(_ -> peers.drain(context.owner(), farewell, done)));
  }

  /** From any thread: what is counted here. */
  Future<Counts> counts() {
    return Future.future(
        done -> context.runOnContext(_ -> done.complete(peers.counts(jobs.size()))));
  }

  /** From any thread: sweeps as if it were {@code now}, in nanoseconds of the system's clock. */
  void sweepAt(long now) {
    context.runOnContext(_ -> sweep(now));
  }

  Feed feed() {
    return feed;
  }

  Collection<WatchedJob> jobs() {
    return jobs.values();
  }

  @Nullable WatchedJob find(JobId id) {
    return jobs.get(id);
  }

  /** The job, known from now on; whoever wants to keep it settles it afterwards. */
  WatchedJob job(JobId id) {
    return jobs.computeIfAbsent(id, WatchedJob::new);
  }

  /** An empty batch for one peer. */
  Batch batch() {
    owed.clear();
    return owed;
  }

  /** The form of frames for those who take them compressed. */
  DeflatedFrames deflatedFrames() {
    return deflatedFrames;
  }

  Beat beat() {
    return beat;
  }

  Batches batches() {
    return batches;
  }

  /** An empty buffer for a few words. */
  ByteBuf words() {
    return words.clear();
  }

  void openFeed(int life) {
    live.openFeed(this, life);
  }

  void closeFeed() {
    live.closeFeed(this);
    List.copyOf(jobs.values()).forEach(this::settle);
  }

  void left(Peer peer) {
    peers.remove(peer);
    live.left();
  }

  void settle(JobId id) {
    WatchedJob job = jobs.get(id);
    if (job != null) {
      settle(job);
    }
  }

  /** Hears of a job exactly while somebody here wants to, and forgets it when nobody does. */
  void settle(WatchedJob job) {
    boolean wanted = job.watched() || (feed.open() && !job.over());
    if (wanted != job.followed()) {
      job.followed(wanted);
      if (wanted) {
        live.join(job.id(), this, job.known() ? job.newest() : null);
      } else {
        live.leave(job.id(), this);
      }
    }
    if (!wanted && !feed.keeps(job)) {
      jobs.remove(job.id(), job);
    }
  }

  private void arrive() {
    awaited.set(false);
    for (JobId id = arrivals.poll(); id != null; id = arrivals.poll()) {
      arrive(id);
    }
  }

  private void arrive(JobId id) {
    News news = coming.remove(id);
    if (news == null) {
      return;
    }
    WatchedJob known = jobs.get(id);
    if (known != null && news.replaced() > 0) {
      tally.replaced += (long) news.replaced() * (known.audience().size() + feed.size());
    }
    take(news.envelope(), news.at());
  }

  private void take(Envelope envelope, long at) {
    WatchedJob known = jobs.get(envelope.id());
    if (known == null && !feed.open()) {
      return;
    }
    WatchedJob job = known == null ? job(envelope.id()) : known;
    if (job.take(envelope, at)) {
      feed.note(job, at);
      show(job);
      settle(job);
    }
  }

  /** There is a newer state for those who watch it. */
  private void show(WatchedJob job) {
    if (feed.shown() || !job.subscriptions().isEmpty()) {
      beat.add(job);
    }
    if (job.removed()) {
      List.copyOf(job.audience()).forEach(JobPeer::gone);
    } else if (!job.audience().isEmpty()) {
      inTurn(job);
    }
  }

  private void inTurn(WatchedJob job) {
    long delay = job.turn(System.nanoTime());
    if (delay == 0) {
      broadcast(job);
    } else if (delay > 0) {
      inNanos(delay, () -> broadcast(job));
    } else {
      tally.replaced += job.audience().size();
    }
  }

  private void broadcast(WatchedJob job) {
    long now = System.nanoTime();
    Batches.Showing before = job.shown();
    job.shown(now);
    if (job.removed()) {
      return;
    }
    batches.load(List.of(job), before);
    List<JobPeer> audience = job.audience();
    int counted = 0;
    // From the end, since one that leaves gives its place to the last.
    for (int at = audience.size() - 1; at >= 0; at--) {
      JobPeer peer = audience.get(at);
      peer.update(batches, now);
      counted++;
      if (counted == FRAMES_A_LOOK || at == 0) {
        tally.delayed(counted, System.nanoTime() - job.told());
        counted = 0;
      }
    }
  }

  private void beatIn(long nanos) {
    inNanos(nanos, this::strike);
  }

  private void strike() {
    for (WatchedJob job : beat.strike()) {
      tally.delayed(feed.size() + job.subscriptions().size(), System.nanoTime() - job.told());
      if (job.removed()) {
        List.copyOf(job.subscriptions()).forEach(each -> each.peer().unsubscribe(job.id()));
      }
      settle(job);
    }
  }

  private void inNanos(long nanos, Runnable due) {
    // Not by Vert.x's own timers: a peer that speaks is heard outside of any context.
    var _ = loop.schedule(() -> context.runOnContext(_ -> due.run()), nanos, TimeUnit.NANOSECONDS);
  }

  private void sweep(long now) {
    peers.sweep(now);
    feed.sweep(now);
  }
}
