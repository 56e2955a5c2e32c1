package dev.fetchlight.live;

import dev.fetchlight.live.wire.Envelope;

/**
 * A state on its way to a loop.
 *
 * @param at when it was told on this node, in nanoseconds of the system's clock
 * @param replaced how many older ones it took the place of
 */
record News(Envelope envelope, long at, int replaced) {

  /** The newer of two, for whom the other need not be shown. */
  News newer(News other) {
    News newest = other.envelope.version().compareTo(envelope.version()) > 0 ? other : this;
    return new News(newest.envelope, newest.at, replaced + other.replaced + 1);
  }
}
