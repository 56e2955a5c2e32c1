package dev.fetchlight.engine.ytdlp.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a warm parent changes in yt-dlp: answers stay the same, and what is noted is true. */
class RememberedIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"DEBIAN", "ZIPAPP"})
  void answersAreTheSame(Ytdlps ytDlp) throws Exception {
    isTrue(10, said("remembered.py", ytDlp, ytDlp.file().toAbsolutePath(), folder));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEBIAN", "ZIPAPP"})
  void fragmentsAreCountedWhenTheyAreThere(Ytdlps ytDlp) throws Exception {
    isTrue(7, said("counted.py", ytDlp, ytDlp.file().toAbsolutePath(), folder));
  }

  @Test
  void aYtDlpThatIsMadeInAnotherWayIsLeftAsItIs() throws Exception {
    isTrue(7, said("strange.py", Ytdlps.DEBIAN));
  }

  private static void isTrue(int lines, List<String> said) {
    assertThat(said).hasSize(lines).allSatisfy(line -> assertThat(line).endsWith(": True"));
  }

  /** What a script says that is given the warm parent's and these paths. */
  private List<String> said(String script, Ytdlps ytDlp, Path... more) throws Exception {
    List<String> command = new ArrayList<>(ytDlp.programs().python());
    command.add(copy(script).toString());
    command.add(copy("warm_parent.py").toString());
    for (Path each : more) {
      command.add(each.toString());
    }
    Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = asked.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private Path copy(String file) throws Exception {
    try (InputStream source = RememberedIT.class.getResourceAsStream(file)) {
      Path copy = folder.resolve(file);
      Files.copy(source, copy);
      return copy;
    }
  }
}
