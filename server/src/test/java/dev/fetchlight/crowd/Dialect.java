package dev.fetchlight.crowd;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is spoken inside the text frames of a WebSocket. */
public enum Dialect {
  /** Every text is a message. */
  PLAIN {
    @Override
    Kind kind(ByteBuffer bytes, int from, int to) {
      return Kind.MESSAGE;
    }
  },

  /** Engine.IO 4 with Socket.IO 5 in it: a digit or two say what a text is. */
  SOCKET_IO {
    @Override
    Kind kind(ByteBuffer bytes, int from, int to) {
      byte first = from < to ? bytes.get(from) : 0;
      byte second = from + 1 < to ? bytes.get(from + 1) : 0;
      return switch (first) {
        case '0' -> Kind.HELLO;
        case '2' -> Kind.PING;
        case '4' -> second == '0' ? Kind.WELCOME : Kind.MESSAGE;
        default -> Kind.OTHER;
      };
    }
  };

  /**
   * What a text means to the connection.
   *
   * @see #answer
   */
  enum Kind {
    HELLO("40"),
    PING("3"),
    WELCOME(null),
    MESSAGE(null),
    OTHER(null);

    private final @Nullable String answer;

    Kind(@Nullable String answer) {
      this.answer = answer;
    }

    /** What is to be said to it; null for nothing. */
    @Nullable String answer() {
      return answer;
    }
  }

  abstract Kind kind(ByteBuffer bytes, int from, int to);

  /** Whether a connection is open once the upgrade is answered, and not only after a welcome. */
  boolean openAtOnce() {
    return this == PLAIN;
  }
}
