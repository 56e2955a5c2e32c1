package dev.fetchlight.egress;

/**
 * When a job's children first asked for something at their gate, and when a site last sent them
 * something; on the clock of System.nanoTime.
 */
public final class Pulse {
  private volatile boolean begun;
  private volatile long last;

  /** A child asks; what is waited for begins to be late from the first time on. */
  void asked() {
    if (!begun) {
      last = System.nanoTime();
      begun = true;
    }
  }

  /** A site has sent something. */
  void came() {
    last = System.nanoTime();
  }

  /** Whether anything was asked for yet. */
  public boolean begun() {
    return begun;
  }

  /** When something came last, or was first asked for; means nothing before that. */
  public long last() {
    return last;
  }
}
