package dev.fetchlight.live;

import dev.fetchlight.job.JobId;
import dev.fetchlight.live.connection.Connection;
import dev.fetchlight.live.connection.Farewell;
import dev.fetchlight.live.connection.Kernel;
import dev.fetchlight.live.wire.DeflatedFrames;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All who watch on one event loop, from their coming to their leaving, and the jobs they watch. The
 * loop alone touches them: no lock.
 */
final class LoopHub {
  private static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  final Tally tally = new Tally();
  private final Context context;
  private final EventLoop loop;
  private final Live live;
  private final Map<JobId, WatchedJob> jobs = new HashMap<>();
  private final Peers peers = new Peers(tally);
  private final Feed feed = new Feed(this);
  private final Delivery delivery;
  private final Batch owed = new Batch();
  private final ByteBuf words = Unpooled.directBuffer();
  private final DeflatedFrames deflatedFrames = new DeflatedFrames();

  LoopHub(Context context, Live live) {
    this.context = context;
    this.loop = ((ContextInternal) context).nettyEventLoop();
    this.live = live;
    this.delivery = new Delivery(context, this);
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

  /** What brings news to those who watch here. */
  Delivery delivery() {
    return delivery;
  }

  /** An empty buffer for a few words. */
  ByteBuf words() {
    return words.clear();
  }

  void openFeed(int life) {
    live.openFeed(delivery, life);
  }

  void closeFeed() {
    live.closeFeed(delivery);
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
        live.join(job.id(), delivery, job.known() ? job.newest() : null);
      } else {
        live.leave(job.id(), delivery);
      }
    }
    if (!wanted && !feed.keeps(job)) {
      jobs.remove(job.id(), job);
    }
  }

  /** On the event loop: does something there so much later. */
  void inNanos(long nanos, Runnable due) {
    // Not by Vert.x's own timers: a peer that speaks is heard outside of any context.
    var _ = loop.schedule(() -> context.runOnContext(_ -> due.run()), nanos, TimeUnit.NANOSECONDS);
  }

  private void sweep(long now) {
    peers.sweep(now);
    feed.sweep(now);
  }
}
