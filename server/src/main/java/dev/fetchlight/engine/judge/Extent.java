package dev.fetchlight.engine.judge;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Up to which byte a file reaches by its own word, to the byte: most kinds say so in their heads,
 * Ogg in its last page. MP4 has {@link Boxes}.
 */
final class Extent {
  private static final int HEAD = 1 << 20;

  /** RIFF and AIFF files are known that count their own first bytes twice. */
  private static final int HEADER = 8;

  /** Who edits an MP3 file's tags may leave the count of before. */
  private static final int TAGS = 2_048;

  private static final int MOST_TAGS = 16;
  private static final int MOST_CHUNKS = 10_000;
  private static final int FIRST_FRAME = 64;

  /** An Ogg page is at most half of it. */
  private static final int LAST_PAGES = 128 << 10;

  private static final int PAGE_HEADER = 27;
  private static final long EBML_SEGMENT = 0x18538067L;
  private static final String ASF_PROPERTIES =
      "\u00a1\u00dc\u00ab\u008cG\u00a9\u00cf\u0011\u008e\u00e4\0\u00c0\f Se";

  private final FileChannel channel;
  private final long size;

  private Extent(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  /**
   * Empty where it does not tell.
   *
   * @param container as ffmpeg calls it
   */
  static OptionalLong of(Path file, String container) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      Extent extent = new Extent(channel);
      long end =
          switch (container) {
            case "matroska" -> extent.matroska();
            case "avi", "wav" -> extent.riff();
            case "aiff" -> extent.aiff();
            case "asf" -> extent.asf();
            case "flv" -> extent.flv();
            case "mp3" -> extent.mp3();
            case "ogg" -> extent.ogg();
            case "caf" -> extent.caf();
            case "au" -> extent.au();
            case "rm" -> extent.rm();
            default -> 0;
          };
      return end > 0 ? OptionalLong.of(end) : OptionalLong.empty();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return OptionalLong.empty(); // it is not made as such files are
    }
  }

  /** The size of its segment. */
  private long matroska() throws IOException {
    ByteBuffer head = read(0, HEAD);
    while (true) {
      long id = vint(head, false);
      long length = vint(head, true);
      if (id == EBML_SEGMENT) {
        return length < 0 ? 0 : head.position() + length;
      }
      head.position(Math.toIntExact(head.position() + length));
    }
  }

  /** A number as EBML writes it; -1 where it says that it is not known. */
  private static long vint(ByteBuffer from, boolean masked) {
    int first = from.get() & 0xff;
    int more = Integer.numberOfLeadingZeros(first) - 24;
    long value = masked ? first & (0x7f >> more) : first;
    boolean unknown = masked && value == 0x7f >> more;
    for (int each = 0; each < more; each++) {
      int next = from.get() & 0xff;
      unknown &= next == 0xff;
      value = value << 8 | next;
    }
    return unknown ? -1 : value;
  }

  /** One chunk, or several of a gigabyte each. */
  private long riff() throws IOException {
    if (text(read(0, 4), 0, 4).matches("RF64|BW64")) {
      return read(0, 28).order(ByteOrder.LITTLE_ENDIAN).getLong(20);
    }
    long at = 0;
    for (int chunks = 0;
        chunks < MOST_CHUNKS && at + HEADER <= size && text(read(at, 4), 0, 4).equals("RIFF");
        chunks++) {
      long length = unsigned(read(at, HEADER).order(ByteOrder.LITTLE_ENDIAN), 4);
      if (length == 0 || length >= 0xffff_0000L || (length >> 16 == 0x7fff)) {
        return 0; // written before it was known
      }
      at += HEADER + length + (length & 1);
    }
    return at - HEADER;
  }

  private long aiff() throws IOException {
    return unsigned(read(0, HEADER), 4);
  }

  private long asf() throws IOException {
    ByteBuffer head = read(0, HEAD).order(ByteOrder.LITTLE_ENDIAN);
    int at = 30;
    while (!text(head, at, 16).equals(ASF_PROPERTIES)) {
      at = Math.toIntExact(at + Math.max(24, head.getLong(at + 16)));
    }
    boolean broadcast = (head.getInt(at + 88) & 1) == 1;
    return broadcast ? 0 : head.getLong(at + 40);
  }

  private long flv() throws IOException {
    ByteBuffer head = read(0, HEADER << 10);
    int at = text(head, 0, head.limit()).indexOf("\0\bfilesize\0");
    return at < 0 ? 0 : (long) head.getDouble(at + 11);
  }

  /** What its first frame counts, which holds no sound (Xing, Info, VBRI). */
  private long mp3() throws IOException {
    long start = 0;
    ByteBuffer head = read(start, 10);
    for (int tags = 0; tags < MOST_TAGS && text(head, 0, 3).equals("ID3"); tags++) {
      int length = 0;
      for (int each = 6; each < 10; each++) {
        length = length << 7 | (head.get(each) & 0x7f);
      }
      start += 10 + length;
      head = read(start, 10);
    }
    head = read(start, TAGS + FIRST_FRAME);
    int frame = 0;
    while ((head.getShort(frame) & 0xffe0) != 0xffe0) {
      frame++;
    }
    String first = text(head, frame, Math.min(FIRST_FRAME, head.limit() - frame));
    int xing = Math.max(first.indexOf("Xing"), first.indexOf("Info"));
    int place; // of the count
    if (xing >= 0) {
      int flags = head.getInt(frame + xing + 4);
      place = (flags & 2) == 0 ? -1 : xing + ((flags & 1) == 0 ? 8 : 12);
    } else {
      int vbri = first.indexOf("VBRI");
      place = vbri < 0 ? -1 : vbri + 10;
    }
    return place < 0 ? 0 : Math.max(1, start + frame + unsigned(head, frame + place) - TAGS);
  }

  /** Where the last page ends, or would. */
  private long ogg() throws IOException {
    long start = Math.max(0, size - LAST_PAGES);
    ByteBuffer tail = read(start, LAST_PAGES);
    String bytes = text(tail, 0, tail.limit());
    for (int first = bytes.indexOf("OggS\0"); first >= 0; ) {
      int at = first;
      while (at < bytes.length() && bytes.startsWith("OggS", at)) {
        int segments =
            at + PAGE_HEADER > bytes.length() ? 0 : tail.get(at + PAGE_HEADER - 1) & 0xff;
        int body = at + PAGE_HEADER;
        at = body + segments;
        for (int each = body; each < Math.min(body + segments, bytes.length()); each++) {
          at += tail.get(each) & 0xff;
        }
      }
      if (at >= bytes.length()) {
        return start + at;
      }
      first = bytes.indexOf("OggS\0", first + 1);
    }
    return 0;
  }

  private long caf() throws IOException {
    long at = HEADER;
    for (int chunks = 0; chunks < MOST_CHUNKS && at + 12 <= size; chunks++) {
      ByteBuffer chunk = read(at, 12);
      long length = chunk.getLong(4);
      if (length < 0) {
        return 0;
      }
      at += 12 + length;
      if (text(chunk, 0, 4).equals("data")) {
        return at;
      }
    }
    return 0;
  }

  private long au() throws IOException {
    ByteBuffer head = read(0, 12);
    long length = unsigned(head, 8);
    return length == 0xffff_ffffL ? 0 : unsigned(head, 4) + length;
  }

  private long rm() throws IOException {
    for (long at = 0; at + HEADER <= size; ) {
      ByteBuffer chunk = read(at, HEADER);
      long length = unsigned(chunk, 4);
      if (text(chunk, 0, 4).equals("DATA") || length < HEADER) {
        return length < HEADER ? 0 : at + length;
      }
      at += length;
    }
    return 0;
  }

  private static long unsigned(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }

  private static String text(ByteBuffer bytes, int at, int length) {
    byte[] some = new byte[length];
    bytes.get(at, some);
    return new String(some, StandardCharsets.ISO_8859_1);
  }

  private ByteBuffer read(long at, int length) throws IOException {
    return read(channel, at, length);
  }

  /** So many bytes, or as many as there are. */
  static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    int there = Math.clamp(channel.size() - at, 0, length);
    ByteBuffer bytes = ByteBuffer.allocate(there);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // More may come.
    }
    return bytes.flip();
  }
}
