package dev.fetchlight.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.ytdlp.output.Diagnosis;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.update.Memory.Kept;
import dev.fetchlight.update.release.ReleaseVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How runs end decides whether a release stays. */
class RunWatchTest {
  private static final Failure NOT_READ =
      Diagnosis.of(List.of("ERROR: [Film] x: Unable to extract player"), List.of());
  private static final Failure FORBIDDEN =
      Diagnosis.of(List.of("ERROR: HTTP Error 403: Forbidden"), List.of());
  private static final Failure AWAY = new Failure(Code.NETWORK, "The site cannot be reached.");
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  @TempDir private Path data;

  @SuppressWarnings("NullAway.Init") // set before each test
  private InUse inUse;

  @SuppressWarnings("NullAway.Init") // set before each test
  private RunWatch watch;

  private int waves;
  private int changes;
  private int links;

  @BeforeEach
  void open() {
    inUse = InUse.of(data.resolve("releases"), true, RunWatchTest::find);
    inUse.onChange(() -> changes++);
    watch = new RunWatch(inUse, new Calendar(() -> 0.5), () -> waves++, () -> NOW);
  }

  private static Programs find(Optional<Path> own) {
    return Programs.find(own.orElse(Workbench.DEBIANS), null, "/usr/local/bin:/usr/bin:/bin");
  }

  private Kept take(String version) throws IOException {
    Path place = inUse.rack().newPlace();
    Files.writeString(place, version);
    Kept release =
        new Kept(
            ReleaseVersion.parse(version).orElseThrow(), ReleaseSite.sum(Zipapps.bytes(version)));
    inUse.take(place, release);
    return release;
  }

  /** So many runs of links that nobody had before. */
  private void runs(int count, Optional<Kept> with, @Nullable Failure why) {
    for (int each = 0; each < count; each++) {
      watch.ended(with, new Link("https://example.com/" + links++), why);
    }
  }

  @Test
  void anUpdateThatIsPromisedIsAskedForAtOnce() throws Exception {
    Failure old = new Failure(Failure.Code.ENGINE_OUTDATED, "An update is under way.");
    runs(1, Optional.empty(), old.forGood());
    assertThat(waves).isZero();
    runs(1, Optional.empty(), old);
    assertThat(waves).isEqualTo(1);
    inUse.rack().remember(memory -> memory.trying(new Try(NOW, Try.Outcome.CURRENT, null, "x")));
    runs(1, Optional.empty(), old);
    assertThat(waves).as("it was asked for just now").isEqualTo(1);
  }

  @Test
  void muchMoreThatFailsThanBeforeIsTheReleasesFault() throws Exception {
    Kept good = take("2026.01.02");
    runs(8, Optional.of(good), null);
    Kept bad = take("2026.02.02");
    runs(4, Optional.of(bad), NOT_READ);
    assertThat(inUse.release()).contains(bad);
    runs(1, Optional.of(bad), FORBIDDEN);

    assertThat(inUse.release()).contains(good);
    assertThat(changes).as("taken twice and given up").isEqualTo(3);
    Memory memory = inUse.rack().memory();
    assertThat(memory.tries().getFirst().outcome()).isEqualTo(Try.Outcome.ROLLED_BACK);
    assertThat(memory.tries().getFirst().sentence()).contains("2026.02.02", "2026.01.02");
    open();
    assertThat(inUse.release()).contains(good);
    assertThat(inUse.rack().memory().refusal(bad.sum()).orElseThrow().lasting()).isTrue();
    runs(20, Optional.of(bad), NOT_READ);
    assertThat(inUse.release()).as("runs of it that end later").contains(good);
  }

  @Test
  void theCountGoesOnAfterARestart() throws Exception {
    runs(6, Optional.empty(), null);
    Kept bad = take("2026.02.02");
    runs(3, Optional.of(bad), NOT_READ);
    open();
    runs(2, Optional.of(bad), NOT_READ);
    assertThat(inUse.release()).as("back to the system's").isEmpty();
    assertThat(inUse.rack().memory().refused().getFirst().sentence()).contains("the system's");
  }

  @Test
  void whatWasHardlyUsedCountsWithWhatWasBeforeIt() throws Exception {
    runs(1, Optional.empty(), null);
    Kept first = take("2026.01.02");
    runs(2, Optional.of(first), null);
    Kept second = take("2026.01.03");
    runs(1, Optional.of(second), null);
    Kept bad = take("2026.02.02");
    runs(5, Optional.of(bad), NOT_READ);
    assertThat(inUse.release()).contains(second);
    runs(5, Optional.of(second), NOT_READ);
    assertThat(inUse.release()).as("and again, where that one is no better").contains(first);
  }

  @Test
  void whatFailedLongBeforeIsForgottenOverWhatWorkedSince() throws Exception {
    runs(20, Optional.empty(), NOT_READ);
    Kept good = take("2026.01.02");
    runs(5, Optional.of(good), null);
    Kept bad = take("2026.02.02");
    runs(5, Optional.of(bad), NOT_READ);
    assertThat(inUse.release()).contains(good);
  }

  @Test
  void whatFailedBeforeTooIsNotItsFault() throws Exception {
    Kept before = take("2026.01.02");
    runs(6, Optional.of(before), NOT_READ);
    Kept after = take("2026.02.02");
    runs(20, Optional.of(after), NOT_READ);
    assertThat(inUse.release()).contains(after);
  }

  @Test
  void withNothingToCompareWithItStays() throws Exception {
    Kept first = take("2026.02.02");
    runs(20, Optional.of(first), NOT_READ);
    assertThat(inUse.release()).contains(first);
  }

  @Test
  void oneLinkAgainAndAgainAndFailuresOfOthersProveNothing() throws Exception {
    Kept good = take("2026.01.02");
    runs(8, Optional.of(good), null);
    Kept next = take("2026.02.02");
    for (int each = 0; each < 30; each++) {
      watch.ended(Optional.of(next), new Link("https://example.com/one"), NOT_READ);
    }
    runs(30, Optional.of(next), AWAY);
    assertThat(inUse.release()).contains(next);
    assertThat(waves).isZero();
  }

  @Test
  void aWaveOfLinksThatCannotBeReadHasANewerOneAskedFor() {
    runs(2, Optional.empty(), FORBIDDEN);
    assertThat(waves).isZero();
    runs(1, Optional.empty(), NOT_READ);
    assertThat(waves).isEqualTo(1);
  }

  @Test
  void aReleaseStaysOnDiskUntilItsLastRunHasEnded() throws Exception {
    Kept first = take("2026.01.01");
    Rack rack = inUse.rack();
    rack.takeInHand(first.version());
    rack.takeInHand(first.version());
    for (String version : List.of("2026.01.02", "2026.01.03", "2026.01.04")) {
      take(version);
    }
    assertThat(rack.file(first)).exists();
    rack.putBack(first.version());
    assertThat(rack.file(first)).exists();
    rack.putBack(first.version());
    assertThat(rack.file(first)).doesNotExist();
  }
}
