package dev.fetchlight.egress.http1;

import dev.fetchlight.egress.http1.RequestHead.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first lines of an HTTP/1 answer. Lines that make no sense are passed over, as browsers do,
 * but where the length of the body can be read in two ways it is no answer.
 */
public record ResponseHead(int status, List<Field> fields) {
  private static final Pattern FIRST = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /**
   * Empty where it is no answer.
   *
   * @param text bytes as ISO 8859-1
   */
  public static Optional<ResponseHead> parse(String text) {
    List<String> lines = text.lines().takeWhile(line -> !line.isEmpty()).toList();
    Matcher first = FIRST.matcher(lines.isEmpty() ? "" : lines.getFirst());
    if (!first.matches()) {
      return Optional.empty();
    }
    List<Field> fields =
        lines.stream()
            .skip(1)
            .filter(line -> line.indexOf(':') > 0)
            .map(line -> line.split(":", 2))
            .map(halves -> new Field(halves[0].strip(), halves[1].strip()))
            .toList();
    ResponseHead head = new ResponseHead(Integer.parseInt(first.group(1)), fields);
    List<String> lengths = head.all("Content-Length");
    boolean clear =
        lengths.stream().distinct().count() <= 1
            && lengths.stream().allMatch(length -> LENGTH.matcher(length).matches());
    return clear ? Optional.of(head) : Optional.empty();
  }

  /** The value of the first field of that name. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** The values of every field of that name. */
  public List<String> all(String name) {
    return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
  }

  /** The media type in lower case and without parameters; empty where none is told. */
  public String mediaType() {
    String value = first("Content-Type").orElse("");
    return value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** Whether another head follows, that of the real answer. */
  public boolean interim() {
    return status < 200;
  }

  public boolean chunked() {
    return all("Transfer-Encoding").stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("chunked"));
  }

  /** Bytes of the body, where they are told beforehand. */
  public OptionalLong length() {
    if (status == 204 || status == 304) {
      return OptionalLong.of(0);
    }
    Optional<String> length = chunked() ? Optional.empty() : first("Content-Length");
    return length.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length.get()));
  }
}
