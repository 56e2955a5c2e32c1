package dev.fetchlight.live.wire;

/** Why a connection is closed: the contract's close codes, each with its words. */
public enum Closing {
  DONE(1000, "done"),
  GOING_AWAY(1001, "the server goes away, come back"),
  POLICY(1008, "not what this socket is for"),
  TOO_BIG(1009, "a message may hold 16 KiB"),
  TOO_SLOW(1013, "too slow, come back"),
  BAD_MESSAGE(4400, "not a message of this socket"),
  NOT_AUTHORISED(4401, "the session has ended"),
  NOT_FOUND(4404, "no such job"),
  TOO_MANY(4429, "too many sockets");

  /** The close code. */
  public final short code;

  /** The reason that goes with it. */
  public final String words;

  Closing(int code, String words) {
    this.code = (short) code;
    this.words = words;
  }
}
