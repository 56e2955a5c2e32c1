package dev.fetchlight.crowd;

/** Counts of durations in nanoseconds, exact to about 3 %, in memory that does not grow. */
public final class Histogram {
  private static final int BITS = 5;
  private static final int PARTS = 1 << BITS;

  private final long[] counts = new long[(Long.SIZE - BITS) * PARTS];
  private long total;

  void add(long nanos) {
    counts[slot(Math.max(0, nanos))]++;
    total++;
  }

  public long total() {
    return total;
  }

  /** The duration that the given share (0 to 1) of all do not exceed; 0 where there is none. */
  public long quantile(double share) {
    long rank = (long) Math.ceil(share * total);
    long seen = 0;
    for (int slot = 0; slot < counts.length; slot++) {
      seen += counts[slot];
      if (seen >= rank && seen > 0) {
        return middle(slot);
      }
    }
    return 0;
  }

  /** Values below {@link #PARTS} have a slot each; above, each doubling has as many slots. */
  private static int slot(long value) {
    int shift = Math.max(0, Long.SIZE - BITS - 1 - Long.numberOfLeadingZeros(value));
    return shift * PARTS + (int) (value >>> shift);
  }

  private static long middle(int slot) {
    int shift = Math.max(0, slot / PARTS - 1);
    long low = (slot - (long) shift * PARTS) << shift;
    return low + ((1L << shift) >> 1);
  }
}
