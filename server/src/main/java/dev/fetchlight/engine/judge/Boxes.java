package dev.fetchlight.engine.judge;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads the boxes of an MP4 file (ISO/IEC 14496-12), which tells in a millisecond what ffprobe
 * tells in a hundred: which streams there are, and whether the file has every byte that they point
 * to. What it does not understand it leaves to ffprobe.
 */
final class Boxes {
  private static final long MOST_INDEX = 256 << 20;
  private static final Set<String> FOLDERS = Set.of("moov", "trak", "mdia", "minf", "stbl");
  private static final List<String> FIRST = List.of("ftyp", "moov", "mdat", "wide", "free", "skip");

  private static final Set<String> PIECES = Set.of("moof", "mdat", "sidx", "styp");

  private final long size;
  private final Set<String> handlers = new HashSet<>();
  private double seconds;
  private long chunks;
  private long lastByte;
  private boolean pieces;
  private boolean torn;

  private Boxes(long size) {
    this.size = size;
  }

  /** What the file is; empty where ffprobe must tell. */
  static Optional<Finding> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      Boxes boxes = new Boxes(channel.size());
      return boxes.walk(channel) ? boxes.finding() : Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty(); // it is not made as such files are
    }
  }

  /** Whether the last of the pieces that a file comes in lacks a part. */
  static boolean torn(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      Boxes boxes = new Boxes(channel.size());
      boolean _ = boxes.walk(channel);
      return boxes.pieces && boxes.torn;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return false;
    }
  }

  private Optional<Finding> finding() {
    boolean picture = handlers.contains("vide");
    boolean sound = handlers.contains("soun");
    if (pieces || chunks == 0 || !(picture || sound) || seconds <= 0 || lastByte > size) {
      return Optional.empty();
    }
    return Optional.of(new Finding("mov", picture, sound, seconds, seconds));
  }

  /** Whether the file is nothing but boxes, with an index among them. */
  private boolean walk(FileChannel channel) throws IOException {
    boolean index = false;
    for (long at = 0; at < size; ) {
      ByteBuffer head = read(channel, at, (int) Math.min(16, size - at));
      long length = Integer.toUnsignedLong(head.getInt());
      String name = name(head);
      if (length == 1) {
        length = head.getLong();
      } else if (length == 0) {
        length = size - at;
      }
      pieces |= name.equals("moof");
      torn = at + length > size && PIECES.contains(name);
      if (length < 8 || at + length > size || (at == 0 && !FIRST.contains(name))) {
        return false;
      }
      if (name.equals("moov")) {
        if (length > MOST_INDEX) {
          return false;
        }
        index = true;
        children(read(channel, at, (int) length).position(8), this::box);
      }
      at += length;
    }
    return index;
  }

  private void box(String name, ByteBuffer body) {
    switch (name) {
      case "mvhd" -> header(body);
      case "hdlr" -> handlers.add(name(body.position(body.position() + 8)));
      case "stco" -> offsets(body, false);
      case "co64" -> offsets(body, true);
      case "mvex" -> pieces = true;
      case "cmov" -> throw new IllegalArgumentException("a packed index");
      default -> {
        if (FOLDERS.contains(name)) {
          children(body, this::box);
        }
      }
    }
  }

  private void header(ByteBuffer body) {
    boolean wide = body.get() == 1;
    body.position(body.position() + 3 + (wide ? 16 : 8));
    long scale = Integer.toUnsignedLong(body.getInt());
    long length = wide ? body.getLong() : Integer.toUnsignedLong(body.getInt());
    seconds = scale == 0 ? 0 : (double) length / scale;
  }

  /** Where the chunks of a stream begin; the last of them is the last thing in most files. */
  private void offsets(ByteBuffer body, boolean wide) {
    body.position(body.position() + 4);
    int count = body.getInt();
    for (int each = 0; each < count; each++) {
      long offset = wide ? body.getLong() : Integer.toUnsignedLong(body.getInt());
      lastByte = Math.max(lastByte, offset + 1);
      chunks++;
    }
  }

  private static void children(ByteBuffer within, BiConsumer<String, ByteBuffer> each) {
    while (within.remaining() >= 8) {
      int start = within.position();
      int length = within.getInt();
      String name = name(within);
      if (length < 8 || length > within.limit() - start) {
        throw new IllegalArgumentException("a box that reaches beyond its own");
      }
      each.accept(name, within.duplicate().limit(start + length));
      within.position(start + length);
    }
  }

  private static String name(ByteBuffer at) {
    byte[] letters = new byte[4];
    at.get(letters);
    return new String(letters, StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // More may come.
    }
    return bytes.flip();
  }
}
