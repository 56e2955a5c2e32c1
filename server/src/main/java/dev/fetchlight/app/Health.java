package dev.fetchlight.app;

import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.http.HealthPart;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.media.MediaStore;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The parts that the health report has a line for. */
final class Health {
  private Health() {}

  /**
   * @param wall tells what the kernel keeps downloads from; without it they still go through the
   *     gate alone, so it never fails
   * @param free bytes left on the data folder's disk
   * @param least bytes below which no job starts
   */
  static List<HealthPart> parts(
      JobBook book,
      MediaStore shelf,
      Engine engine,
      Supplier<String> wall,
      LongSupplier free,
      long least) {
    return List.of(
        new HealthPart(
            "database",
            () -> {
              String life = book.epoch(); // throws where that is over
              return life
                  + ", "
                  + book.census(null).counts().getOrDefault(Status.QUEUED, 0L)
                  + " queued";
            }),
        new HealthPart(
            "storage",
            () -> {
              shelf.check();
              return shelf.provider() + ", " + space(free.getAsLong(), least);
            }),
        new HealthPart("engine", () -> line(engine.readiness())),
        new HealthPart("wall", wall::get));
  }

  /** Low space is no fault of the store, yet the reason why the queue waits. */
  private static String space(long free, long least) {
    if (free < QueueState.FULL) {
      throw new IllegalStateException(
          "The disk is full: nothing is taken in, and downloads wait until there is room.");
    }
    String left = (free >> 20) + " MiB free";
    return free >= least
        ? left
        : left + ", below FETCHLIGHT_MIN_FREE_SPACE: downloads wait until there is more";
  }

  private static String line(Readiness readiness) {
    if (!readiness.ready()) {
      throw new IllegalStateException(readiness.detail());
    }
    return readiness.detail();
  }
}
