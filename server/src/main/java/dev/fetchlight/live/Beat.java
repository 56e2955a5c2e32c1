package dev.fetchlight.live;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The pulse at which one loop shows news to those who watch many jobs: at once after a rest, else
 * ten times a second, all that changed in one write. Twenty running jobs then cost little more than
 * one.
 */
final class Beat {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final SequencedSet<WatchedJob> changed = new LinkedHashSet<>();
  private final Set<ManyPeer> resumed = new LinkedHashSet<>();
  private final Feed feed;
  private final Batches batches;
  private final LongConsumer inNanos;
  private boolean coming;
  private long last = System.nanoTime() - EVERY_NANOS;

  /**
   * @param batches the loop's, loaded anew with every use
   * @param inNanos has {@link #strike} called after so many nanoseconds
   */
  Beat(Feed feed, Batches batches, LongConsumer inNanos) {
    this.feed = feed;
    this.batches = batches;
    this.inNanos = inNanos;
  }

  /** There is news of a job. */
  void add(WatchedJob job) {
    if (!changed.add(job) || coming) {
      return;
    }
    coming = true;
    inNanos.accept(Math.max(0, last + EVERY_NANOS - System.nanoTime()));
  }

  /**
   * Gives a peer what it is owed, but not while there is news that it will be owed in a moment: it
   * would get that state twice.
   */
  void resume(ManyPeer peer) {
    if (changed.isEmpty()) {
      peer.flush();
    } else {
      resumed.add(peer);
    }
  }

  /** Shows all news since the last beat; gives the jobs it was about. */
  List<WatchedJob> strike() {
    coming = false;
    last = System.nanoTime();
    List<WatchedJob> jobs = new ArrayList<>(changed);
    changed.clear();
    showById(jobs);
    feed.show(jobs, batches);
    resumed.forEach(Peer::flush);
    resumed.clear();
    return jobs;
  }

  /** Pages show the same downloads: those that come after one another share a batch. */
  private void showById(List<WatchedJob> jobs) {
    List<ManyPeer> peers = new ArrayList<>();
    for (WatchedJob job : jobs) {
      for (Subscription subscription : job.subscriptions()) {
        if (subscription.due() && subscription.peer().expect(job)) {
          peers.add(subscription.peer());
        }
      }
    }
    List<WatchedJob> loaded = List.of();
    for (ManyPeer peer : peers) {
      List<WatchedJob> expected = peer.expected();
      if (peer.ready()) {
        if (!expected.equals(loaded)) {
          batches.load(expected, Batches.Showing.NONE);
          loaded = expected;
        }
        expected.forEach(peer::given);
        peer.show(batches.of(peer.wire));
      } else {
        expected.forEach(peer::owe);
        peer.flush();
      }
    }
  }
}
