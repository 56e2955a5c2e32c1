package dev.fetchlight.live;

import dev.fetchlight.bus.Bus;
import dev.fetchlight.job.JobId;
import dev.fetchlight.live.wire.Envelope;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** That somebody on this node watches a job, on which event loops, and the newest that is known. */
final class Interest {
  private final JobId id;
  private final List<Delivery> loops = new CopyOnWriteArrayList<>();
  private Bus.@Nullable Subscription ticks;
  private volatile @Nullable Envelope newest;

  Interest(JobId id) {
    this.id = id;
  }

  void subscribe(Bus bus) {
    ticks = bus.subscribe(Live.TICKS + id, message -> offer(Envelope.unpack(message)));
  }

  void join(Delivery loop) {
    loops.add(loop);
    Envelope known = newest;
    if (known != null) {
      loop.deliver(known, System.nanoTime());
    }
  }

  /** True when nobody is left. */
  boolean leave(Delivery loop) {
    loops.remove(loop);
    if (!loops.isEmpty()) {
      return false;
    }
    if (ticks != null) {
      ticks.close();
    }
    return true;
  }

  /** Passes on what is newer than all before; one task an event loop, however many watch there. */
  void offer(Envelope envelope) {
    if (take(envelope)) {
      long at = System.nanoTime();
      loops.forEach(loop -> loop.deliver(envelope, at));
    }
  }

  private synchronized boolean take(Envelope envelope) {
    boolean newer = newest == null || envelope.version().compareTo(newest.version()) > 0;
    if (newer) {
      newest = envelope;
    }
    return newer;
  }
}
