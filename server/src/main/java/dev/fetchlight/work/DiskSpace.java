package dev.fetchlight.work;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes left on the fullest of the disks that hold some folders. A disk that hangs is not
 * waited for: what it said last holds until it answers again.
 */
final class DiskSpace implements LongSupplier {
  private static final Duration FRESH = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final List<Path> folders;
  private @Nullable CompletableFuture<Long> look;
  private long begun;
  private volatile long known;

  DiskSpace(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  @Override
  public long getAsLong() {
    try {
      known = look().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      // Said again as it was.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return known;
  }

  private synchronized CompletableFuture<Long> look() {
    long now = System.nanoTime();
    CompletableFuture<Long> last = look;
    if (last != null && (!last.isDone() || now - begun < FRESH.toNanos())) {
      return last;
    }
    CompletableFuture<Long> fresh = new CompletableFuture<>();
    look = fresh;
    begun = now;
    // No virtual thread: one that hangs in a call of the system keeps a carrier from all others.
    var _ = Thread.ofPlatform().daemon().name("disk-space").start(() -> fresh.complete(least()));
    return fresh;
  }

  /** A folder that is away says nothing of room. */
  private long least() {
    return folders.stream()
        .map(Path::toFile)
        .filter(File::exists)
        .mapToLong(File::getUsableSpace)
        .min()
        .orElse(known);
  }
}
