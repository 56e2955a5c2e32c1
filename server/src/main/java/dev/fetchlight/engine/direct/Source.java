package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Exchange;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a site tells of a file beside its bytes.
 *
 * @param total its size in bytes
 * @param validator changes when the file does: a strong ETag or a date; empty where there is none,
 *     and then the size alone must do
 * @param ranges whether parts of it can be had
 */
record Source(OptionalLong total, String validator, boolean ranges) {
  private static final Pattern RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18})");
  private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e]{1,200}\"");
  private static final Pattern DATE = Pattern.compile("[A-Za-z0-9 ,:+-]{10,60}");

  /** As the answer to a request for the whole file tells. */
  static Source of(Exchange exchange) {
    OptionalLong ranged = total(exchange, 0);
    boolean part = exchange.status() == 206;
    boolean ranges =
        part || exchange.field("Accept-Ranges").filter("bytes"::equalsIgnoreCase).isPresent();
    OptionalLong total = part ? ranged : exchange.length();
    return new Source(total, validator(exchange), ranges && total.isPresent());
  }

  /** The fields of a request for all from a byte on, provided that the file is still the same. */
  Map<String, String> ask(Span span) {
    Map<String, String> fields = new TreeMap<>();
    boolean open = total.isEmpty() || span.to() >= total.getAsLong();
    fields.put("Range", "bytes=" + span.from() + "-" + (open ? "" : span.to() - 1));
    if (!validator.isEmpty()) {
      fields.put("If-Range", validator);
    }
    return fields;
  }

  /** Whether an answer goes on with this very file from that byte on. */
  boolean continues(Exchange exchange, long from) {
    String now = validator(exchange);
    return exchange.status() == 206
        && total.equals(total(exchange, from))
        && (now.isEmpty() || now.equals(validator));
  }

  /** The size of the whole file, where an answer begins at that byte and tells it. */
  private static OptionalLong total(Exchange exchange, long from) {
    Matcher range = RANGE.matcher(exchange.field("Content-Range").orElse("").strip());
    return range.matches() && Long.parseLong(range.group(1)) == from
        ? OptionalLong.of(Long.parseLong(range.group(2)))
        : OptionalLong.empty();
  }

  private static String validator(Exchange exchange) {
    return exchange
        .field("ETag")
        .filter(tag -> STRONG.matcher(tag).matches())
        .or(() -> exchange.field("Last-Modified").filter(date -> DATE.matcher(date).matches()))
        .orElse("");
  }
}
