package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Exchange;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a site tells of a file beside its bytes.
 *
 * @param total its size in bytes
 * @param checksum of the whole file
 * @param ranges whether parts of it can be had
 */
record Source(OptionalLong total, Version version, Optional<Checksum> checksum, boolean ranges) {
  private static final Pattern RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

  /** As the answer to a request for the whole file tells. */
  static Source of(Exchange exchange) {
    OptionalLong ranged = total(exchange, 0);
    boolean part = exchange.status() == 206;
    boolean ranges =
        part || exchange.field("Accept-Ranges").filter("bytes"::equalsIgnoreCase).isPresent();
    OptionalLong total = part ? ranged : exchange.length();
    return new Source(
        total, Version.of(exchange), Checksum.of(exchange, total), ranges && total.isPresent());
  }

  /** The fields of a request for all from a byte on, provided that the file is still the same. */
  Map<String, String> ask(Span span) {
    Map<String, String> fields = new TreeMap<>();
    boolean open = total.isEmpty() || span.to() >= total.getAsLong();
    fields.put("Range", "bytes=" + span.from() + "-" + (open ? "" : span.to() - 1));
    version.condition().ifPresent(tag -> fields.put("If-Range", tag));
    return fields;
  }

  /** Whether an answer begins at that byte and, as far as it tells, is of this very file. */
  boolean continues(Exchange exchange, long from) {
    return exchange.status() == 206
        && total.equals(total(exchange, from))
        && !encoded(exchange)
        && !version.contradicts(Version.of(exchange))
        && !contradicts(Checksum.of(exchange, total));
  }

  /** How many bytes an answer with a part of the file brings, as far as it tells. */
  static long brings(Exchange exchange) {
    Matcher range = range(exchange);
    long told =
        range.matches()
            ? Long.parseLong(range.group(2)) - Long.parseLong(range.group(1)) + 1
            : Long.MAX_VALUE;
    return Math.max(0, Math.min(told, exchange.length().orElse(Long.MAX_VALUE)));
  }

  private boolean contradicts(Optional<Checksum> other) {
    return checksum.isPresent() && other.isPresent() && checksum.get().contradicts(other.get());
  }

  /** Whether what comes is not the file itself, but packed for the way. */
  static boolean encoded(Exchange exchange) {
    return exchange.field("Content-Encoding").filter(how -> !how.equals("identity")).isPresent();
  }

  /** The size of the whole file, where an answer begins at that byte and tells it. */
  private static OptionalLong total(Exchange exchange, long from) {
    Matcher range = range(exchange);
    return range.matches() && Long.parseLong(range.group(1)) == from
        ? OptionalLong.of(Long.parseLong(range.group(3)))
        : OptionalLong.empty();
  }

  private static Matcher range(Exchange exchange) {
    return RANGE.matcher(exchange.field("Content-Range").orElse("").strip());
  }
}
