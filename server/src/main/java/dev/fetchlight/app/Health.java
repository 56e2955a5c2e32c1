package dev.fetchlight.app;

import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.http.HealthPart;
import dev.fetchlight.job.JobBook;
import dev.fetchlight.job.Status;
import dev.fetchlight.media.MediaStore;
import java.util.List;

/** The parts that the health report has a line for. */
final class Health {
  private Health() {}

  static List<HealthPart> parts(JobBook book, MediaStore shelf, Engine engine) {
    return List.of(
        new HealthPart("database", () -> book.counts().getOrDefault(Status.QUEUED, 0L) + " queued"),
        new HealthPart(
            "storage",
            () -> {
              shelf.check();
              return shelf.provider();
            }),
        new HealthPart("engine", () -> line(engine.readiness())));
  }

  private static String line(Readiness readiness) {
    if (!readiness.ready()) {
      throw new IllegalStateException(readiness.detail());
    }
    return readiness.detail();
  }
}
