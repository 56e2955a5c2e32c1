package dev.fetchlight.http.door;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where each request on a connection begins and ends. Takes nothing that another reader could cut
 * differently, so that no part of one request is ever run as another (request smuggling).
 */
final class Framing {
  private static final int MOST_BLANK_LINES = 4;
  private static final int MOST_SIZE_LINE = 256;

  /** A size, and plain extensions that nobody looks at (RFC 9112, 7.1.1), without blanks. */
  private static final Pattern SIZE =
      Pattern.compile(
          "([0-9A-Fa-f]{1,7})(;[!#$%&'*+.^_`|~0-9A-Za-z-]++(=[!#$%&'*+.^_`|~0-9A-Za-z-]++)?)*+");

  private static final List<String> NOT_IN_TRAILERS =
      List.of("Transfer-Encoding", "Content-Length", "Host", "Trailer");

  /** What comes next. */
  enum Next {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS
  }

  private Next next = Next.HEAD;
  private Lines lines = new Lines();
  private int blankLines;
  private long left;
  private int requests;
  private boolean socket;
  private @Nullable String instead;

  /** How many heads were whole. */
  int requests() {
    return requests;
  }

  /** Whether the last head asked for a WebSocket. */
  boolean socket() {
    return socket;
  }

  /** What to pass on in place of the bytes that were passed last; null for those themselves. */
  @Nullable String instead() {
    return instead;
  }

  /** Whether nothing has come of the next request. */
  boolean between() {
    return next == Next.HEAD && lines.length() == 0;
  }

  /** Whether the body of the last request is not whole. */
  boolean inBody() {
    return next != Next.HEAD;
  }

  /**
   * How many of the bytes at hand may be passed on now; 0 while more must come first. Throws a
   * {@link Flaw} where they are no request.
   */
  int pass(ByteBuf in) {
    instead = null;
    return switch (next) {
      case HEAD -> head(in);
      case BODY, CHUNK -> content(in);
      case CHUNK_SIZE -> size(in);
      case CHUNK_END -> chunkEnd(in);
      case TRAILERS -> trailers(in);
    };
  }

  private int head(ByteBuf in) {
    // Other bytes, such as those of TLS, are told so at once.
    if (lines.length() == 0 && in.isReadable() && in.getByte(in.readerIndex()) < ' ') {
      return blankLine(in);
    }
    List<String> head = lines.read(in);
    if (head == null) {
      return 0;
    }
    RequestHead request = RequestHead.parse(head);
    blankLines = 0;
    requests++;
    socket = request.socket();
    left = request.length();
    next = request.chunked() ? Next.CHUNK_SIZE : left > 0 ? Next.BODY : Next.HEAD;
    return linesRead();
  }

  /** Some clients send one after a body; it may come before a request (RFC 9112, 2.2). */
  private int blankLine(ByteBuf in) {
    boolean blank = in.getByte(in.readerIndex()) == '\r';
    if (blank && in.readableBytes() == 1) {
      return 0;
    }
    if (!blank || in.getByte(in.readerIndex() + 1) != '\n' || ++blankLines > MOST_BLANK_LINES) {
      throw Flaw.malformed("This is no HTTP request.");
    }
    return 2;
  }

  private int content(ByteBuf in) {
    int length = (int) Math.min(left, in.readableBytes());
    left -= length;
    if (left == 0) {
      next = next == Next.BODY ? Next.HEAD : Next.CHUNK_END;
    }
    return length;
  }

  private int size(ByteBuf in) {
    String line = line(in);
    if (line == null) {
      return 0;
    }
    Matcher size = SIZE.matcher(line);
    if (!size.matches()) {
      throw Flaw.malformed("A chunk must begin with its size in hexadecimal, and nothing else.");
    }
    left = Long.parseLong(size.group(1), 16);
    next = left == 0 ? Next.TRAILERS : Next.CHUNK;
    if (size.group(2) != null) {
      // Nobody looks at extensions, and not every reader takes all that are allowed.
      instead = size.group(1) + "\r\n";
    }
    return line.length() + 2;
  }

  private static @Nullable String line(ByteBuf in) {
    int start = in.readerIndex();
    int end = in.indexOf(start, start + Math.min(in.readableBytes(), MOST_SIZE_LINE), (byte) '\n');
    if (end < 0 && in.readableBytes() < MOST_SIZE_LINE) {
      return null;
    }
    if (end <= start || in.getByte(end - 1) != '\r') {
      throw Flaw.malformed("The size of a chunk must be a short line that ends with CR and LF.");
    }
    return in.toString(start, end - 1 - start, StandardCharsets.ISO_8859_1);
  }

  private int chunkEnd(ByteBuf in) {
    if (in.readableBytes() < 2) {
      return 0;
    }
    if (in.getByte(in.readerIndex()) != '\r' || in.getByte(in.readerIndex() + 1) != '\n') {
      throw Flaw.malformed("A chunk is longer than it said.");
    }
    next = Next.CHUNK_SIZE;
    return 2;
  }

  private int trailers(ByteBuf in) {
    List<String> trailers = lines.read(in);
    if (trailers == null) {
      return 0;
    }
    RequestHead.Fields fields = RequestHead.Fields.read(trailers);
    if (NOT_IN_TRAILERS.stream().anyMatch(name -> !fields.all(name).isEmpty())) {
      throw Flaw.malformed("Such a header may not come after the body.");
    }
    next = Next.HEAD;
    return linesRead();
  }

  private int linesRead() {
    int length = lines.length();
    lines = new Lines();
    return length;
  }
}
