package dev.fetchlight.egress.proxy;

import java.nio.ByteBuffer;

/**
 * What is said to a proxy, and what it must answer, until bytes flow to the place behind it. Pure:
 * whoever has the connection brings the pieces, of exactly the wanted length, so that nothing of
 * what comes behind is taken.
 */
sealed interface Handshake permits Socks5, HttpConnect {
  /** The first words. */
  ByteBuffer hello();

  /** How many bytes the next piece has, at least 1. */
  int wanted();

  Turn hear(byte[] piece);

  /** What is to be done next. */
  sealed interface Turn {
    Turn MORE = new Say(ByteBuffer.allocate(0));

    /** Say this, which may be nothing, and hear the next piece. */
    record Say(ByteBuffer words) implements Turn {}

    /** From the next byte on it is the place that answers. */
    record Through() implements Turn {}

    record Failed(Snag.Why why) implements Turn {}
  }
}
