package dev.fetchlight.app;

import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.engine.ytdlp.YtDlpEngine;
import dev.fetchlight.http.HealthPart;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.media.MediaStore;
import dev.fetchlight.media.NoRoomException;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** The parts that the health report has a line for. */
final class Health {
  private Health() {}

  /**
   * @param queue what holds the queue up
   */
  static List<HealthPart> parts(
      JobBook book,
      MediaStore shelf,
      Engine engine,
      YtDlpEngine ytDlp,
      Supplier<QueueState> queue) {
    return List.of(
        HealthPart.of(
            "database",
            () -> {
              String life = book.epoch(); // throws where that is over
              return "epoch "
                  + life
                  + ", "
                  + book.census(null).counts().getOrDefault(Status.QUEUED, 0L)
                  + " queued";
            }),
        HealthPart.of(
            "storage",
            () -> {
              return shelf.provider() + ", " + space(queue.get(), takesMore(shelf));
            }),
        new HealthPart("engine", () -> line(engine.readiness())),
        new HealthPart("runtime", () -> line(ytDlp.runtime())),
        HealthPart.of("impersonation", ytDlp::impersonation),
        HealthPart.of("additions", ytDlp::additions),
        // Without a wall downloads still go through the gate alone, so it is never down.
        HealthPart.of("wall", ytDlp::wall));
  }

  private static boolean takesMore(MediaStore shelf) throws IOException {
    try {
      shelf.check();
      return true;
    } catch (NoRoomException _) {
      return false;
    }
  }

  /** Low space is no fault of the store, yet the reason why the queue waits. */
  private static String space(QueueState queue, boolean takesMore) {
    if (queue.full()) {
      throw new IllegalStateException(
          "The disk is full: nothing is taken in, and downloads wait until there is room.");
    }
    if (queue.crowded() || !takesMore) {
      throw new IllegalStateException(
          "The disk can take no more files, or a quota is used up: downloads wait until there is"
              + " room for some.");
    }
    String left = (queue.freeSpace() >> 20) + " MiB free";
    return queue.freeSpace() >= queue.minFreeSpace()
        ? left
        : left + ", below FETCHLIGHT_MIN_FREE_SPACE: downloads wait until there is more";
  }

  private static HealthPart.Line line(Readiness readiness) {
    if (!readiness.ready()) {
      throw new IllegalStateException(readiness.detail());
    }
    return new HealthPart.Line(readiness.detail(), readiness.advice());
  }
}
