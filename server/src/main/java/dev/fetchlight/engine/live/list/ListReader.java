package dev.fetchlight.engine.live.list;

import dev.fetchlight.engine.live.list.SegmentList.Read;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a list of segments (RFC 8216) and believes no number in it. Lives for one text. */
final class ListReader {
  private static final int MOST_SEGMENTS = 100_000;
  private static final int LONGEST_LINE = 16_384;
  private static final double LONGEST_SEGMENT = 3_600;
  private static final long MOST = Long.MAX_VALUE / 4;
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([A-Z0-9-]{1,40})=(\"[^\"]{0,16000}\"|[^,]{0,16000})");
  private static final Pattern IV = Pattern.compile("(?i)0x([0-9a-f]{1,32})");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,17})(?:@([0-9]{1,17}))?");

  /** What cannot be read as if it were not there. */
  private static final Set<String> BREAKING =
      Set.of("#EXT-X-STREAM-INF", "#EXT-X-I-FRAMES-ONLY", "#EXT-X-SKIP", "#EXT-X-DEFINE");

  private final URI base;
  private final List<Segment> segments = new ArrayList<>();
  private long number;
  private double target;
  private boolean ended;
  private boolean finite;
  private boolean sealed;
  private boolean nonsense;
  private double seconds = -1;
  private boolean cut;
  private boolean missing;
  private Segment.@Nullable Lock lock;
  private @Nullable Piece head;
  private @Nullable String range;
  private @Nullable Piece before;

  ListReader(URI base) {
    this.base = base;
  }

  Read read(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty() || !lines.getFirst().replace("\ufeff", "").startsWith("#EXTM3U")) {
      return new Read.Nonsense();
    }
    for (String line : lines.subList(1, lines.size())) {
      nonsense |= line.length() > LONGEST_LINE || segments.size() > MOST_SEGMENTS;
      if (nonsense) {
        break;
      }
      if (line.startsWith("#")) {
        int colon = line.indexOf(':');
        tag(colon < 0 ? line : line.substring(0, colon), line.substring(colon + 1));
      } else {
        segment(line);
      }
    }
    nonsense |= finite && !ended; // it was cut
    if (nonsense || (target <= 0 && segments.isEmpty())) {
      return new Read.Nonsense();
    }
    return sealed ? new Read.Sealed() : new Read.Listed(list());
  }

  private SegmentList list() {
    long first = segments.isEmpty() ? number : segments.getFirst().number();
    return new SegmentList(first, target, ended, segments);
  }

  private void tag(String name, String value) {
    switch (name) {
      case "#EXT-X-TARGETDURATION" -> target = number(value).orElse(target);
      case "#EXT-X-MEDIA-SEQUENCE" -> sequence(value);
      case "#EXTINF" -> seconds = number(value.replaceFirst(",.*", "")).orElse(-1.0);
      case "#EXT-X-DISCONTINUITY" -> cut = true;
      case "#EXT-X-GAP" -> missing = true;
      case "#EXT-X-ENDLIST" -> ended = true;
      case "#EXT-X-PLAYLIST-TYPE" -> finite = value.strip().equals("VOD");
      case "#EXT-X-BYTERANGE" -> range = value;
      case "#EXT-X-KEY" -> lock = lock(attributes(value));
      case "#EXT-X-MAP" -> head = head(attributes(value));
      default -> nonsense |= BREAKING.contains(name);
    }
  }

  private void sequence(String value) {
    boolean sound = value.matches("[0-9]{1,18}") && Long.parseLong(value) < MOST;
    if (sound && segments.isEmpty()) {
      number = Long.parseLong(value);
    } else {
      nonsense = true;
    }
  }

  private void segment(String line) {
    Optional<URI> uri = link(line);
    Optional<Piece> piece = uri.flatMap(it -> piece(it, range));
    if (piece.isEmpty()) {
      nonsense = true;
      return;
    }
    double length = seconds < 0 ? target : seconds;
    segments.add(new Segment(number, piece.get(), length, cut, missing, lock, head));
    number++;
    before = piece.get();
    seconds = -1;
    cut = false;
    missing = false;
    range = null;
  }

  /** A stretch without a place follows the one before it in the same file. */
  private Optional<Piece> piece(URI uri, @Nullable String told) {
    if (told == null) {
      return Optional.of(Piece.whole(uri));
    }
    Matcher stretch = RANGE.matcher(told.strip());
    if (!stretch.matches()) {
      return Optional.empty();
    }
    long from = stretch.group(2) != null ? Long.parseLong(stretch.group(2)) : following(uri);
    long length = Long.parseLong(stretch.group(1));
    return length == 0 ? Optional.empty() : Optional.of(new Piece(uri, from, length));
  }

  private long following(URI uri) {
    Piece last = before;
    boolean same = last != null && last.part() && last.uri().equals(uri);
    return last == null || !same ? 0 : last.from() + last.length();
  }

  private @Nullable Piece head(Map<String, String> told) {
    Optional<Piece> piece =
        link(told.getOrDefault("URI", "")).flatMap(uri -> piece(uri, told.get("BYTERANGE")));
    nonsense |= piece.isEmpty();
    return piece.orElse(null);
  }

  private Segment.@Nullable Lock lock(Map<String, String> told) {
    String format = told.getOrDefault("KEYFORMAT", "identity").toLowerCase(Locale.ROOT);
    switch (told.getOrDefault("METHOD", "")) {
      case "NONE" -> {
        return null;
      }
      case "AES-128" -> {
        Optional<URI> key = link(told.getOrDefault("URI", ""));
        Matcher iv = IV.matcher(told.getOrDefault("IV", ""));
        boolean vector = told.containsKey("IV");
        if (!format.equals("identity")) {
          sealed = true;
        } else if (key.isEmpty() || (vector && !iv.matches())) {
          nonsense = true;
        } else {
          return new Segment.Lock(
              key.get(), vector ? "0".repeat(32 - iv.group(1).length()) + iv.group(1) : null);
        }
      }
      default -> sealed = true;
    }
    return null;
  }

  private static Map<String, String> attributes(String value) {
    Map<String, String> attributes = new HashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(value);
    while (matcher.find()) {
      attributes.put(matcher.group(1), matcher.group(2).replace("\"", ""));
    }
    return attributes;
  }

  private Optional<URI> link(String text) {
    try {
      URI uri = base.resolve(new URI(text.replace(" ", "%20").replace("|", "%7C")));
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return text.isEmpty() || !(scheme.equals("http") || scheme.equals("https"))
          ? Optional.empty()
          : Optional.of(uri);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(String text) {
    return text.strip().matches("[0-9]{1,9}(\\.[0-9]{0,12})?")
        ? Optional.of(Math.min(LONGEST_SEGMENT, Double.parseDouble(text.strip())))
        : Optional.empty();
  }
}
