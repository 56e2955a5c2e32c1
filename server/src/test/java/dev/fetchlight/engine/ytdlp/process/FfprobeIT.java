package dev.fetchlight.engine.ytdlp.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.engine.UnjudgedException;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.job.outcome.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An ffprobe that says nothing of a file, and what that says of the file. */
class FfprobeIT {
  private static final String VERSION =
      "[ \"$1\" = -version ] && echo ffprobe version 9 && exit 0\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "kill -9 $$, INTERRUPTED",
    "kill -15 $$, INTERRUPTED",
    "kill -11 $$, INTERRUPTED",
    "exit 127, INTERNAL",
    "exit 126, INTERNAL",
    "exit 3, INTERNAL",
  })
  void oneThatEndsInItsOwnWayTellsNothingOfTheFile(String end, Failure.Code code) throws Exception {
    assertUnjudged("#!/bin/sh\n" + VERSION + end + "\n", code);
  }

  @ParameterizedTest
  @CsvSource({"#!/nowhere/sh, INTERNAL", "#!/bin/false, INTERNAL"})
  void norDoesOneThatDoesNotRun(String program, Failure.Code code) throws Exception {
    assertUnjudged(program + "\n", code);
  }

  @Test
  void oneThatRunsAndCanMakeNothingOfItDoes() throws Exception {
    try (Launcher launcher = launcher("#!/bin/sh\n" + VERSION + "exit 1\n")) {
      assertThat(new Ffprobe(launcher).ask(media(), List.of())).isEmpty();
    }
  }

  private void assertUnjudged(String program, Failure.Code code) throws Exception {
    try (Launcher launcher = launcher(program)) {
      Path media = media();
      assertThatThrownBy(() -> new Ffprobe(launcher).ask(media, List.of()))
          .asInstanceOf(InstanceOfAssertFactories.type(UnjudgedException.class))
          .extracting(e -> e.failure().code())
          .isEqualTo(code);
    }
  }

  private Path media() throws Exception {
    return Files.writeString(folder.resolve("media.mp4"), "media");
  }

  private Launcher launcher(String ffprobe) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path ffmpeg = program(bin.resolve("ffmpeg"), "#!/bin/sh\necho ffmpeg version 9\n");
    Path _ = program(bin.resolve("ffprobe"), ffprobe);
    return new Launcher(
        () -> Programs.find(Ytdlps.DEBIAN.file(), ffmpeg, "/usr/bin:/bin"),
        Duration.ofSeconds(1),
        Duration.ZERO);
  }

  private static Path program(Path file, String content) throws Exception {
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
