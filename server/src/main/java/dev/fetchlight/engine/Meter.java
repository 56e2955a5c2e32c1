package dev.fetchlight.engine;

import dev.fetchlight.job.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One honest bar over all streams of a job: bytes, or parts where bytes are unknown. Never goes
 * back; fetching ends at 96 when work on what was fetched follows, at 99 otherwise, and the rest
 * belongs to whoever stores the file. Not safe for use by several threads.
 */
public final class Meter {
  private static final double MERGED = 99;
  private static final double BEFORE_MERGING = 96;

  /** Kilobits a second of a stream that says nothing of itself beside one that does: sound. */
  private static final double SOUND_RATE = 128;

  private final List<Planned> planned;
  private final @Nullable Duration length;
  private final boolean worked;
  private final Map<String, Stream> streams = new LinkedHashMap<>();
  private final Speed speed = new Speed();
  private final TimeLeft timeLeft = new TimeLeft();
  private double percent;

  /**
   * @param planned the streams in the order in which they come; empty stands for one unknown stream
   * @param length playing time of the media
   */
  public Meter(List<Planned> planned, @Nullable Duration length) {
    this(planned, length, planned.size() > 1);
  }

  /**
   * @param planned the streams in the order in which they come; empty stands for one unknown stream
   * @param length playing time of the media
   * @param worked whether what was fetched is merged, converted or added to before it is whole
   */
  public Meter(List<Planned> planned, @Nullable Duration length, boolean worked) {
    this.planned = planned.isEmpty() ? List.of(Planned.UNKNOWN) : List.copyOf(planned);
    this.length = length;
    this.worked = worked;
  }

  /** Takes in what the downloader says; {@code nanos} is a clock that only runs forward. */
  public Progress heard(Advance advance, long nanos) {
    Stream stream = streams.get(advance.stream());
    if (stream == null) {
      Planned plan = planned.get(Math.min(streams.size(), planned.size() - 1));
      stream = new Stream(plan);
      streams.put(advance.stream(), stream);
    }
    speed.came(stream.take(advance), nanos);
    return now(nanos);
  }

  /** All streams are here, and are put together or otherwise worked on. */
  public Progress merging() {
    percent = Math.max(percent, ceiling());
    return resting();
  }

  /** The file is whole. */
  public Progress whole() {
    percent = Math.max(percent, MERGED);
    return resting();
  }

  /** Whether what was fetched is merged, converted or added to before it is whole. */
  public boolean merges() {
    return worked;
  }

  /** Whether every planned stream is here. */
  public boolean complete() {
    return streams.size() >= planned.size()
        && streams.values().stream().allMatch(stream -> stream.finished);
  }

  /** At least how many bytes the job takes, as far as known by now. */
  public long leastBytes() {
    long sum = streams.values().stream().mapToLong(Stream::leastBytes).sum();
    for (Planned plan : toCome()) {
      sum += plan.bytes() == null ? 0 : plan.bytes();
    }
    return sum;
  }

  private Progress now(long nanos) {
    double done = 0;
    double all = 0;
    double left = 0;
    boolean known = true;
    double bytesPerKilobit = bytesPerKilobit();
    for (Stream stream : streams.values()) {
      OptionalDouble share = stream.share();
      double size = stream.size().orElse(size(stream.plan, bytesPerKilobit));
      known &= share.isPresent();
      done += size * share.orElse(0);
      left += size * (1 - share.orElse(0));
      all += size;
    }
    for (Planned plan : toCome()) {
      double size = size(plan, bytesPerKilobit);
      all += size;
      left += size;
    }
    if (known && all > 0) {
      percent = Math.max(percent, Math.min(1, done / all) * ceiling());
    }
    Double pace = speed.steadyBytesPerSecond();
    Double seconds = known && pace != null && !complete() ? left / pace : null;
    Long eta = timeLeft.now(seconds, nanos);
    return new Progress(percent, bytes(), total(), speed.bytesPerSecond(), eta);
  }

  private Progress resting() {
    return new Progress(percent, bytes(), total(), null, null);
  }

  private double ceiling() {
    return merges() ? BEFORE_MERGING : MERGED;
  }

  private List<Planned> toCome() {
    return planned.subList(Math.min(streams.size(), planned.size()), planned.size());
  }

  /** A rate becomes bytes by the playing time, or by a stream of which both are known. */
  private double bytesPerKilobit() {
    if (length != null) {
      return length.toMillis() / 8.0;
    }
    for (Stream stream : streams.values()) {
      if (stream.plan.rate() != null && stream.plan.rate() > 0 && stream.size().isPresent()) {
        return stream.size().getAsDouble() / stream.plan.rate();
      }
    }
    return 1;
  }

  private static double size(Planned plan, double bytesPerKilobit) {
    if (plan.bytes() != null) {
      return plan.bytes();
    }
    return plan.guess() != null
        ? plan.guess()
        : bytesPerKilobit * (plan.rate() == null ? SOUND_RATE : plan.rate());
  }

  private @Nullable Long bytes() {
    List<Long> known = new ArrayList<>();
    streams.values().forEach(stream -> known.add(stream.bytes));
    return known.isEmpty() ? null : known.stream().mapToLong(Long::longValue).sum();
  }

  /** Exact or nothing: a guess that moves under the reader's eyes is worse than none. */
  private @Nullable Long total() {
    long sum = 0;
    for (Stream stream : streams.values()) {
      if (stream.total == null) {
        return null;
      }
      sum += stream.total;
    }
    for (Planned plan : toCome()) {
      if (plan.bytes() == null) {
        return null;
      }
      sum += plan.bytes();
    }
    return sum == 0 ? null : sum;
  }

  /** One stream that has begun. */
  private static final class Stream {
    private final Planned plan;
    private boolean begun;
    private boolean finished;
    private long bytes;
    private @Nullable Long total;
    private double parts;

    Stream(Planned plan) {
      this.plan = plan;
      total = plan.bytes();
    }

    /** Takes in a word from the downloader; says how many bytes came over the line since. */
    long take(Advance advance) {
      long before = bytes;
      if (advance.total() != null && advance.total() > 0) {
        total = advance.total();
      }
      if (advance.bytes() != null) {
        // Parts that come side by side are told of in any order.
        bytes = Math.max(bytes, advance.bytes());
      } else if (advance.finished() && total != null) {
        bytes = total;
      }
      if (advance.parts() != null && advance.parts() > 0 && advance.part() != null) {
        parts = Math.max(parts, Math.min(1, advance.part() / (double) advance.parts()));
      }
      finished |= advance.finished();
      if (finished) {
        total = bytes;
      } else if (total != null && total < bytes) {
        total = null;
      }
      long came =
          begun ? Math.max(0, bytes - before) : 0; // the first word may tell of an earlier run
      begun = true;
      return came;
    }

    OptionalDouble share() {
      if (finished) {
        return OptionalDouble.of(1);
      }
      if (total != null && total > 0) {
        return OptionalDouble.of(Math.min(1, bytes / (double) total));
      }
      return parts > 0 ? OptionalDouble.of(parts) : OptionalDouble.empty();
    }

    OptionalDouble size() {
      if (total != null) {
        return OptionalDouble.of(total);
      }
      return parts > 0 ? OptionalDouble.of(bytes / parts) : OptionalDouble.empty();
    }

    long leastBytes() {
      return total == null ? bytes : Math.max(total, bytes);
    }
  }
}
