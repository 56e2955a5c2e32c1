package dev.fetchlight.live;

import dev.fetchlight.bus.Bus;
import dev.fetchlight.job.JobId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** That somebody on this node watches a job, on which event loops, and the newest that is known. */
final class Interest {
  private final JobId id;
  private final List<LoopHub> hubs = new CopyOnWriteArrayList<>();
  private Bus.@Nullable Subscription ticks;
  private volatile @Nullable Envelope newest;
  private volatile long changed;

  Interest(JobId id, long now) {
    this.id = id;
    this.changed = now;
  }

  JobId id() {
    return id;
  }

  void subscribe(Bus bus) {
    ticks = bus.subscribe(Live.TICKS + id, message -> offer(Envelope.unpack(message)));
  }

  void join(LoopHub hub) {
    hubs.add(hub);
    Envelope known = newest;
    if (known != null) {
      hub.deliver(known);
    }
  }

  /** True when nobody is left. */
  boolean leave(LoopHub hub) {
    hubs.remove(hub);
    if (!hubs.isEmpty()) {
      return false;
    }
    if (ticks != null) {
      ticks.close();
    }
    return true;
  }

  /** Passes on what is newer than all before; one task an event loop, however many watch there. */
  void offer(Envelope envelope) {
    changed = System.nanoTime();
    if (take(envelope)) {
      hubs.forEach(hub -> hub.deliver(envelope));
    }
  }

  private synchronized boolean take(Envelope envelope) {
    boolean newer = newest == null || envelope.version().compareTo(newest.version()) > 0;
    if (newer) {
      newest = envelope;
    }
    return newer;
  }

  /** Nothing was heard for {@code nanos}, and something may still come. */
  boolean quiet(long now, long nanos) {
    Envelope known = newest;
    return now - changed >= nanos && (known == null || !known.terminal());
  }

  void reread(long now) {
    changed = now;
  }
}
