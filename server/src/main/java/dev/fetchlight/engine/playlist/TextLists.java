package dev.fetchlight.engine.playlist;

import dev.fetchlight.job.spec.Link;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the lists that are written in lines: M3U and PLS. */
final class TextLists {
  /** An M3U with one of these is no list of media, but of one's segments or renditions. */
  private static final String SEGMENTS = "#EXT-X-";

  /** What is longer can be no link, nor anything else that belongs into a list. */
  private static final int LONGEST_LINE = 2 * Link.MAX_LENGTH;

  // A site wrote what these read: none of them may go back over what it has read (++, *+).
  private static final Pattern NAMED = Pattern.compile("#EXTINF:\\s*+(-?+[0-9.]*+)[^,]*+,(.*+)");
  private static final Pattern NUMBERED =
      Pattern.compile("(?i)(file|title|length)([0-9]{1,6})\\s*+=(.*+)");

  /** A plain M3U is nothing but references, one a line. */
  private static final Pattern REFERENCE =
      Pattern.compile("(?i)(https?://\\S.*+|[^<>{}\"|\\\\]{1,1000}\\.[a-z0-9]{2,5}(\\?\\S*+)?)");

  private TextLists() {}

  static Optional<Playlist> read(String text, Links links) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    if (lines.getFirst().toLowerCase(Locale.ROOT).startsWith("[playlist]")) {
      return Optional.of(pls(lines, links));
    }
    boolean marked = lines.getFirst().toUpperCase(Locale.ROOT).startsWith("#EXTM3U");
    if (lines.stream().anyMatch(line -> line.startsWith(SEGMENTS))) {
      return Optional.empty();
    }
    boolean plain =
        lines.stream()
            .filter(line -> !line.startsWith("#"))
            .allMatch(line -> fits(line) && REFERENCE.matcher(line).matches());
    return marked || plain ? Optional.of(m3u(lines, links)) : Optional.empty();
  }

  private static boolean fits(String line) {
    return line.length() <= LONGEST_LINE;
  }

  private static Playlist m3u(List<String> lines, Links links) {
    String title = null;
    String name = null;
    Double duration = null;
    for (String line : lines.stream().filter(TextLists::fits).toList()) {
      Matcher named = NAMED.matcher(line);
      if (named.matches()) {
        name = named.group(2).strip();
        duration = seconds(named.group(1));
      } else if (line.startsWith("#PLAYLIST:")) {
        title = line.substring("#PLAYLIST:".length()).strip();
      } else if (!line.startsWith("#")) {
        links.add(line, name, duration);
        name = null;
        duration = null;
      }
    }
    return links.playlist(title);
  }

  private static Playlist pls(List<String> lines, Links links) {
    Map<Integer, Map<String, String>> entries = new TreeMap<>();
    for (String line : lines.stream().filter(TextLists::fits).toList()) {
      Matcher said = NUMBERED.matcher(line);
      if (said.matches()) {
        entries
            .computeIfAbsent(Integer.valueOf(said.group(2)), _ -> new TreeMap<>())
            .put(said.group(1).toLowerCase(Locale.ROOT), said.group(3).strip());
      }
    }
    entries
        .values()
        .forEach(entry ->
            links.add(
                entry.getOrDefault("file", ""),
                entry.get("title"),
                seconds(entry.getOrDefault("length", ""))));
    return links.playlist(null);
  }

  private static @Nullable Double seconds(String text) {
    try {
      return Double.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
