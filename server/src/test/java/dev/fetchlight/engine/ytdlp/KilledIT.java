package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Leftovers;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A child that somebody else ends, such as a kernel without memory, is an interruption. */
class KilledIT {
  @TempDir Path scratch;

  private static boolean someOfIt(EngineEvent event) {
    return event instanceof EngineEvent.Progressed(Progress at)
        && Objects.requireNonNullElse(at.downloadedBytes(), 0L) > 100_000;
  }

  @ParameterizedTest
  @CsvSource({
    "DEBIAN, KILL", "ZIPAPP, KILL", "WARM_DEBIAN, KILL", "WARM_ZIPAPP, KILL",
    "DEBIAN, SEGV", "WARM_DEBIAN, SEGV", "WARM_DEBIAN, ABRT", "WARM_ZIPAPP, BUS"
  })
  void isAnInterruptionAndGoesOnWhereItWas(Ytdlps ytDlp, String signal) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      bench.site.hold("/clip.mp4", 700_000);
      Bench.Job job = bench.start("/page");
      bench.site.awaitHeld("/clip.mp4");
      job.await(KilledIT::someOfIt); // which is on disk then

      for (ProcessHandle child : Leftovers.in(scratch.toRealPath())) {
        new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(child.pid())).start().waitFor();
      }

      Outcome outcome = job.outcome.get(180, TimeUnit.SECONDS);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                Failure why = failed.failure();
                assertThat(why.code()).isEqualTo(Code.INTERRUPTED);
                assertThat(why.code().passing()).isTrue();
              });
      bench.site.release();
      assertThat(bench.fetch("/page")).isInstanceOf(Outcome.Fetched.class);
      assertThat(bench.site.ranges("/clip.mp4")).last().asString().startsWith("bytes=");
    }
  }
}
