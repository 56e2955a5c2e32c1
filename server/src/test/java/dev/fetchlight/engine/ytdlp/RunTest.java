package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.ytdlp.order.Cut;
import dev.fetchlight.engine.ytdlp.output.Line;
import dev.fetchlight.engine.ytdlp.output.Lines;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Format;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Minutes in no time: the clock is a number. */
class RunTest {
  private static final long SECOND = 1_000_000_000;

  private final List<EngineEvent> events = new ArrayList<>();
  private final Run run =
      new Run(
          Choices.of(Format.BEST),
          Cut.WHILE_FETCHING,
          new Limits(1L << 30, Duration.ofHours(1)),
          Patience.USUAL,
          events::add,
          0);

  @Test
  void tellsThatNothingComesAndThatItDoesAgain() {
    fetch(1_000, 0);
    assertThat(run.waited(4 * SECOND)).isEmpty();
    assertThat(progress()).last().extracting(Progress::stalledSince).isNull();

    assertThat(run.waited(5 * SECOND)).isEmpty();
    assertThat(progress()).last().extracting(Progress::stalledSince).isNotNull();
    assertThat(progress()).last().extracting(Progress::speed, Progress::eta).containsOnlyNulls();
    int told = progress().size();
    assertThat(run.waited(6 * SECOND)).isEmpty();
    fetch(1_000, 7 * SECOND); // words, but no bytes
    assertThat(progress()).as("told once").hasSize(told);

    fetch(2_000, 8 * SECOND);
    assertThat(progress()).last().extracting(Progress::stalledSince).isNull();
    assertThat(events.stream().filter(EngineEvent.Noted.class::isInstance)).hasSize(2);
  }

  @Test
  void takesGrowthOnDiskForASign() {
    fetch(1_000, 0);
    assertThat(run.waited(30 * SECOND)).isEmpty();
    assertThat(run.found(5_000, 40 * SECOND)).isEmpty();

    assertThat(progress()).last().extracting(Progress::stalledSince).isNull();
    assertThat(run.waited(80 * SECOND)).isEmpty();
  }

  @Test
  void givesUpASiteThatSendsNothing() {
    assertThat(run.waited(59 * SECOND)).isEmpty();
    assertThat(run.waited(60 * SECOND)).contains(Stops.UNANSWERED);
    fetch(1_000, 61 * SECOND);
    assertThat(run.waited(120 * SECOND)).isEmpty();
    assertThat(run.waited(121 * SECOND).orElseThrow().code()).isEqualTo(Code.STALLED);
    assertThat(run.waited(121 * SECOND).orElseThrow().sentence()).contains("60 seconds");
  }

  @Test
  void waitsForEachAnswerAsLongAsForAnother() {
    run.listened(true, 0, 59 * SECOND);
    run.listened(true, 50 * SECOND, 59 * SECOND);
    run.listened(true, 100 * SECOND, 101 * SECOND);

    assertThat(run.waited(159 * SECOND)).isEmpty();
    assertThat(run.waited(160 * SECOND)).contains(Stops.UNANSWERED);
  }

  @Test
  void letsAChildLoadBeforeItAsksForAnything() {
    Run brief =
        new Run(
            Choices.of(Format.BEST),
            Cut.WHILE_FETCHING,
            new Limits(1L << 30, Duration.ofHours(1)),
            Patience.USUAL.giveUpAfter(Duration.ofSeconds(3)),
            events::add,
            0);
    brief.listened(false, 0, 50 * SECOND);
    assertThat(brief.waited(52 * SECOND)).isEmpty();
    brief.listened(true, 51 * SECOND, 53 * SECOND);
    assertThat(brief.waited(53 * SECOND)).isEmpty();
    assertThat(brief.waited(54 * SECOND)).contains(Stops.UNANSWERED);
  }

  @Test
  void doesNotLiveOnAnswersWithoutMedia() {
    fetch(1_000, 0);
    for (int second = 1; second < 180; second++) {
      run.listened(true, second * SECOND, second * SECOND);
      assertThat(run.waited(second * SECOND)).isEmpty();
    }
    assertThat(run.waited(180 * SECOND).orElseThrow().code()).isEqualTo(Code.STALLED);
  }

  @Test
  void ytDlpIsAsPatient() {
    assertThat(Patience.USUAL.giveUpAfter(Duration.ofSeconds(7)).shared(List.of("--quiet")))
        .containsExactly("--socket-timeout", "12", "--quiet");
  }

  @Test
  void letsFfmpegTakeItsTime() {
    fetch(1_000, 0);
    assertThat(run.heard(new Line.Fetched(), SECOND)).isEmpty();

    assertThat(run.waited(10 * 60 * SECOND)).isEmpty();
    assertThat(run.waited(20 * 60 * SECOND)).contains(Stops.ENDLESS);
  }

  @Test
  void countsWorkOnTheFileAsMerging() {
    List<EngineEvent> told = new ArrayList<>();
    Run sound =
        new Run(
            Choices.of(Format.AUDIO),
            Cut.WHILE_FETCHING,
            new Limits(1L << 30, Duration.ofHours(1)),
            Patience.USUAL,
            told::add,
            0);
    assertThat(sound.heard(Lines.read(advance(1_000)), 0)).isEmpty();
    assertThat(sound.heard(new Line.Fetched(), SECOND)).isEmpty();

    assertThat(told).contains(new EngineEvent.Entered(Stage.MERGING));
  }

  private void fetch(long bytes, long nanos) {
    assertThat(run.heard(Lines.read(advance(bytes)), nanos)).isEmpty();
  }

  private static String advance(long bytes) {
    return "@progress {\"status\": \"downloading\", \"downloaded_bytes\": %d, \"total_bytes\": 9000000,"
            .formatted(bytes)
        + " \"filename\": \"m.mp4\"}";
  }

  private List<Progress> progress() {
    return events.stream()
        .filter(EngineEvent.Progressed.class::isInstance)
        .map(event -> ((EngineEvent.Progressed) event).progress())
        .toList();
  }
}
