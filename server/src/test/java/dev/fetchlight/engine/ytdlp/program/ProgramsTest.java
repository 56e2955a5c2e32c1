package dev.fetchlight.engine.ytdlp.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.engine.Readiness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramsTest {
  private static final String SYSTEM = "/usr/bin:/bin";

  @TempDir Path folder;

  @Test
  void findsAllOnThePath() throws Exception {
    Path ytDlp = program("yt-dlp", "\u007fELF");
    Path ffmpeg = program("ffmpeg", "\u007fELF");
    Path ffprobe = program("ffprobe", "\u007fELF");

    Programs programs = Programs.find(null, null, "relative:" + folder + ":" + SYSTEM);

    assertThat(programs.ytDlp()).containsExactly(ytDlp.toString());
    assertThat(programs.ffmpeg()).isEqualTo(ffmpeg);
    assertThat(programs.ffprobe()).isEqualTo(ffprobe);
  }

  @Test
  void saysWhatIsMissingAndHowToGetIt() {
    assertThatThrownBy(() -> Programs.find(null, null, folder.toString()))
        .isInstanceOf(ProgramMissingException.class)
        .hasMessageContaining("yt-dlp was not found")
        .hasMessageContaining("FETCHLIGHT_YT_DLP");
    assertThatThrownBy(() -> Programs.find(folder.resolve("nothing"), null, SYSTEM))
        .hasMessageContaining("There is no yt-dlp at");
    Readiness readiness = new Toolbox(() -> Programs.find(null, null, "")).readiness(_ -> "cold");
    assertThat(readiness.ready()).isFalse();
    assertThat(readiness.detail()).contains("yt-dlp");
  }

  @Test
  void startsAScriptWithTheInterpreterItNames() throws Exception {
    Path script = program("yt-dlp", "#!/usr/bin/python3\nprint('x')\n");

    List<String> command = Interpreter.command(script, "", null);

    assertThat(command.getFirst()).startsWith("/").contains("python3");
    assertThat(command).contains("-I").endsWith(script.toString());
  }

  @Test
  void passesOverASwitchThatStartsNoPython() throws Exception {
    program("python3", "#!/bin/sh\necho 'no version is set' >&2\nexit 127\n");
    Path script = program("yt-dlp", "#!/usr/bin/env python3\nPK");

    List<String> command = Interpreter.command(script, folder.toString(), null);

    assertThat(command.getFirst()).startsWith("/").doesNotStartWith(folder.toString());
  }

  @Test
  void tellsTheVersionOnceTheProgramAnswers() throws Exception {
    Path script = program("yt-dlp", "#!/usr/bin/python3\nprint('2031.01.02')\n");
    program("ffmpeg", "");
    program("ffprobe", "");
    Toolbox toolbox = new Toolbox(() -> Programs.find(script, null, folder.toString()));

    assertThat(toolbox.readiness(_ -> "cold"))
        .isEqualTo(Readiness.of("yt-dlp 2031.01.02, 0 days old (cold), ffmpeg"));

    Files.delete(script);
    assertThat(toolbox.readiness(_ -> "cold").ready()).isFalse();
  }

  @Test
  void aProgramThatTakesItsTimeIsNotMissing() throws Exception {
    Path script =
        program(
            "yt-dlp",
            """
            #!/usr/bin/python3
            import os, time
            here = os.path.dirname(os.path.abspath(__file__))
            if __name__ == "__main__":  # else it is only looked into
                with open(here + "/asked", "a") as asked:
                    asked.write("once\\n")
                while not os.path.exists(here + "/go"):
                    time.sleep(0.01)
                print("2031.01.02")
            """);
    program("ffmpeg", "");
    program("ffprobe", "");
    Toolbox toolbox = new Toolbox(() -> Programs.find(script, null, folder.toString()));

    for (int each = 0; each < 2; each++) {
      assertThat(toolbox.readiness(_ -> "cold"))
          .isEqualTo(Readiness.of("yt-dlp of a version not known yet (cold), ffmpeg"));
    }
    assertThat(toolbox.programs().file()).isEqualTo(script);
    Files.createFile(folder.resolve("go"));

    Readiness now = toolbox.readiness(_ -> "cold");
    while (now.detail().contains("not known")) {
      now = toolbox.readiness(_ -> "cold");
    }
    assertThat(now).isEqualTo(Readiness.of("yt-dlp 2031.01.02, 0 days old (cold), ffmpeg"));
    assertThat(folder.resolve("asked")).hasContent("once\n");
  }

  @Test
  void oneThatSomebodyKilledIsAskedAgain() throws Exception {
    Path script =
        program(
            "yt-dlp",
            """
            #!/usr/bin/python3
            import os
            asked = os.path.join(os.path.dirname(os.path.abspath(__file__)), "asked")
            if not os.path.exists(asked):
                open(asked, "w").close()
                os.kill(os.getpid(), 9)
            print("2031.01.02")
            """);
    program("ffmpeg", "");
    program("ffprobe", "");
    Toolbox toolbox = new Toolbox(() -> Programs.find(script, null, folder.toString()));

    Readiness first = toolbox.readiness(_ -> "cold");
    Readiness second = toolbox.readiness(_ -> "cold");

    assertThat(first.ready()).isTrue();
    assertThat(second.detail()).contains("2031.01.02");
  }

  @Test
  void anotherFileOfTheSameAgeIsAnotherProgram() throws Exception {
    Path script = program("yt-dlp", "#!/usr/bin/python3\nprint('2031.01.02')\n");
    program("ffmpeg", "");
    program("ffprobe", "");
    Toolbox toolbox = new Toolbox(() -> Programs.find(script, null, folder.toString()));
    assertThat(toolbox.readiness(_ -> "cold").detail()).contains("2031.01.02");

    Path other = program("other", "#!/usr/bin/python3\nprint('2031.01.03')\n");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(script));
    Files.move(other, script, StandardCopyOption.REPLACE_EXISTING);

    assertThat(toolbox.readiness(_ -> "cold").detail()).contains("2031.01.03");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffmpeg", "ffprobe"})
  void oneThatDoesNotRunIsMissingUntilItDoes(String name) throws Exception {
    Path script = program("yt-dlp", "#!/usr/bin/python3\nprint('2031.01.02')\n");
    program("ffmpeg", "");
    program("ffprobe", "");
    Path broken = program(name, "#!/bin/sh\nexit 127\n");
    Toolbox toolbox = new Toolbox(() -> Programs.find(script, null, folder.toString()));

    Readiness readiness = toolbox.readiness(_ -> "cold");
    assertThat(readiness.ready()).isFalse();
    assertThat(readiness.detail()).contains(broken + " does not run");

    Path mended = program("mended", "#!/bin/sh\necho version 9\n");
    Files.move(mended, broken, StandardCopyOption.REPLACE_EXISTING);
    assertThat(toolbox.readiness(_ -> "cold").ready()).isTrue();
  }

  @Test
  void oneThatHangsIsEndedWithAllThatItStarted() throws Exception {
    Path script = program("yt-dlp", "#!/bin/sh\nsleep 600 &\necho $! > \"$0.pid\"\nwait\n");
    program("ffmpeg", "");
    program("ffprobe", "");
    Toolbox toolbox = new Toolbox(() -> Programs.find(script, null, folder.toString()));
    assertThat(toolbox.readiness(_ -> "cold").detail()).contains("not known yet");
    long started = Long.parseLong(Files.readString(folder.resolve("yt-dlp.pid")).strip());
    ProcessHandle sleep = ProcessHandle.of(started).orElseThrow();

    toolbox.close();

    sleep.onExit().join();
  }

  private Path program(String name, String content) throws Exception {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
