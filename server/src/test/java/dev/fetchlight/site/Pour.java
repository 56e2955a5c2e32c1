package dev.fetchlight.site;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one file is sent.
 *
 * @param rate bytes a second; 0 for as fast as it goes
 * @param cutAt the byte at which the connection drops, counted from the file's begin
 * @param lengthTold whether the size is told
 * @param ranges which of them are served
 */
record Pour(long rate, long cutAt, boolean lengthTold, Ranges ranges) {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final int BLOCK = 16 * 1024;

  static final Pour PLAIN = new Pour(0, Long.MAX_VALUE, true, Ranges.ALL);

  /** What a site does with a Range. */
  enum Ranges {
    ALL,
    NONE,
    /** Those from the begin of the file; others are promised and not kept. */
    FIRST,
    /** All as promised, but with the bytes from the begin of the file on. */
    AGAIN
  }

  void send(Path file, String type, Ask ask, Tap tap, Ledger ledger)
      throws IOException, InterruptedException {
    HttpExchange exchange = ask.exchange();
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    ask.fields().forEach(headers::set);
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      String wanted = exchange.getRequestHeaders().getFirst("Range");
      Matcher range = RANGE.matcher(wanted == null ? "" : wanted);
      boolean part = range.matches() && serves(range, exchange);
      long from = part ? Long.parseLong(range.group(1)) : 0;
      long to =
          part && !range.group(2).isEmpty()
              ? Math.min(size, Long.parseLong(range.group(2)) + 1)
              : size;
      if (part) {
        to = Math.min(to, from + ask.number("cap", size)); // some hand out only so much at once
      }
      if (part && from >= size) {
        headers.set("Content-Range", "bytes */" + size);
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      if (ranges != Ranges.NONE) {
        headers.set("Accept-Ranges", "bytes");
      }
      if (part) {
        headers.set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, size));
      }
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (head && lengthTold) {
        headers.set("Content-Length", Long.toString(size));
      }
      exchange.sendResponseHeaders(part ? 206 : 200, head ? -1 : lengthTold ? to - from : 0);
      if (!head) {
        long again = ranges == Ranges.AGAIN ? from : 0;
        flow(channel, from - again, to - again, ask.path(), exchange, tap, ledger);
      }
    }
  }

  private boolean serves(Matcher range, HttpExchange exchange) {
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    Headers told = exchange.getResponseHeaders();
    boolean same =
        condition == null
            || condition.equals(told.getFirst("ETag"))
            || condition.equals(told.getFirst("Last-Modified"));
    return same
        && switch (ranges) {
          case ALL, AGAIN -> true;
          case NONE -> false;
          case FIRST -> range.group(1).equals("0");
        };
  }

  private void flow(
      FileChannel channel,
      long from,
      long to,
      String path,
      HttpExchange exchange,
      Tap tap,
      Ledger ledger)
      throws IOException, InterruptedException {
    OutputStream out = exchange.getResponseBody();
    long end = Math.min(to, cutAt);
    for (long at = from; at < end; ) {
      long room = Math.min(tap.allowed(path, at), end - at);
      ByteBuffer block = ByteBuffer.allocate((int) Math.min(room, BLOCK));
      int count = channel.read(block, at);
      out.write(block.array(), 0, count);
      out.flush();
      at += count;
      ledger.sent(path, count);
      if (rate > 0) {
        Thread.sleep(Duration.ofNanos(count * 1_000_000_000L / rate));
      }
    }
    if (end == to) {
      out.close();
    } // else the caller's close drops the connection before the promised length
  }
}
