package dev.fetchlight.engine;

import dev.fetchlight.egress.Exchange;
import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fetches the picture of a download through the one door, and believes only its first bytes. */
public final class Thumbnails {
  private static final long MOST_BYTES = 5 << 20;
  private static final int BLOCK = 16 * 1024;
  private static final int SIGNATURE = 16;

  private final Function<URI, Fetcher> fetchers;
  private final Duration patience;

  /**
   * @param fetchers opens the door to the outside for what belongs to a page
   * @param patience for an answer, and then for all of the picture
   */
  public Thumbnails(Function<URI, Fetcher> fetchers, Duration patience) {
    this.fetchers = fetchers;
    this.patience = patience;
  }

  /**
   * Fetches to a file beside {@code target} that has the extension of what it really is; empty
   * where there is no picture to be had, which costs the download nothing. Blocks; ends when
   * interrupted.
   */
  public Optional<Path> fetch(Picture picture, Path target) {
    Fetcher fetcher = fetchers.apply(picture.page());
    try {
      if (!(fetcher.open(picture.source(), Map.of(), patience)
          instanceof Fetch.Answered(var exchange))) {
        return Optional.empty();
      }
      try (exchange) {
        exchange.endWithin(patience);
        return exchange.status() == 200 ? keep(exchange, target) : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty(); // it does not come whole, and half a picture is none
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Path> keep(Exchange exchange, Path target)
      throws IOException, InterruptedException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    int count = 0;
    while (count >= 0 && block.position() < SIGNATURE) {
      count = exchange.read(block);
    }
    Optional<String> extension =
        extension(new String(block.array(), 0, block.position(), StandardCharsets.ISO_8859_1));
    if (extension.isEmpty()) {
      return Optional.empty();
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      long size = block.position();
      try (OutputStream file = Files.newOutputStream(part)) {
        file.write(block.array(), 0, block.position());
        while (count >= 0 && size <= MOST_BYTES) {
          count = exchange.read(block.clear());
          file.write(block.array(), 0, block.position());
          size += block.position();
        }
      }
      Path named = target.resolveSibling(target.getFileName() + "." + extension.get());
      return size > MOST_BYTES
          ? Optional.empty()
          : Optional.of(Files.move(part, named, StandardCopyOption.REPLACE_EXISTING));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Whether a file begins as a picture does. */
  public static boolean picture(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return extension(new String(bytes.readNBytes(SIGNATURE), StandardCharsets.ISO_8859_1))
          .isPresent();
    }
  }

  /** Names only pictures that browsers show and that cannot carry scripts. */
  private static Optional<String> extension(String start) {
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
