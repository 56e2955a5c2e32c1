package dev.fetchlight.live;

import dev.fetchlight.job.JobId;
import dev.fetchlight.live.wire.Envelope;
import dev.fetchlight.live.wire.Message;
import io.vertx.core.Context;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings news from any thread to those who watch on one event loop: one task a state however many
 * watch, at once to those of one job, and with the beat to those of many.
 */
final class Delivery {
  /** After so many frames the clock is read again, to tell how late they are. */
  private static final int FRAMES_A_LOOK = 32;

  /** The newest state of each job that is to be shown; others touch this and what follows alone. */
  private final Map<JobId, News> coming = new ConcurrentHashMap<>();

  /** The jobs in it, in the order in which they came. */
  private final Queue<JobId> arrivals = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean awaited = new AtomicBoolean();

  private final Context context;
  private final LoopHub hub;
  private final Tally tally;
  private final Feed feed;
  private final Batches batches = new Batches();
  private final Beat beat;

  Delivery(Context context, LoopHub hub) {
    this.context = context;
    this.hub = hub;
    this.tally = hub.tally;
    this.feed = hub.feed();
    this.beat = new Beat(feed, batches, nanos -> hub.inNanos(nanos, this::strike));
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
          WatchedJob job = hub.job(envelope.id());
          boolean news = job.take(envelope, at);
          // Also where it is no news here: the feed has not heard of it.
          feed.note(job, at);
          if (news) {
            show(job);
          }
          hub.settle(job);
        }
        feed.loaded(ofLife);
      }
    });
  }

  /** From any thread: there is news of the queue. */
  void deliver(Message queue) {
    context.runOnContext(_ -> feed.say(queue));
  }

  /** Gives a peer what it is owed, now or with the next beat. */
  void resume(ManyPeer peer) {
    beat.resume(peer);
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
    WatchedJob known = hub.find(id);
    if (known != null && news.replaced() > 0) {
      tally.replaced += (long) news.replaced() * (known.audience().size() + feed.size());
    }
    take(news.envelope(), news.at());
  }

  private void take(Envelope envelope, long at) {
    WatchedJob known = hub.find(envelope.id());
    if (known == null && !feed.open()) {
      return;
    }
    WatchedJob job = known == null ? hub.job(envelope.id()) : known;
    if (job.take(envelope, at)) {
      feed.note(job, at);
      show(job);
      hub.settle(job);
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
      hub.inNanos(delay, () -> broadcast(job));
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

  private void strike() {
    for (WatchedJob job : beat.strike()) {
      tally.delayed(feed.size() + job.subscriptions().size(), System.nanoTime() - job.told());
      if (job.removed()) {
        List.copyOf(job.subscriptions()).forEach(each -> each.peer().unsubscribe(job.id()));
      }
      hub.settle(job);
    }
  }
}
