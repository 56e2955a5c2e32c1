package dev.fetchlight.engine.judge;

import dev.fetchlight.engine.MediaKind;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads the boxes of an MP4 file (ISO/IEC 14496-12), which tells in a millisecond what ffprobe
 * tells in a hundred: which streams there are, and whether the file has every byte that they point
 * to. What it does not understand it leaves to ffprobe.
 */
final class Boxes {
  private static final long MOST_INDEX = 128 << 20;

  /** More than a day in fragments of a second has; a file of nothing but boxes is an attack. */
  private static final int MOST_BOXES = 500_000;

  private static final int MOST_TRACKS = 500;
  private static final int DEEPEST = 8;
  private static final Set<String> FOLDERS = Set.of("moov", "mdia", "minf", "stbl");
  private static final List<String> FIRST = List.of("ftyp", "moov", "mdat", "wide", "free", "skip");

  /** Those without which something is missing; whatever else reaches too far is not missed. */
  private static final Set<String> NEEDED = Set.of("moov", "moof", "mdat", "sidx", "styp");

  private final long size;
  private final List<Track> tracks = new ArrayList<>();
  private double seconds;
  private boolean begun;
  private boolean index;
  private boolean pieces;
  private boolean torn;
  private boolean still;
  private boolean strange;
  private boolean absurd;
  private long indexed;
  private int depth;

  private Boxes(long size) {
    this.size = size;
  }

  static Boxes of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      Boxes boxes = new Boxes(channel.size());
      try {
        boxes.walk(channel);
      } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
        boxes.strange = true; // it is not made as such files are
      }
      return boxes;
    }
  }

  /** What the file is; empty where ffprobe must tell. */
  Optional<Finding> finding() {
    boolean picture = tracks.stream().anyMatch(Track::picture);
    boolean sound = tracks.stream().anyMatch(Track::sound);
    if (strange || !index || pieces || end() == 0 || !(picture || sound) || seconds <= 0) {
      return Optional.empty();
    }
    Size size =
        tracks.stream()
            .filter(Track::picture)
            .map(Track::size)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return Optional.of(new Finding("mov", picture, sound, seconds, seconds, size));
  }

  /** Whether bytes are missing that the file itself speaks of. */
  boolean cut() {
    if (index && !pieces && !strange && end() > 0) {
      return end() > size;
    }
    return torn || (pieces && indexed > size);
  }

  /** Whether it begins as media does, so that the rest may be missing where nothing is found. */
  boolean begun() {
    return begun;
  }

  /** Whether it is made to be read for ever, or to take all memory: no video is. */
  boolean absurd() {
    return absurd;
  }

  /** Whether it is a picture that stands still, which may be packed like a video (HEIF, AVIF). */
  boolean still() {
    return still && tracks.stream().noneMatch(track -> track.picture() || track.sound());
  }

  /** The last byte that picture or sound is in. */
  private long end() {
    return tracks.stream()
        .filter(track -> track.picture() || track.sound())
        .mapToLong(Track::end)
        .max()
        .orElse(0);
  }

  private void walk(FileChannel channel) throws IOException {
    int boxes = 0;
    for (long at = 0; at < size; ) {
      if (++boxes > MOST_BOXES) {
        absurd = true;
        return;
      }
      ByteBuffer head = Extent.read(channel, at, 16);
      long length = Integer.toUnsignedLong(head.getInt());
      String name = name(head);
      if (at == 0) {
        begun = FIRST.contains(name);
        still = name.equals("ftyp") && MediaKind.still(name(head.slice()));
      }
      if (length == 1) {
        length = head.getLong();
      } else if (length == 0) {
        length = size - at;
      }
      if (!begun || length < 8) {
        return;
      }
      pieces |= name.equals("moof");
      still |= name.equals("meta");
      if (length > size - at) {
        torn = NEEDED.contains(name);
        return;
      }
      if (name.equals("moov") || name.equals("sidx")) {
        if (length > MOST_INDEX) {
          absurd = true;
          return;
        }
        // Not read into the heap, which others need.
        ByteBuffer box = channel.map(FileChannel.MapMode.READ_ONLY, at, length).position(8);
        if (name.equals("moov")) {
          children(box, this::box);
          index = true;
        } else {
          indexed = Math.max(indexed, at + length + references(box));
        }
      }
      at += length;
    }
  }

  private void box(String name, ByteBuffer body) {
    switch (name) {
      case "mvhd" -> header(body);
      case "mvex" -> pieces = true;
      case "cmov" -> throw new IllegalArgumentException("a packed index");
      case "trak" -> {
        if (tracks.size() == MOST_TRACKS) {
          throw new IllegalArgumentException("too many streams");
        }
        tracks.add(new Track());
        children(body, this::box);
      }
      default -> {
        if (FOLDERS.contains(name)) {
          children(body, this::box);
        } else if (!tracks.isEmpty()) {
          tell(tracks.getLast(), name, body);
        }
      }
    }
  }

  private static void tell(Track track, String name, ByteBuffer body) {
    switch (name) {
      case "tkhd" -> track.header(body);
      case "hdlr" -> track.handler(name(body.position(body.position() + 8)));
      case "stco" -> track.chunks(body, false);
      case "co64" -> track.chunks(body, true);
      case "stsc" -> track.runs(body);
      case "stsz" -> track.samples(body);
      default -> {}
    }
  }

  private void header(ByteBuffer body) {
    boolean wide = body.get() == 1;
    body.position(body.position() + 3 + (wide ? 16 : 8));
    long scale = Integer.toUnsignedLong(body.getInt());
    long length = wide ? body.getLong() : Integer.toUnsignedLong(body.getInt());
    seconds = scale == 0 ? 0 : (double) length / scale;
  }

  /** How far behind itself an index of pieces (sidx) reaches. */
  private static long references(ByteBuffer body) {
    boolean wide = body.get() == 1;
    body.position(body.position() + 11 + (wide ? 8 : 4));
    long bytes = wide ? body.getLong() : Integer.toUnsignedLong(body.getInt());
    int count = body.getInt() & 0xffff;
    for (int each = 0; each < count; each++) {
      bytes += body.getInt() & 0x7fff_ffff;
      body.position(body.position() + 8);
    }
    return bytes;
  }

  private void children(ByteBuffer within, BiConsumer<String, ByteBuffer> each) {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("boxes within boxes");
    }
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
    depth--;
  }

  private static String name(ByteBuffer at) {
    byte[] letters = new byte[4];
    at.get(letters);
    return new String(letters, StandardCharsets.ISO_8859_1);
  }
}
