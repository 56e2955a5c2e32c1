package dev.fetchlight.engine;

import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Fetches the picture of a download through the one door, and believes only its first bytes. */
public final class Thumbnails {
  private static final long MOST_BYTES = 5 << 20;
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int SIGNATURE = 16;

  private final Fetcher fetcher;

  public Thumbnails(Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  /**
   * Fetches into a file of {@code folder}, named {@code thumbnail} with the extension of what it
   * really is; empty where there is no picture to be had, which costs the download nothing.
   */
  public Optional<Path> fetch(URI source, Path folder) throws IOException, InterruptedException {
    Path fetched = folder.resolve("thumbnail.part");
    if (!(fetcher.fetch(source, MOST_BYTES, fetched, LONGEST) instanceof Fetch.Saved)) {
      Files.deleteIfExists(fetched);
      return Optional.empty();
    }
    Optional<String> extension = extension(fetched);
    if (extension.isEmpty()) {
      Files.delete(fetched);
      return Optional.empty();
    }
    return Optional.of(Files.move(fetched, folder.resolve("thumbnail." + extension.get())));
  }

  /** Names only pictures that browsers show and that cannot carry scripts. */
  private static Optional<String> extension(Path file) throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(file)) {
      first = in.readNBytes(SIGNATURE);
    }
    String start = new String(first, StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of("jpg");
    } else if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of("png");
    } else if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
      return Optional.of("gif");
    } else if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      return Optional.of("webp");
    } else if (start.startsWith("ftypavif", 4)) {
      return Optional.of("avif");
    }
    return Optional.empty();
  }
}
