package dev.fetchlight.engine.ytdlp.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Splits a stream into lines of UTF-8. A line that is too long is left out, and reading goes on.
 */
final class LineReader {
  private static final int BLOCK = 8_192;

  private final int longest;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean tooLong;

  /**
   * @param longest bytes
   */
  LineReader(int longest) {
    this.longest = longest;
  }

  /** Hands over every line until the stream ends. */
  void read(InputStream in, Consumer<String> lines) throws IOException {
    byte[] block = new byte[BLOCK];
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      int from = 0;
      for (int at = 0; at < count; at++) {
        if (block[at] == '\n') {
          take(block, from, at);
          end(lines);
          from = at + 1;
        }
      }
      take(block, from, count);
    }
    end(lines);
  }

  private void take(byte[] block, int from, int to) {
    if (line.size() + to - from > longest) {
      tooLong = true;
      line.reset();
    }
    if (!tooLong) {
      line.write(block, from, to - from);
    }
  }

  private void end(Consumer<String> lines) {
    if (line.size() > 0) {
      lines.accept(line.toString(StandardCharsets.UTF_8).stripTrailing());
    }
    line.reset();
    tooLong = false;
  }
}
