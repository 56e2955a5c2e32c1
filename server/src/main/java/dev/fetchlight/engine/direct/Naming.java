package dev.fetchlight.engine.direct;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a site calls a file: by Content-Disposition, else by the link's path.
 *
 * @param title without its extension, as long as fits a page
 * @param extension in lower case, without the dot; may be empty
 */
record Naming(String title, String extension) {
  private static final int LONGEST_TITLE = 500;
  // A site wrote what these read: a group that repeats keeps what it has (*+), else it recurses.
  private static final Pattern ENCODED =
      Pattern.compile("(?i);\\s*+filename\\*\\s*+=\\s*+([\\w-]++)'[^']*+'([^;\\s]++)");
  private static final Pattern PLAIN =
      Pattern.compile("(?i);\\s*+filename\\s*+=\\s*+(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^;\\s]++))");
  private static final Pattern EXTENSION = Pattern.compile("(.+)\\.([A-Za-z0-9]{1,8})");

  /**
   * @param disposition the field's value as ISO 8859-1
   */
  static Naming of(Optional<String> disposition, URI uri) {
    Naming byPath = of(lastSegment(uri)).orElse(new Naming(String.valueOf(uri.getHost()), ""));
    return disposition
        .flatMap(Naming::fileName)
        .flatMap(Naming::of)
        .map(name ->
            name.extension().isEmpty() ? new Naming(name.title(), byPath.extension()) : name)
        .orElse(byPath);
  }

  private static Optional<Naming> of(String fileName) {
    String name = fileName.substring(lastSlash(fileName) + 1).strip();
    Matcher parts = EXTENSION.matcher(name);
    boolean split = parts.matches();
    String title = split ? parts.group(1) : name;
    if (title.isBlank() || title.matches("\\.+")) {
      return Optional.empty();
    }
    int length = Math.min(LONGEST_TITLE, title.codePointCount(0, title.length()));
    return Optional.of(
        new Naming(
            title.substring(0, title.offsetByCodePoints(0, length)),
            split ? parts.group(2).toLowerCase(Locale.ROOT) : ""));
  }

  private static int lastSlash(String name) {
    return Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
  }

  private static Optional<String> fileName(String disposition) {
    Matcher encoded = ENCODED.matcher(disposition);
    if (encoded.find()) {
      try {
        Charset charset = Charset.forName(encoded.group(1));
        return Optional.of(decoded(encoded.group(2), charset));
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        // The plain name beside it will do.
      }
    }
    Matcher plain = PLAIN.matcher(disposition);
    if (!plain.find()) {
      return Optional.empty();
    }
    String name =
        plain.group(1) == null ? plain.group(2) : plain.group(1).replaceAll("\\\\(.)", "$1");
    // Sites send UTF-8 here, whatever the standard says.
    byte[] octets = name.getBytes(StandardCharsets.ISO_8859_1);
    String text = new String(octets, StandardCharsets.UTF_8);
    return Optional.of(text.contains("\ufffd") ? name : text);
  }

  private static String lastSegment(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return decoded(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
  }

  private static String decoded(String text, Charset charset) {
    try {
      String decoded = URLDecoder.decode(text.replace("+", "%2B"), charset);
      return decoded.contains("\ufffd") ? text : decoded;
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
