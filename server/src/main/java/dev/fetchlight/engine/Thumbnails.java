package dev.fetchlight.engine;

import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
   * Fetches to a file beside {@code target} that has the extension of what it really is; empty
   * where there is no picture to be had, which costs the download nothing. Blocks; ends when
   * interrupted.
   */
  public Optional<Path> fetch(URI source, Path target) {
    Path fetched = target.resolveSibling(target.getFileName() + ".part");
    try {
      if (!(fetcher.fetch(source, MOST_BYTES, fetched, LONGEST) instanceof Fetch.Saved)) {
        return Optional.empty();
      }
      Optional<String> extension = extension(fetched);
      if (extension.isEmpty()) {
        Files.delete(fetched);
        return Optional.empty();
      }
      Path named = target.resolveSibling(target.getFileName() + "." + extension.get());
      return Optional.of(Files.move(fetched, named, StandardCopyOption.REPLACE_EXISTING));
    } catch (IOException e) {
      throw new UncheckedIOException("keeping a picture", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
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
    } else if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      return Optional.of("webp");
    }
    return Optional.empty();
  }
}
