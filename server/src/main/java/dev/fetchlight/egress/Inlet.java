package dev.fetchlight.egress;

import dev.fetchlight.egress.http1.HeadEnd;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a connection brings: heads and lines by text, and bodies straight into the reader's buffer.
 */
final class Inlet {
  private static final int STEP = 4 * 1024;
  private static final int LONGEST_LINE = 4 * 1024;

  private final Connection connection;
  private ByteBuffer ahead = ByteBuffer.allocate(STEP).flip();

  Inlet(Connection connection) {
    this.connection = connection;
  }

  /** Up to and with the next blank line, as ISO 8859-1. */
  String head() throws IOException {
    HeadEnd end = new HeadEnd();
    while (true) {
      int from = ahead.position();
      int length = end.find(Unpooled.wrappedBuffer(ahead.array(), from, ahead.remaining()));
      if (length > 0) {
        ahead.position(from + length);
        return new String(ahead.array(), from, length, StandardCharsets.ISO_8859_1);
      }
      if (ahead.remaining() > HeadEnd.LIMIT) {
        throw new IOException("its answer has an endless head");
      }
      more();
    }
  }

  /** Up to the next line break, without it. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (!ahead.hasRemaining()) {
        more();
      }
      char octet = (char) (ahead.get() & 0xff);
      if (octet == '\n') {
        return line.toString().stripTrailing();
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("its answer is not framed well");
      }
      line.append(octet);
    }
  }

  /** At least one byte of at most so many, or -1 at the end. */
  int read(ByteBuffer into, long most) throws IOException {
    int limit = into.limit();
    into.limit((int) Math.min(limit, into.position() + most));
    try {
      if (!ahead.hasRemaining()) {
        return connection.read(into);
      }
      int count = Math.min(ahead.remaining(), into.remaining());
      into.put(ahead.slice().limit(count));
      ahead.position(ahead.position() + count);
      return count;
    } finally {
      into.limit(limit);
    }
  }

  private void more() throws IOException {
    int kept = ahead.remaining();
    byte[] larger =
        Arrays.copyOfRange(ahead.array(), ahead.position(), ahead.position() + kept + STEP);
    ahead = ByteBuffer.wrap(larger).position(kept);
    int count = connection.read(ahead);
    ahead.flip();
    if (count < 0) {
      throw new EOFException("it closed the connection too early");
    }
  }
}
