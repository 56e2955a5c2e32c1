package dev.fetchlight.work;

import dev.fetchlight.engine.Picture;
import dev.fetchlight.job.Change;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fetches a job's picture beside its media; a picture that does not come stops nothing. */
final class Pictures {
  private static final Logger LOG = System.getLogger(Pictures.class.getName());
  private static final Set<String> EXTENSIONS = Set.of("jpg", "png", "webp");

  private final Rooms rooms;
  private final Held held;
  private final Path folder;
  private final Consumer<String> remarks;
  private volatile @Nullable Thread thread;

  /**
   * @param remarks hears that a picture does not come
   */
  Pictures(Rooms rooms, Held held, Path folder, Consumer<String> remarks) {
    this.rooms = rooms;
    this.held = held;
    this.folder = folder;
    this.remarks = remarks;
  }

  /** Begins; a second picture of the same run is not asked for. */
  void fetch(URI thumbnail) {
    if (thread == null) {
      thread = Thread.ofVirtual().name("picture-" + held.id()).start(() -> keep(thumbnail));
    }
  }

  /** Waits for a picture that is still on its way, which is given up where it does not come. */
  void await() {
    Thread fetching = thread;
    try {
      if (fetching != null) {
        fetching.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves nothing running. */
  void stop() {
    Thread fetching = thread;
    if (fetching != null) {
      fetching.interrupt();
      await();
    }
  }

  private void keep(URI thumbnail) {
    try {
      Picture wanted = Picture.of(thumbnail, held.job().spec().link(), held.job().video());
      Optional<Path> picture = rooms.thumbnails().apply(wanted, folder.resolve("thumbnail"));
      if (picture.isEmpty()) {
        remarks.accept("The picture that the site names could not be fetched.");
      } else {
        String file = String.valueOf(picture.get().getFileName());
        String extension = file.substring(file.lastIndexOf('.') + 1);
        if (EXTENSIONS.contains(extension)) {
          rooms.media().put(held.id().toString(), "thumbnail." + extension, picture.get());
          held.advance(new Change.Pictured());
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.INFO, "The picture of job " + held.id() + " could not be kept", e);
    }
  }
}
