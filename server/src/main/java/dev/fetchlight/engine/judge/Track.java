package dev.fetchlight.engine.judge;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One stream of an MP4 file, as the boxes of its index (the sample tables) tell. */
final class Track {
  private String handler = "";
  private @Nullable Size size;
  private @Nullable ByteBuffer chunks;
  private boolean wide;
  private @Nullable ByteBuffer runs;
  private @Nullable ByteBuffer samples;

  /** The first counts: QuickTime has another for where the data is. */
  void handler(String name) {
    handler = handler.isEmpty() ? name : handler;
  }

  boolean picture() {
    return handler.equals("vide");
  }

  boolean sound() {
    return handler.equals("soun");
  }

  @Nullable Size size() {
    return size;
  }

  /** Reads its header (tkhd). */
  void header(ByteBuffer body) {
    int matrix = body.position() + (body.get() == 1 ? 52 : 40);
    int width = body.getInt(matrix + 36) >>> 16;
    int height = body.getInt(matrix + 40) >>> 16;
    boolean turned = body.getInt(matrix) == 0 && body.getInt(matrix + 16) == 0;
    size =
        width == 0 || height == 0
            ? null
            : turned ? new Size(height, width) : new Size(width, height);
  }

  /** Where its chunks begin (stco, co64). */
  void chunks(ByteBuffer body, boolean wide) {
    chunks = body.slice();
    this.wide = wide;
  }

  /** How many samples are in a chunk (stsc). */
  void runs(ByteBuffer body) {
    runs = body.slice();
  }

  /** How long each sample is (stsz). */
  void samples(ByteBuffer body) {
    samples = body.slice();
  }

  /** The place behind the last byte that it points to; 0 where it points to none. */
  long end() {
    if (chunks == null) {
      return 0;
    }
    int last = -1;
    long begin = -1;
    int count = chunks.getInt(4);
    for (int each = 0; each < count; each++) {
      long offset =
          wide ? chunks.getLong(8 + 8 * each) : Integer.toUnsignedLong(chunks.getInt(8 + 4 * each));
      if (offset >= begin) {
        begin = offset;
        last = each;
      }
    }
    return begin + (last < 0 ? 1 : Math.max(1, length(last)));
  }

  /** How long a chunk is; 0 where that is not told. */
  private long length(int chunk) {
    if (runs == null || samples == null) {
      return 0;
    }
    long before = 0;
    long within = 0;
    int count = runs.getInt(4);
    for (int each = 0; each < count; each++) {
      int first = runs.getInt(8 + 12 * each) - 1;
      int next = each + 1 < count ? runs.getInt(8 + 12 * (each + 1)) - 1 : Integer.MAX_VALUE;
      within = Integer.toUnsignedLong(runs.getInt(12 + 12 * each));
      before += within * (Math.min(chunk, next) - first);
      if (next > chunk) {
        break;
      }
    }
    return length(before, within);
  }

  private long length(long before, long within) {
    ByteBuffer told = samples;
    if (told == null) {
      return 0;
    }
    int each = told.getInt(4);
    long all = Integer.toUnsignedLong(told.getInt(8));
    long here = Math.max(0, Math.min(within, all - before));
    if (each != 0) {
      return each == 1 ? 0 : here * each; // QuickTime counts packed sound by what comes out of it
    }
    long bytes = 0;
    for (long sample = before; sample < before + here; sample++) {
      bytes += Integer.toUnsignedLong(told.getInt(Math.toIntExact(12 + 4 * sample)));
    }
    return bytes;
  }
}
