package dev.fetchlight.live;

import dev.fetchlight.job.JobId;
import dev.fetchlight.live.connection.Pace;
import dev.fetchlight.live.wire.DeflatedFrames;
import dev.fetchlight.live.wire.Envelope;
import dev.fetchlight.live.wire.Messages;
import dev.fetchlight.live.wire.Wire;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A job as one event loop knows it: its newest state, and who watches it there. */
final class WatchedJob {
  private final JobId id;

  /** Those who watch this job alone, and get its frames at once. */
  private final List<JobPeer> audience = new ArrayList<>();

  /** Those who watch it among others. */
  private final List<Subscription> subscriptions = new ArrayList<>(0);

  private final Pace pace = new Pace();
  private @Nullable Envelope newest;
  private byte @Nullable [] alone;
  private Batches.Showing shown = Batches.Showing.NONE;
  private long told;
  private boolean held;
  private boolean followed;

  WatchedJob(JobId id) {
    this.id = id;
  }

  JobId id() {
    return id;
  }

  List<JobPeer> audience() {
    return audience;
  }

  List<Subscription> subscriptions() {
    return subscriptions;
  }

  boolean known() {
    return newest != null;
  }

  Envelope newest() {
    return Objects.requireNonNull(newest, "asked before the first state");
  }

  long version() {
    return newest().version().value();
  }

  /** When its newest state was told on this node, in nanoseconds of the system's clock. */
  long told() {
    return told;
  }

  /** Writes its newest state, or that it is no more; compressed by itself at most once for all. */
  void write(Wire wire, ByteBuf out) {
    if (wire instanceof DeflatedFrames frames && !removed()) {
      if (alone == null) {
        alone = frames.alone(newest());
      }
      frames.frame(alone, out);
    } else {
      follow(wire, out);
    }
  }

  /** As {@link #write}, but compressed against what went before it on the wire. */
  void follow(Wire wire, ByteBuf out) {
    if (removed()) {
      wire.message(Messages.removed(id), out);
    } else {
      wire.status(newest(), out);
    }
  }

  boolean watched() {
    return !audience.isEmpty() || !subscriptions.isEmpty();
  }

  boolean terminal() {
    return newest != null && newest.terminal();
  }

  /** Nothing more happens unless somebody asks for it. */
  boolean over() {
    return terminal() || removed();
  }

  boolean removed() {
    return newest != null && newest.status() == null;
  }

  /** Takes a state that is newer than the one held; false where it is not. */
  boolean take(Envelope envelope, long at) {
    if (newest != null && envelope.version().compareTo(newest.version()) <= 0) {
      return false;
    }
    newest = envelope;
    alone = null;
    told = at;
    return true;
  }

  /**
   * How long the newest state has to wait for its turn: 0 to show it now, -1 where one already
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

  /** What those who watch this job alone were shown last; its number is the version. */
  Batches.Showing shown() {
    return shown;
  }

  /** Its newest state has been shown to them. */
  void shown(long now) {
    held = false;
    pace.sent(now);
    shown = new Batches.Showing(version(), List.of(newest()));
  }

  /** Whether its loop is told of every tick. */
  boolean followed() {
    return followed;
  }

  void followed(boolean now) {
    followed = now;
  }

  void join(JobPeer peer) {
    peer.place(audience.size());
    audience.add(peer);
  }

  /**
   * The last one takes the place of the one that leaves, so that leaving costs the same for all.
   */
  void leave(JobPeer peer) {
    JobPeer last = audience.removeLast();
    if (last != peer) {
      audience.set(peer.place(), last);
      last.place(peer.place());
    }
  }
}
