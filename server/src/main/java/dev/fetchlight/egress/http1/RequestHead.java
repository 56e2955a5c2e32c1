package dev.fetchlight.egress.http1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first lines of an HTTP/1 request, read strictly: what two readers could take differently is
 * no request. Characters are bytes, as ISO 8859-1.
 */
public record RequestHead(String method, String target, String version, List<Field> fields) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern BARE_RETURN = Pattern.compile("\r(?!\n)");
  private static final Pattern FIRST =
      Pattern.compile("(" + TOKEN + ") ([^\\x00-\\x20\\x7f]+) (HTTP/1\\.[01])");
  private static final Pattern FIELD =
      Pattern.compile("(" + TOKEN + "):[ \\t]*+([^\\x00-\\x08\\x0a-\\x1f\\x7f]*+)");

  public record Field(String name, String value) {
    public boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  /** Empty where it is no request. */
  public static Optional<RequestHead> parse(String text) {
    List<String> lines = text.lines().takeWhile(line -> !line.isEmpty()).toList();
    Matcher first = FIRST.matcher(lines.isEmpty() ? "" : lines.getFirst());
    if (BARE_RETURN.matcher(text).find() || !first.matches()) {
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      Matcher field = FIELD.matcher(line);
      if (!field.matches()) {
        return Optional.empty();
      }
      fields.add(new Field(field.group(1), field.group(2).stripTrailing()));
    }
    return Optional.of(
        new RequestHead(first.group(1), first.group(2), first.group(3), List.copyOf(fields)));
  }

  /** The values of every field of that name. */
  public List<String> all(String name) {
    return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
  }
}
