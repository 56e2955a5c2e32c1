package dev.fetchlight.live.wire;

/**
 * Why a connection is closed.
 *
 * @param code the contract's close code
 * @param words the reason that goes with it
 */
public record Closing(short code, String words) {
  public static final Closing DONE = of(1000, "done");
  public static final Closing NOT_UTF_8 = of(1007, "text must be UTF-8");
  public static final Closing POLICY = of(1008, "not what this socket is for");
  public static final Closing TOO_BIG = of(1009, "a message may hold 16 KiB");
  public static final Closing TOO_SLOW = of(1013, "too slow, come back");
  public static final Closing BAD_MESSAGE = of(4400, "not a message of this socket");
  public static final Closing NOT_AUTHORISED = of(4401, "the session has ended");
  public static final Closing NOT_FOUND = of(4404, "no such job");
  public static final Closing TOO_MANY = of(4429, "too many sockets");

  /** The server goes away, and asks to come back after so many milliseconds; clients read them. */
  public static Closing goingAway(int retryAfterMillis) {
    return of(1001, "the server goes away, come back in " + retryAfterMillis + " ms");
  }

  private static Closing of(int code, String words) {
    return new Closing((short) code, words);
  }
}
