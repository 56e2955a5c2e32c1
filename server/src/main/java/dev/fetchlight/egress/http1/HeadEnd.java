package dev.fetchlight.egress.http1;

import io.netty.buffer.ByteBuf;

/** Looks for the blank line that ends a message's head, and looks at no byte twice. */
public final class HeadEnd {
  /** Bytes a head may have. */
  public static final int LIMIT = 64 * 1024;

  private int seen;
  private int line;

  /** The bytes of the head with its blank line, or -1 while it is not whole. */
  public int find(ByteBuf in) {
    int start = in.readerIndex();
    for (; seen < in.readableBytes(); seen++) {
      byte octet = in.getByte(start + seen);
      if (octet == '\n') {
        boolean blank = seen == line || (seen == line + 1 && in.getByte(start + line) == '\r');
        line = seen + 1;
        if (blank) {
          seen++;
          return seen;
        }
      }
    }
    return -1;
  }
}
