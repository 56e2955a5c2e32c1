package dev.fetchlight.engine.direct;

/**
 * A part of the file that one connection at a time fetches, from its first byte on. Its connection
 * moves it on; the download's own thread hands it out and may shorten it meanwhile.
 */
final class Stretch {
  private final long from;
  private final long before;
  private volatile long at;
  private volatile long end;
  private boolean taken;

  /**
   * @param before how many bytes before it are on disk, as far as is known
   */
  Stretch(Span span, long before) {
    from = span.from();
    this.before = before;
    at = from;
    end = span.to();
  }

  /** The next byte that is not here yet. */
  long at() {
    return at;
  }

  /** How many bytes before the next one are on disk, as far as is known. */
  long behind() {
    return at - from + before;
  }

  /** The byte behind its last. */
  long end() {
    return end;
  }

  /** Everything up to that byte is on disk; what is behind the end belongs to somebody else. */
  void reached(long position) {
    at = position;
  }

  /** The file ends here, which nobody had told. */
  void endHere() {
    end = at;
  }

  long missing() {
    return Math.max(0, end - at);
  }

  /** How much of it has come. */
  long came() {
    return Math.min(at, end) - from;
  }

  boolean taken() {
    return taken;
  }

  void take() {
    taken = true;
  }

  void giveBack() {
    taken = false;
  }

  /** Takes another one in again, if that begins where this one ends and nothing of it has come. */
  boolean rejoin(Stretch other) {
    boolean fits = other.from == end && other.came() == 0;
    if (fits) {
      end = other.end;
    }
    return fits;
  }

  /** Cuts off the second half of what is missing. */
  Stretch split() {
    long middle = end - missing() / 2;
    Stretch second = new Stretch(new Span(middle, end), 0);
    end = middle;
    return second;
  }

  Span left() {
    return new Span(Math.min(at, end), end);
  }
}
