package dev.fetchlight.live.wire;

import io.netty.buffer.ByteBuf;

/** How messages look on a connection. */
public sealed interface Wire permits WebSocketFrames, DeflatedFrames, ServerSentEvents {
  /** The state of a job. */
  void status(Envelope envelope, ByteBuf out);

  /** Anything else that is said. */
  void message(Message message, ByteBuf out);

  /** Asks for a sign of life, or gives one. */
  void signOfLife(ByteBuf out);

  /** Asks the client to come back after so many milliseconds. */
  void pause(int millis, ByteBuf out);

  /** The end of all that is said. */
  void end(Closing why, ByteBuf out);
}
