package dev.fetchlight.engine.live.list;

import java.net.URI;
import java.util.List;

/**
 * A list of segments as it was at one moment (a media playlist of HLS).
 *
 * @param first the number of its first segment, or of the next one to come where it has none
 * @param target how long a segment is at most, in seconds
 * @param ended whether none will be added
 */
public record SegmentList(long first, double target, boolean ended, List<Segment> segments) {
  public SegmentList {
    segments = List.copyOf(segments);
  }

  /** What came of reading one. */
  public sealed interface Read {
    record Listed(SegmentList list) implements Read {}

    /** It is no such list, or one that makes no sense. */
    record Nonsense() implements Read {}

    /** Its segments are encrypted in a way that is not known here. */
    record Sealed() implements Read {}
  }

  /** The number of the segment that will be added next. */
  public long end() {
    return first + segments.size();
  }

  /** Reads a text from that address. */
  public static Read read(String text, URI from) {
    return new ListReader(from).read(text);
  }
}
