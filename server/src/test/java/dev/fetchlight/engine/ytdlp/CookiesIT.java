package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.process.Nest;
import dev.fetchlight.engine.ytdlp.process.Ytdlps;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.site.MediaSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cookies get to the site and nowhere else, and are on disk no longer than their job runs. */
class CookiesIT {
  private static final String SECRET = MediaSite.MEMBERS_PASS;
  private static final String PAGE = "/members";

  @TempDir Path scratch;

  @ParameterizedTest
  @EnumSource
  void letsInWhoHasOneAndKeepsNothingOfIt(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      bench.site.hold("/clip.mp4", 100_000);
      Bench.Job job = bench.startKnown(PAGE, cookie("pass"));
      bench.site.awaitHeld("/clip.mp4");
      assertThat(secrets()).hasSize(1);
      assertThat(mode(secrets().getFirst())).isEqualTo("rw-------");
      bench.site.release();

      assertThat(job.outcome.get(180, TimeUnit.SECONDS)).isInstanceOf(Outcome.Fetched.class);
      assertThat(secrets()).isEmpty();
      assertThat(bench.events).asString().doesNotContain(SECRET);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WARM_DEBIAN", "WARM_ZIPAPP"})
  void keepsNoneWhereTheJobIsCalledOff(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      bench.site.hold("/clip.mp4", 100_000);
      Bench.Job job = bench.startKnown(PAGE, cookie("pass"));
      bench.site.awaitHeld("/clip.mp4");

      job.thread.interrupt();

      assertThatThrownBy(() -> job.outcome.get(180, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      assertThat(secrets()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WARM_DEBIAN", "WARM_ZIPAPP"})
  void asksForALoginWhereItIsNotTheRightOne(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Outcome outcome = bench.startKnown(PAGE, cookie("lost")).outcome.get(180, TimeUnit.SECONDS);

      assertThat(((Outcome.Failed) outcome).failure().code()).isEqualTo(Code.LOGIN_REQUIRED);
      assertThat(bench.events.stream().filter(EngineEvent.Noted.class::isInstance)).isNotEmpty();
      assertThat(bench.events).asString().doesNotContain(SECRET);
      assertThat(secrets()).isEmpty();
    }
  }

  /** What a site changes of a login is told, so that it can be kept. */
  @ParameterizedTest
  @EnumSource
  void tellsWhatTheSiteSentBack(Ytdlps ytDlp) throws Exception {
    try (Bench bench = new Bench(ytDlp, scratch)) {
      Cookies shown = new Cookies(bench.site.accounts().cookie("alice"));
      Outcome outcome = bench.startKnown("/accounts", shown).outcome.get(3, TimeUnit.MINUTES);

      assertThat(outcome).isInstanceOf(Outcome.Fetched.class);
      String now = bench.site.accounts().secret("alice");
      assertThat(bench.events)
          .filteredOn(EngineEvent.Returned.class::isInstance)
          .singleElement()
          .satisfies(
              event -> assertThat(((EngineEvent.Returned) event).cookies().text()).contains(now));
      assertThat(bench.events).asString().doesNotContain("sesame");
    }
  }

  @Test
  void areRemovedWhereAKilledServiceLeftThem() throws Exception {
    Path job = Files.createDirectories(scratch.resolve("job"));
    Path part = Files.writeString(job.resolve("media.mp4.part"), "half");
    List<String> arguments =
        Nest.in(job, Ytdlps.DEBIAN.programs()).showing(cookie("pass"), List.of());
    assertThat(arguments.getFirst()).isEqualTo("--cookies");
    Path look = Files.createDirectories(scratch.resolve("look-1"));
    Nest.in(look, Ytdlps.DEBIAN.programs()).showing(cookie("pass"), List.of());
    assertThat(secrets()).hasSize(2);

    YtDlpEngine.reap(scratch);

    assertThat(secrets()).isEmpty();
    assertThat(look).doesNotExist();
    assertThat(part).hasContent("half");
    YtDlpEngine.reap(scratch.resolve("none"));
  }

  private static Cookies cookie(String name) {
    return new Cookies("127.0.0.1\tFALSE\t/\tFALSE\t0\t" + name + "\t" + SECRET + "\n");
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** The files that hold the secret; what goes away in the middle does not count. */
  private List<Path> secrets() throws Exception {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        scratch,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && holdsTheSecret(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static boolean holdsTheSecret(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
