package dev.fetchlight.engine;

import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Look;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Looks at links for people who wait for the answer: a few at once, each with its picture, so that
 * no browser has to ask the site itself.
 */
public final class Previewer {
  private static final int MOST_AT_ONCE = 4;

  /** Larger ones are left out: the answer is text. */
  private static final long MOST_PICTURE_BYTES = 512 * 1_024;

  private final Engine engine;
  private final BiFunction<Picture, Path, Optional<Path>> thumbnails;
  private final Path folder;
  private final int mostItems;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /**
   * @param thumbnails as {@link Thumbnails#fetch}
   * @param folder where pictures lie for a moment
   * @param mostItems entries of a list
   */
  public Previewer(
      Engine engine,
      BiFunction<Picture, Path, Optional<Path>> thumbnails,
      Path folder,
      int mostItems) {
    this.engine = engine;
    this.thumbnails = thumbnails;
    this.folder = folder;
    this.mostItems = mostItems;
  }

  /** Blocks for seconds; empty where too many look already. */
  public Optional<Sighting> look(Look look) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    try {
      Sighting seen = apart(look);
      return Optional.of(
          seen instanceof Sighting.Seen(Preview preview)
              ? new Sighting.Seen(pictured(preview, look.link()))
              : seen);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("keeping a picture for a moment", e);
    } finally {
      places.release();
    }
  }

  /** On a thread of the platform, as jobs are: what a site sent may keep a processor busy. */
  private Sighting apart(Look look) throws InterruptedException {
    FutureTask<Sighting> work =
        new FutureTask<>(() -> engine.preview(look.link(), look.list(), look.cookies(), mostItems));
    Thread.ofPlatform().daemon().name("look").start(work);
    try {
      return work.get();
    } catch (InterruptedException e) {
      boolean _ = work.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case InterruptedException interrupt -> throw interrupt;
        case null, default -> throw new IllegalStateException("looking at a link", e.getCause());
      }
    }
  }

  private Preview pictured(Preview preview, Link link) throws IOException {
    URI source = preview.thumbnail();
    URI picture = source == null ? null : embedded(Picture.of(source, link, preview.video()));
    return new Preview(
        preview.video(), picture, preview.renditions(), preview.items(), preview.more());
  }

  private @Nullable URI embedded(Picture source) throws IOException {
    Path place = Files.createTempDirectory(folder, "preview");
    try {
      Optional<Path> file = thumbnails.apply(source, place.resolve("picture"));
      if (file.isEmpty() || Files.size(file.get()) > MOST_PICTURE_BYTES) {
        return null;
      }
      String name = file.get().toString();
      String kind = name.substring(name.lastIndexOf('.') + 1);
      String type = kind.equals("jpg") ? "jpeg" : kind;
      String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(file.get()));
      return URI.create("data:image/" + type + ";base64," + bytes);
    } finally {
      try (var left = Files.list(place)) {
        for (Path each : left.toList()) {
          Files.delete(each);
        }
      }
      Files.delete(place);
    }
  }
}
