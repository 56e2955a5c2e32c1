package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a warm parent has worked out for its children is what they would work out themselves. */
class RememberedIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"DEBIAN", "ZIPAPP"})
  void answersAreTheSame(Ytdlps ytDlp) throws Exception {
    List<String> command = new ArrayList<>(ytDlp.programs().python());
    command.add(copy("remembered.py").toString());
    command.add(copy("warm_parent.py").toString());
    command.add(ytDlp.file().toAbsolutePath().toString());
    command.add(folder.toString());

    Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();

    List<String> said;
    try (InputStream out = asked.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertThat(said).hasSize(10).allSatisfy(line -> assertThat(line).endsWith(": True"));
  }

  private Path copy(String file) throws Exception {
    try (InputStream source = RememberedIT.class.getResourceAsStream(file)) {
      Path copy = folder.resolve(file);
      Files.copy(source, copy);
      return copy;
    }
  }
}
