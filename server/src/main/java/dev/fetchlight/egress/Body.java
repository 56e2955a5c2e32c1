package dev.fetchlight.egress;

import dev.fetchlight.egress.http1.ResponseHead;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of a body up to the end that its head promises, by length, by chunks or by the end of
 * the connection. A connection that ends earlier is a break.
 */
final class Body {
  private final Inlet inlet;
  private final boolean chunked;
  private final boolean promised;
  private boolean begun;
  private boolean ended;

  /** Bytes to the end of the body, or of the chunk that is being read. */
  private long left;

  Body(ResponseHead head, Inlet inlet) {
    this.inlet = inlet;
    this.chunked = head.chunked();
    this.promised = chunked || head.length().isPresent();
    this.left = chunked ? 0 : head.length().orElse(Long.MAX_VALUE);
    this.ended = left == 0 && !chunked;
  }

  /** At least one byte into a buffer that has room, or -1 at the end. */
  int read(ByteBuffer into) throws IOException {
    if (chunked && left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = inlet.read(into, left);
    if (count < 0) {
      if (promised) {
        throw new EOFException("it closed the connection too early");
      }
      ended = true;
      return -1;
    }
    left -= count;
    ended = left == 0 && !chunked;
    return count;
  }

  private void nextChunk() throws IOException {
    if (begun && !inlet.line().isEmpty()) {
      throw new IOException("its answer is not framed well");
    }
    begun = true;
    String size = inlet.line().split(";", 2)[0].strip();
    if (!size.matches("[0-9A-Fa-f]{1,15}")) {
      throw new IOException("its answer is not framed well");
    }
    left = Long.parseLong(size, 16);
    if (left == 0) {
      ended = true;
    }
  }
}
