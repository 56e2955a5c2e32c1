package dev.fetchlight.live;

import dev.fetchlight.live.connection.Farewell;
import dev.fetchlight.live.connection.Liveness;
import dev.fetchlight.live.wire.Closing;
import dev.fetchlight.live.wire.ServerSentEvents;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;

/** Every peer of one loop: who is alive, who is too slow, and how all are sent away. */
final class Peers {
  static final long SWEEP_MILLIS = 1_000;
  private static final int PING_SWEEPS = 25;
  private static final int COMMENT_SWEEPS = 15;

  /** Goodbyes are spread, so that those who come back when they like do not come as one. */
  private static final int SLICE_MILLIS = 20;

  private static final int SLICES = 20;
  private static final int FEW = 20;

  private final Tally tally;
  private final Set<SocketPeer> all = new LinkedHashSet<>();
  private long sweeps;

  Peers(Tally tally) {
    this.tally = tally;
  }

  void add(SocketPeer peer) {
    all.add(peer);
  }

  void remove(Peer peer) {
    all.remove(peer);
  }

  /** Ends who is stuck, gone or no longer allowed, and asks the others for a sign of life. */
  void sweep(long now) {
    sweeps++;
    for (SocketPeer peer : all) {
      if (peer.liveness.over(now)) {
        peer.cut();
      } else if (!peer.closing()) {
        judge(peer, now);
      }
    }
  }

  private void judge(SocketPeer peer, long now) {
    Liveness liveness = peer.liveness;
    if (liveness.tooSlow(now)) {
      tally.slowCloses++;
      peer.close(Closing.TOO_SLOW);
    } else if (liveness.expired(now)) {
      peer.close(Closing.NOT_AUTHORISED);
    } else if (!(peer.wire instanceof ServerSentEvents) && liveness.silent(now)) {
      peer.cut();
    } else if (turn(peer) && !peer.blocked()) {
      peer.say(peer.wire::signOfLife);
    }
  }

  /** By their hash, so that not all are asked in the same moment. */
  private boolean turn(SocketPeer peer) {
    int every = peer.wire instanceof ServerSentEvents ? COMMENT_SWEEPS : PING_SWEEPS;
    return (sweeps + System.identityHashCode(peer)) % every == 0;
  }

  Counts counts(long jobs) {
    long now = System.nanoTime();
    long oldest = 0;
    long blocked = 0;
    for (SocketPeer peer : all) {
      if (peer.blocked()) {
        blocked++;
        oldest = Math.max(oldest, peer.liveness.blockedFor(now));
      }
    }
    return tally.counts(jobs, blocked, oldest);
  }

  /** Sends everyone away over a moment; a few go at once. */
  void drain(Vertx vertx, Farewell farewell, Promise<Void> done) {
    Queue<SocketPeer> left = new ArrayDeque<>(all);
    int slice = Math.max(FEW, left.size() / SLICES);
    drain(vertx, left, slice, farewell, done);
  }

  private void drain(
      Vertx vertx, Queue<SocketPeer> left, int slice, Farewell farewell, Promise<Void> done) {
    for (int each = 0; each < slice && !left.isEmpty(); each++) {
      left.remove().sendAway(farewell.millis());
    }
    if (left.isEmpty()) {
      done.complete();
    } else {
      vertx.setTimer(SLICE_MILLIS, _ -> drain(vertx, left, slice, farewell, done));
    }
  }
}
