package dev.fetchlight.crowd;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a crowd measured over some time.
 *
 * @param nanos how long it measured
 * @param cpuNanos the CPU time that the crowd itself took meanwhile
 * @param missed versions that a client never saw though it saw older and newer ones
 * @param backwards frames that were not newer than one before
 * @param delays from the moment that a frame names to its reading
 * @param spreads of each version, from the first client to the last
 * @param failure what went wrong on the crowd's own side, the last time; empty for nothing
 * @param endings how often connections ended so, as {@link Tally#endings} has it
 */
public record Report(
    long nanos,
    long cpuNanos,
    int open,
    long messages,
    long frames,
    long bytes,
    long missed,
    long backwards,
    Histogram delays,
    Histogram spreads,
    Map<Integer, Integer> endings,
    String failure) {

  static Report of(Tally tally, long nanos, long cpuNanos) {
    return new Report(
        nanos,
        cpuNanos,
        tally.open(),
        tally.messages(),
        tally.frames(),
        tally.bytes(),
        tally.missed(),
        tally.backwards(),
        tally.delays(),
        tally.spreads(),
        tally.endings(),
        tally.failure());
  }

  /** Microseconds of the crowd's own CPU time for each frame. */
  public double cpuMicrosAFrame() {
    return frames == 0 ? 0 : cpuNanos / 1_000.0 / frames;
  }

  /** The share of one processor that the crowd took, 0 to 1. */
  public double shareOfProcessor() {
    return (double) cpuNanos / nanos;
  }

  /** One line of JSON; durations in milliseconds. */
  public String json() {
    return String.format(
        Locale.ROOT,
        """
        {"seconds":%.3f,"open":%d,"messages":%d,"frames":%d,"bytes":%d,"missed":%d,"backwards":%d,\
        "delayP50":%.3f,"delayP99":%.3f,"spreadP50":%.3f,"spreadP99":%.3f,"versions":%d,\
        "ownMicros":%.3f,"ownShare":%.4f,"endings":%s,"failure":"%s"}\
        """,
        nanos / 1e9,
        open,
        messages,
        frames,
        bytes,
        missed,
        backwards,
        delays.quantile(0.5) / 1e6,
        delays.quantile(0.99) / 1e6,
        spreads.quantile(0.5) / 1e6,
        spreads.quantile(0.99) / 1e6,
        spreads.total(),
        cpuMicrosAFrame(),
        shareOfProcessor(),
        endingsJson(),
        failure.replaceAll("[\"\\\\]", " "));
  }

  private String endingsJson() {
    return endings.entrySet().stream()
        .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
