package dev.fetchlight.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several connections: where each is slow, and not where the site does not want them. */
class ManyIT {
  @TempDir Path scratch;

  @Test
  void takesMoreConnectionsWhereEachIsSlow() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertWhole(bench, bench.fetch("/slow/clip.mp4?rate=700000&field.ETag=%22a%22"));
      assertThat(bench.site.hits("/slow/clip.mp4")).isGreaterThan(1);
    }
  }

  @Test
  void staysAloneWhereAFileIsSmallForItsSpeed() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertWhole(bench, bench.fetch("/clip.mp4"));
      assertThat(bench.site.hits("/clip.mp4")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/few/clip.mp4?rate=2000000&most=1",
        "/few/clip.mp4?rate=2000000&most=1&status=429",
        "/few/clip.mp4?rate=2000000&most=1&status=403",
        "/few/clip.mp4?rate=700000&most=3",
      })
  void takesNoMoreThanTheSiteBears(String path) throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertWhole(bench, bench.fetch(path));
    }
  }

  @Test
  void isNotFooledByASiteThatPromisesRanges() throws Exception {
    try (Bench bench = new Bench(scratch)) {
      assertWhole(bench, bench.fetch("/norest/clip.mp4?rate=2000000"));
      assertThat(bench.site.ranges("/norest/clip.mp4")).last().isEqualTo("bytes=0-");
    }
  }

  private static void assertWhole(Bench bench, Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
    assertThat(((Outcome.Fetched) outcome).file())
        .hasSameBinaryContentAs(bench.site.file("clip.mp4"));
  }
}
