package dev.fetchlight.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Clip;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a site said of the length, against what came. */
class PromiseTest {
  @ParameterizedTest
  @CsvSource({
    "60, , , 10, mov, true",
    "60, , , 53, mov, true",
    "60, , , 55, mov, false",
    "60, , , 70, mov, false",
    "3600, , , 3300, mov, false",
    "3600, , , 3200, mpegts, true",
    "12, , , 6, ogg, true",
    "8, , , 4, mov, false",
    " , , , 1, mov, false",
    "60, , , , mov, false",
    "60, , , 10, mp3, true",
    "60, , , 10, aac, true",
    "60, 10, 20, 10, mov, false",
    "60, 10, 20, 4, mov, true",
    "60, 50, 90, 10, mov, false",
    "60, 30, , 10, mov, true",
    "60, , 30, 30, mov, false",
    " , 10, 20, 4, mov, false",
  })
  void holdsTheFileAgainstIt(
      Double said, Double from, Double to, Double there, String container, boolean broken) {
    List<EngineEvent> heard = new ArrayList<>();
    Promise promise =
        new Promise(from == null && to == null ? null : new Clip(from, to), heard::add);
    EngineEvent described =
        new EngineEvent.Described(
            new VideoInfo(null, "A clip", null, said, false, null, null, null, null), null);

    promise.accept(described);

    assertThat(promise.broken(new Finding(container, true, true, there, there, null)).isPresent())
        .isEqualTo(broken);
    assertThat(heard).containsExactly(described);
  }

  @ParameterizedTest
  @CsvSource({"mov, true", "mp3, false", "aac, false", "amr, false"})
  void holdsNoGuessAgainstIt(String container, boolean broken) {
    Promise promise = new Promise(null, _ -> {});
    promise.accept(described(60.0, 0));

    assertThat(promise.broken(new Finding(container, true, true, 10.0, null, null)).isPresent())
        .isEqualTo(broken);
  }

  @ParameterizedTest
  @CsvSource({" , true", "640, false"})
  void tellsTheSizeWhereTheSiteDoesNot(Integer width, boolean told) {
    List<EngineEvent> heard = new ArrayList<>();
    Promise promise = new Promise(null, heard::add);
    promise.accept(described(60.0, width));
    heard.clear();

    promise.sized(new Size(320, 180));

    assertThat(heard)
        .isEqualTo(
            told
                ? List.of(
                    new EngineEvent.Described(
                        new VideoInfo(null, "A clip", null, 60.0, false, null, null, 320, 180),
                        null))
                : List.of());
  }

  private static EngineEvent described(Double seconds, Integer width) {
    return new EngineEvent.Described(
        new VideoInfo(null, "A clip", null, seconds, false, null, null, width, width), null);
  }

  @ParameterizedTest
  @CsvSource({"9, 250, 0:09, 4:10", "61, 3725, 1:01, 1:02:05"})
  void saysBothLengths(double there, double said, String one, String other) {
    Promise promise = new Promise(null, _ -> {});
    promise.accept(
        new EngineEvent.Described(
            new VideoInfo(null, null, null, said, false, null, null, null, null), null));

    Failure failure =
        promise.broken(new Finding("mov", true, false, there, there, null)).orElseThrow();

    assertThat(failure.sentence()).contains("lasts " + one + ",", "should last " + other + ":");
  }
}
