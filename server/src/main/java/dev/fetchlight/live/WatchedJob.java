package dev.fetchlight.live;

import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Version;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job and those who watch it on one event loop. Holds the newest frame, ready for the kernel,
 * which all of them share.
 */
final class WatchedJob {
  private final JobId id;
  private final List<Watcher> watchers = new ArrayList<>();
  private final Pace pace = new Pace();
  private @Nullable Envelope newest;
  private @Nullable ByteBuf wire;
  private boolean held;

  WatchedJob(JobId id) {
    this.id = id;
  }

  JobId id() {
    return id;
  }

  List<Watcher> watchers() {
    return watchers;
  }

  /** The newest frame's bytes, or null before the first. */
  @Nullable ByteBuf wire() {
    return wire;
  }

  /** Whether the newest frame is a terminal one. */
  boolean over() {
    return newest != null && newest.terminal();
  }

  /** Takes a frame that is newer than the one held; false where it is not. */
  boolean take(Envelope envelope) {
    Version known = newest == null ? null : newest.version();
    if (known != null && envelope.version().compareTo(known) <= 0) {
      return false;
    }
    newest = envelope;
    release();
    wire = Messages.textFrame(envelope.frame());
    return true;
  }

  /**
   * How long the newest frame has to wait for its turn: 0 to send it now, -1 where one already
   * waits and this one takes its place.
   */
  long turn(long now) {
    if (held) {
      return -1;
    }
    long delay = pace.delay(now);
    held = delay > 0;
    return delay;
  }

  /** Hands the newest frame to everyone. */
  void send(long now) {
    held = false;
    ByteBuf frame = wire;
    if (frame != null) {
      pace.sent(now);
      // From the end, since a watcher may close and leave while it is served.
      for (int at = watchers.size() - 1; at >= 0; at--) {
        watchers.get(at).newest(frame, now);
      }
    }
  }

  void release() {
    if (wire != null) {
      wire.release();
      wire = null;
    }
  }
}
