package dev.fetchlight.engine.playlist;

import dev.fetchlight.job.spec.Link;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gathers a list's entries: what it calls them is seen from where the list lies. */
final class Links {
  /** More than any list may have here, be they links or not. */
  private static final int MOST = 100_000;

  /** Of all its links as they are seen from where it lies, which may be a long way. */
  private static final long MOST_CHARACTERS = 16 << 20;

  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*+:");

  private final URI base;
  private final Map<Link, Playlist.Entry> entries = new LinkedHashMap<>();
  private int seen;
  private long characters;

  /**
   * @param base where the list came from
   */
  Links(URI base) {
    this.base = base;
  }

  /** Takes an entry in; one that is no link over http is left out, one that is there stays. */
  void add(String reference, @Nullable String title, @Nullable Double duration) {
    Optional<Link> link = seen++ < MOST ? link(reference.strip()) : Optional.empty();
    link.ifPresent(there ->
        entries.putIfAbsent(
            there,
            new Playlist.Entry(there, title, duration != null && duration > 0 ? duration : null)));
  }

  /** The list, under its own title or that of its file. */
  Playlist playlist(@Nullable String title) {
    return new Playlist(
        title == null || title.isBlank() ? fileName() : title, List.copyOf(entries.values()));
  }

  private Optional<Link> link(String reference) {
    if (reference.isEmpty() || reference.length() > Link.MAX_LENGTH) {
      return Optional.empty();
    }
    String whole = SCHEME.matcher(reference).lookingAt() ? reference : resolved(reference);
    characters += whole.length();
    if (characters > MOST_CHARACTERS || !(Link.parse(whole) instanceof Link.Valid(Link link))) {
      return Optional.empty();
    }
    String plain =
        URI.create(link.value()).normalize().toString().replaceFirst("/(\\.\\./)++", "/");
    return Link.parse(plain) instanceof Link.Valid(Link normal)
        ? Optional.of(normal)
        : Optional.of(link);
  }

  /** Not by java.net.URI, which takes no reference that is written as people write. */
  private String resolved(String reference) {
    String origin = base.getScheme() + "://" + base.getRawAuthority();
    String path = base.getRawPath() == null ? "/" : base.getRawPath();
    if (reference.startsWith("//")) {
      return base.getScheme() + ":" + reference;
    } else if (reference.startsWith("/")) {
      return origin + reference;
    } else if (reference.startsWith("?")) {
      return origin + path + reference;
    }
    return origin + path.substring(0, path.lastIndexOf('/') + 1) + reference;
  }

  private String fileName() {
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    try {
      name = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // It stays as it is.
    }
    return name.isBlank() ? String.valueOf(base.getHost()) : name.replaceFirst("\\.\\w{1,5}$", "");
  }
}
