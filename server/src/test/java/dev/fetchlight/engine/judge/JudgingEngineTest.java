package dev.fetchlight.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.engine.UnjudgedException;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that nothing can be said of, since whoever looks at it was killed or does not work. */
class JudgingEngineTest {
  private static final Failure KILLED = new Failure(Failure.Code.INTERRUPTED, "It was killed.");

  @TempDir private Path folder;

  @Test
  void whatCannotBeJudgedIsKeptForAnotherTry() throws Exception {
    Path file = Files.writeString(folder.resolve("media.mp4"), "\0\0\0\u0018ftypisom media");
    JudgingEngine engine =
        new JudgingEngine(
            new Bringing(file),
            (_, _) -> {
              throw new UnjudgedException(KILLED);
            });
    Assignment assignment =
        new Assignment(
            JobId.next(InstantSource.system()),
            Jobs.spec("a"),
            null,
            folder,
            new Limits(Long.MAX_VALUE, Duration.ofHours(6)),
            null);

    assertThat(engine.fetch(assignment, _ -> {})).isEqualTo(new Outcome.Failed(KILLED));
    assertThat(file).exists();
  }

  /** Brings a file at once. */
  private record Bringing(Path file) implements Engine {
    @Override
    public Outcome fetch(Assignment assignment, Consumer<EngineEvent> events) {
      return new Outcome.Fetched(file, "mp4", "video/mp4");
    }

    @Override
    public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems) {
      throw new AssertionError("nobody looks");
    }

    @Override
    public Optional<Failure> expand(
        Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items) {
      throw new AssertionError("nobody reads a list");
    }

    @Override
    public Readiness readiness() {
      return Readiness.of("well");
    }
  }
}
