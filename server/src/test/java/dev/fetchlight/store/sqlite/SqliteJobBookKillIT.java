package dev.fetchlight.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.Openings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write that was acknowledged is there after {@code kill -9}. */
class SqliteJobBookKillIT {
  @TempDir private Path folder;

  @Test
  void noAcknowledgedJobIsLost() throws Exception {
    List<JobId> acknowledged = new ArrayList<>();
    for (int life = 1; life <= 3; life++) {
      Process child = child();
      try (BufferedReader lines = child.inputReader()) {
        for (int n = 0; n < 200 * life; n++) {
          acknowledged.add(JobId.parse(lines.readLine()).orElseThrow());
        }
        // Through the handle: the process's own method would close what is still to be read.
        child.toHandle().destroyForcibly();
        lines.lines().flatMap(line -> JobId.parse(line).stream()).forEach(acknowledged::add);
      }
      assertThat(child.waitFor()).isNotZero();
    }

    try (JobBook book = SqliteJobBook.open(folder, InstantSource.system())) {
      assertThat(book.find(acknowledged)).hasSameSizeAs(acknowledged);
    }
  }

  private Process child() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Submitter.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Submits and claims for ever, and prints each id once the book has it. */
  static final class Submitter {
    private Submitter() {}

    @SuppressWarnings("InfiniteLoopStatement") // until it is killed
    public static void main(String[] args) {
      InstantSource clock = InstantSource.system();
      JobBook book = SqliteJobBook.open(Path.of(args[0]), clock);
      while (true) {
        var job = Jobs.queued("clip-" + JobId.next(clock), clock.instant());
        book.submit(job, null, null);
        System.out.println(job.id());
        book.claim("me", clock.instant(), Duration.ofSeconds(30), Openings.ALL);
      }
    }
  }
}
