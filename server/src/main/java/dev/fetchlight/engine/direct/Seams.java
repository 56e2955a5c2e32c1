package dev.fetchlight.engine.direct;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Where bytes of one connection meet those of another. No tag proves that both are of one version
 * of the file, or that they lie where the site says: each brings what lies before its own once
 * more, to be compared with what the other has brought.
 */
final class Seams {
  /** How much is brought twice, at most. */
  static final int BYTES = 64 * 1024;

  /** Of what a site hands out at once no more than one part in so many is spent on a seam. */
  private static final int SHARE = 8;

  private final Path file;
  private final List<Seam> open;
  private int length = BYTES;

  /**
   * One that cannot be looked at before the bytes on its other side have come.
   *
   * @param span what was brought
   * @param sum of these bytes
   */
  record Seam(Span span, long sum) {
    private static final Pattern TEXT = Pattern.compile("([0-9]+-[0-9]+):([0-9]{1,18})");

    /** As {@link #toString} writes it. */
    static Optional<Seam> parse(String text) {
      Matcher parts = TEXT.matcher(text);
      return parts.matches()
          ? Span.parse(parts.group(1)).map(span -> new Seam(span, Long.parseLong(parts.group(2))))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return span + ":" + sum;
    }
  }

  /**
   * @param file in which the parts meet
   * @param open those of earlier runs
   */
  Seams(Path file, List<Seam> open) {
    this.file = file;
    this.open = new ArrayList<>(open);
  }

  /** Whether the file has these very bytes at that place. */
  boolean fits(long from, ByteBuffer bytes) throws IOException {
    return sum(bytes) == sumOnDisk(new Span(from, from + bytes.remaining()));
  }

  /** Keeps in mind what must stand at that place once all has come. */
  synchronized void keep(long from, ByteBuffer bytes) {
    open.add(new Seam(new Span(from, from + bytes.remaining()), sum(bytes)));
  }

  /** How much is to be brought twice. */
  synchronized int length() {
    return length;
  }

  /** The site hands out no more than that at once, most of which must be new. */
  synchronized void fitInto(long bytes) {
    if (bytes > 0) {
      length = (int) Math.min(length, bytes / SHARE);
    }
  }

  synchronized List<Seam> open() {
    return List.copyOf(open);
  }

  /** Whether all of them fit, now that all has come. */
  boolean hold() throws IOException {
    for (Seam seam : open()) {
      if (sumOnDisk(seam.span()) != seam.sum()) {
        return false;
      }
    }
    return true;
  }

  private long sumOnDisk(Span span) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) span.length());
      while (bytes.hasRemaining() && channel.read(bytes, span.from() + bytes.position()) >= 0) {
        // More may come.
      }
      return bytes.hasRemaining() ? -1 : sum(bytes.flip());
    }
  }

  private static long sum(ByteBuffer bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes.duplicate());
    return sum.getValue();
  }
}
