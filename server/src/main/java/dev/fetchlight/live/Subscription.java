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

  /** There is a newer state: owes it to the peer, unless the peer has it. */
  void owe() {
    if (job.removed() && !answered && have == NOTHING) {
      peer.say(Messages.notFound(job.id().toString()));
    } else if (job.version() > have) {
      peer.owe(job);
    }
    answered = true;
  }
}
