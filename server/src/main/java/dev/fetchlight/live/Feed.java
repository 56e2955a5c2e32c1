package dev.fetchlight.live;

import dev.fetchlight.job.JobId;
import dev.fetchlight.live.wire.Envelope;
import dev.fetchlight.live.wire.Message;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Those of one loop who watch every job. While there are any, the loop knows all unfinished jobs
 * and the newest finished ones, so that whoever joins is served from memory.
 */
final class Feed {
  /** How many finished jobs one who joins is shown. */
  static final int FINISHED_SHOWN = 100;

  /** How long an end is remembered, so that news which comes late or twice cannot undo it. */
  private static final long RECENT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LoopHub hub;
  private final Set<ManyPeer> peers = new LinkedHashSet<>();
  private final Map<ManyPeer, Map<JobId, Long>> waiting = new HashMap<>();
  private final TreeSet<JobId> finished = new TreeSet<>();
  private final Map<JobId, Long> recent = new HashMap<>();
  private Batches.Showing last = Batches.Showing.NONE;
  private boolean loaded;
  private int life;

  Feed(LoopHub hub) {
    this.hub = hub;
  }

  /** Whether anybody watches, so that the loop has to hear of every job. */
  boolean open() {
    return !peers.isEmpty() || !waiting.isEmpty();
  }

  /** Whether anybody is past the beginning, and is to be shown what is new. */
  boolean shown() {
    return !peers.isEmpty();
  }

  int size() {
    return peers.size();
  }

  /** Whether a job that nobody watches by its id is to be kept. */
  boolean keeps(WatchedJob job) {
    return open() && (finished.contains(job.id()) || recent.containsKey(job.id()));
  }

  /** Shows everything from now on, beginning with what is newer than {@code have}. */
  void join(ManyPeer peer, Map<JobId, Long> have) {
    if (peers.contains(peer)) {
      have.forEach((id, version) -> catchUp(peer, id, version));
      peer.resume();
      return;
    }
    if (loaded) {
      admit(peer, have);
      return;
    }
    boolean first = !open();
    waiting.computeIfAbsent(peer, _ -> new HashMap<>()).putAll(have);
    if (first) {
      hub.openFeed(++life);
    }
  }

  void leave(ManyPeer peer) {
    boolean was = open();
    peers.remove(peer);
    waiting.remove(peer);
    if (was && !open()) {
      loaded = false;
      finished.clear();
      recent.clear();
      hub.closeFeed();
    }
  }

  /**
   * What the book has was read, and the hub has taken it; old news of an earlier life does not
   * count.
   */
  void loaded(int ofLife) {
    if (ofLife == life && open()) {
      loaded = true;
      Map<ManyPeer, Map<JobId, Long>> all = new HashMap<>(waiting);
      waiting.clear();
      all.forEach(this::admit);
    }
  }

  boolean current(int ofLife) {
    return ofLife == life && open();
  }

  /** Takes note of a job's newest state. */
  void note(WatchedJob job, long now) {
    if (!open()) {
      return;
    }
    if (job.terminal()) {
      finished.add(job.id());
    } else {
      finished.remove(job.id());
    }
    if (job.over()) {
      recent.put(job.id(), now);
    }
    while (finished.size() > FINISHED_SHOWN) {
      hub.settle(finished.pollFirst());
    }
  }

  /**
   * Shows the newest states of these jobs: one batch for all who are ready for it.
   *
   * @param batches the loop's, loaded anew with every use
   */
  void show(List<WatchedJob> jobs, Batches batches) {
    batches.load(jobs, last);
    last = new Batches.Showing(last.number() + 1, states(jobs));
    for (ManyPeer peer : peers) {
      if (peer.ready() && !peer.watchesById()) {
        peer.showFeed(batches, last.number());
      } else {
        peer.oweOthers(jobs);
        peer.flush();
      }
    }
  }

  /** Says something to all who are past the beginning. */
  void say(Message message) {
    peers.forEach(peer -> peer.say(message));
  }

  private static List<Envelope> states(List<WatchedJob> jobs) {
    return jobs.stream().filter(job -> !job.removed()).map(WatchedJob::newest).toList();
  }

  /** Forgets what ended long ago. */
  void sweep(long now) {
    List<JobId> old =
        recent.entrySet().stream()
            .filter(each -> now - each.getValue() >= RECENT_NANOS)
            .map(Map.Entry::getKey)
            .toList();
    old.forEach(recent::remove);
    old.forEach(hub::settle);
  }

  private void admit(ManyPeer peer, Map<JobId, Long> have) {
    Map<JobId, Long> elsewhere = new HashMap<>(have);
    for (WatchedJob job : hub.jobs()) {
      if (job.known() && (!job.over() || finished.contains(job.id()))) {
        Long known = elsewhere.remove(job.id());
        if (known == null || job.version() > known) {
          peer.owe(job);
        }
      }
    }
    peers.add(peer);
    Message queue = hub.queue();
    if (queue != null) {
      peer.say(queue);
    }
    // What it knows and the feed does not begin with: older, or no more.
    elsewhere.forEach(peer::subscribe);
    peer.resume();
  }

  private void catchUp(ManyPeer peer, JobId id, long version) {
    WatchedJob job = hub.find(id);
    if (job == null || !job.known()) {
      peer.subscribe(id, version);
    } else if (job.version() > version) {
      peer.owe(job);
    }
  }
}
