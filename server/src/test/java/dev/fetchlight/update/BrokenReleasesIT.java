package dev.fetchlight.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.update.Try.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** None of these is ever used, each says why, and what there was is used on. */
class BrokenReleasesIT {
  private static final Duration SHORT = Duration.ofSeconds(15);

  @TempDir private Path data;

  static Stream<Broken> all() {
    return Stream.<Broken[]>of(
            BrokenSignature.values(), BrokenServer.values(), BrokenProgram.values())
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isNeverUsed(Broken release) throws Exception {
    try (Workbench bench = new Workbench(data, Broken.SIGNER)) {
      String before = bench.version();
      release.in(bench.site);

      Try attempt = bench.look(release.trial());

      assertThat(attempt.outcome()).isNotEqualTo(Outcome.UPDATED);
      assertThat(attempt.sentence())
          .contains(release.words())
          .doesNotContain("\n", data.toString());
      assertThat(bench.inUse.release()).isEmpty();
      assertThat(bench.version()).isEqualTo(before);
      assertThat(bench.inUse.programs().file()).isEqualTo(Workbench.DEBIANS);
      assertThat(bench.onDisk()).isSubsetOf("releases.properties");
      assertThat(bench.leftByTrials()).isEmpty();
      assertThat(Broken.MARK).doesNotExist();
    }
  }

  @Test
  void isNoneWhereNobodyAnswers() throws Exception {
    try (Workbench bench = new Workbench(data, Broken.SIGNER)) {
      bench.site.close();
      Try attempt = bench.look(bench.site.url(), SHORT, InstantSource.system(), false);
      assertThat(attempt.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(attempt.sentence())
          .contains("cannot be reached")
          .contains("Downloads go on with the system's yt-dlp " + bench.version() + ".");
    }
  }

  @Test
  void isNoneWhereTheServerLiesInside() throws Exception {
    try (Workbench bench = new Workbench(data, Broken.SIGNER)) {
      Try attempt =
          bench.look(
              URI.create("http://127.0.0.2:9/releases"), SHORT, InstantSource.system(), false);
      assertThat(attempt.sentence()).contains("must not reach");
    }
  }
}
