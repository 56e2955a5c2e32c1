package dev.fetchlight.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.update.Try.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Good releases are taken one after the other, and bad ones are known again. */
class UpdateIT {
  private static final Signer SIGNER = new Signer();

  @TempDir private Path data;

  @Test
  void theInUseAndTheTwoBeforeItAreKept() throws Exception {
    try (Workbench bench = new Workbench(data, SIGNER)) {
      for (String version :
          new String[] {"2026.01.02", "2026.01.03", "2026.01.03.111", "2026.02.01"}) {
        bench.site.publish(Zipapps.ytDlp(version), SIGNER);
        Try attempt = bench.look();
        assertThat(attempt.outcome()).as(attempt.sentence()).isEqualTo(Outcome.UPDATED);
        assertThat(bench.version()).isEqualTo(version);
        assertThat(bench.inUse.programs().file().toString())
            .endsWith("/programs/yt-dlp/" + version + "/yt-dlp");
      }
      assertThat(bench.onDisk())
          .containsExactly("2026.01.03", "2026.01.03.111", "2026.02.01", "releases.properties");
      assertThat(bench.leftByTrials()).isEmpty();

      assertThat(bench.look().outcome()).isEqualTo(Outcome.CURRENT);
      bench.site.publish(Zipapps.ytDlp("2026.01.31"), SIGNER);
      assertThat(bench.look().outcome()).isEqualTo(Outcome.CURRENT);
      bench.site.publish(Zipapps.ytDlp("2026.02.01", "# other bytes"), SIGNER);
      assertThat(bench.look().outcome()).isEqualTo(Outcome.CURRENT);
      bench.again();
      assertThat(bench.version()).isEqualTo("2026.02.01");
      long fetched = programsFetched(bench);
      assertThat(bench.look().outcome()).isEqualTo(Outcome.CURRENT);
      assertThat(programsFetched(bench)).as("known without being fetched").isEqualTo(fetched);
    }
  }

  @Test
  void oneThatFailedItsTrialIsNotTriedAgainByItself() throws Exception {
    try (Workbench bench = new Workbench(data, SIGNER)) {
      bench.site.publish(Zipapps.ytDlp("2026.01.02", "import sys; sys.exit(1)"), SIGNER);
      Instant now = Instant.now();
      Duration trial = Workbench.TRIAL;
      Try first = bench.look(bench.site.url(), trial, () -> now, false);
      assertThat(first.outcome()).isEqualTo(Outcome.REFUSED);
      long fetched = programsFetched(bench);

      bench.again();
      Instant soon = now.plus(Duration.ofDays(1));
      assertThat(bench.look(bench.site.url(), trial, () -> soon, false).sentence())
          .isEqualTo(first.sentence());
      assertThat(programsFetched(bench)).isEqualTo(fetched);

      // A person may have mended what was wrong, and so may time.
      assertThat(bench.look(bench.site.url(), trial, () -> soon, true).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(programsFetched(bench)).isEqualTo(fetched + 1);
      Instant late = now.plus(Duration.ofDays(9));
      assertThat(bench.look(bench.site.url(), trial, () -> late, false).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(programsFetched(bench)).isEqualTo(fetched + 2);

      bench.site.publish(Zipapps.ytDlp("2026.01.03"), SIGNER);
      assertThat(bench.look().outcome()).isEqualTo(Outcome.UPDATED);
    }
  }

  @Test
  void oneThatChangedOnDiskIsNotUsed() throws Exception {
    try (Workbench bench = new Workbench(data, SIGNER)) {
      bench.site.publish(Zipapps.ytDlp("2026.01.02"), SIGNER);
      assertThat(bench.look().outcome()).isEqualTo(Outcome.UPDATED);
      Path file = bench.inUse.programs().file();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);

      bench.again();
      bench.inUse.verify();

      assertThat(bench.inUse.programs().file()).isEqualTo(Workbench.DEBIANS);
      assertThat(bench.look().outcome()).as("and fetched anew").isEqualTo(Outcome.UPDATED);
    }
  }

  @Test
  void oneThatVanishesIsReplacedByTheSystems() throws Exception {
    try (Workbench bench = new Workbench(data, SIGNER)) {
      bench.site.publish(Zipapps.ytDlp("2026.01.02"), SIGNER);
      assertThat(bench.look().outcome()).isEqualTo(Outcome.UPDATED);
      Files.delete(bench.inUse.programs().file());
      assertThat(bench.inUse.programs().file()).isEqualTo(Workbench.DEBIANS);
      assertThat(bench.look().outcome()).as("and fetched anew").isEqualTo(Outcome.UPDATED);
    }
  }

  @Test
  void oneThatTakesAnothersPlaceMeanwhileIsTakenInstead() throws Exception {
    try (Workbench bench = new Workbench(data, SIGNER)) {
      byte[] old = Zipapps.ytDlp("2026.01.02");
      byte[] fresh = Zipapps.ytDlp("2026.01.03");
      bench.site.publish(old, SIGNER);
      bench.site.reply(
          ReleaseSite.SIGNATURE,
          out -> {
            bench.site.publish(fresh, SIGNER); // between the sums and their signature
            ReleaseSite.send(out, SIGNER.sign(ReleaseSite.sums(fresh)));
          });
      Try attempt = bench.look();
      assertThat(attempt.outcome()).as(attempt.sentence()).isEqualTo(Outcome.UPDATED);
      assertThat(bench.version()).isEqualTo("2026.01.03");

      byte[] fresher = Zipapps.ytDlp("2026.01.04");
      bench.site.publish(old, SIGNER);
      bench.site.reply(
          ReleaseSite.PROGRAM,
          out -> {
            bench.site.publish(fresher, SIGNER); // between the sums and the program
            ReleaseSite.send(out, fresher);
          });
      assertThat(bench.look().outcome()).isEqualTo(Outcome.UPDATED);
      assertThat(bench.version()).isEqualTo("2026.01.04");
    }
  }

  @Test
  void oneThatChangesEachTimeIsGivenUp() throws Exception {
    try (Workbench bench = new Workbench(data, SIGNER)) {
      bench.site.publish(Zipapps.ytDlp("2026.01.02"), SIGNER);
      AtomicInteger count = new AtomicInteger();
      bench.site.reply(
          ReleaseSite.SUMS,
          out -> ReleaseSite.send(out, Zipapps.bytes("sums " + count.incrementAndGet())));
      assertThat(bench.look().outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(count.get()).isLessThan(10);
      assertThat(bench.inUse.release()).isEmpty();
    }
  }

  @Test
  void oneThatChangesOnDiskWhileItIsTriedIsNotTaken() throws Exception {
    try (Workbench bench = new Workbench(data, SIGNER)) {
      bench.site.publish(Zipapps.ytDlp("2026.01.02"), SIGNER);
      bench.whileTrying =
          () -> {
            for (Path each : bench.fetched()) {
              append(each);
            }
          };
      assertThatThrownBy(bench::look).hasMessageContaining("has changed");
      assertThat(bench.inUse.programs().file()).isEqualTo(Workbench.DEBIANS);
      assertThat(bench.onDisk()).isSubsetOf("releases.properties");
    }
  }

  /** To the comment of an archive, so that it runs as before. */
  private static void append(Path file) {
    try {
      Files.write(file, new byte[] {'\n'}, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long programsFetched(Workbench bench) {
    return bench.site.asked().stream().filter(path -> path.endsWith("/yt-dlp")).count();
  }
}
