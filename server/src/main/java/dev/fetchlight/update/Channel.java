package dev.fetchlight.update;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which releases are taken: those of about every month, those of every day, or none. */
public enum Channel {
  STABLE("https://github.com/yt-dlp/yt-dlp/releases"),
  NIGHTLY("https://github.com/yt-dlp/yt-dlp-nightly-builds/releases"),
  OFF(null);

  private final @Nullable String releases;

  Channel(@Nullable String releases) {
    this.releases = releases;
  }

  /** Where yt-dlp itself puts them; empty where none are taken. */
  Optional<URI> releases() {
    return Optional.ofNullable(releases).map(URI::create);
  }

  /** The name people set it by. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The channel that {@link #wire} spells so, or empty. */
  public static Optional<Channel> parse(String text) {
    return Stream.of(values()).filter(each -> each.wire().equals(text)).findFirst();
  }
}
