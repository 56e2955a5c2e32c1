package dev.fetchlight.live;

import dev.fetchlight.live.wire.Messages;

/** That a peer watches a job among others. */
final class Subscription {
  /** Of a client that knows nothing of the job. */
  static final long NOTHING = -1;

  private final ManyPeer peer;
  private final WatchedJob job;
  private final long have;
  private boolean answered;

  /**
   * @param have the newest version the client knows, or {@link #NOTHING}
   */
  Subscription(ManyPeer peer, WatchedJob job, long have) {
    this.peer = peer;
    this.job = job;
    this.have = have;
  }

  ManyPeer peer() {
    return peer;
  }

  WatchedJob job() {
    return job;
  }

  /** Whether the newest state is to be shown; of a job that there is not, the peer is told now. */
  boolean due() {
    boolean unknown = job.removed() && !answered && have == NOTHING;
    answered = true;
    if (unknown) {
      peer.say(Messages.notFound(job.id().toString()));
    }
    return !unknown && job.version() > have;
  }
}
