package dev.fetchlight.job;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A job's identity: a UUID of version 7 (RFC 9562), so ids sort by the time they were made. */
public record JobId(UUID value) implements Comparable<JobId> {
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * A new id whose first 48 bits are the clock's Unix milliseconds and whose next 12 free bits are
   * the fraction of that millisecond, so that ids made in a row sort in that order.
   */
  public static JobId next(InstantSource clock) {
    Instant now = clock.instant();
    long fraction = now.get(ChronoField.NANO_OF_SECOND) % 1_000_000 * 0x1000L / 1_000_000;
    long high = (now.toEpochMilli() << 16) | 0x7000 | fraction;
    long low = (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new JobId(new UUID(high, low));
  }

  /** The id that {@code text} spells in lower-case canonical form, or empty. */
  public static Optional<JobId> parse(String text) {
    return CANONICAL.matcher(text).matches()
        ? Optional.of(new JobId(UUID.fromString(text)))
        : Optional.empty();
  }

  @Override
  public int compareTo(JobId other) {
    // UUID.compareTo is signed; the canonical text sorts like the bytes.
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
