package dev.fetchlight.engine.ytdlp.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.ytdlp.program.Answer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a cookie or a login is for, by domain, path and safety of the way. */
class ManneredIT {
  private static final int ADDRESSES = 35;
  private static final int PLACES = 10;

  @Test
  void cookiesAndLoginsReachOnlyWhatTheyAreFor() throws Exception {
    List<String> command = new ArrayList<>(Ytdlps.DEBIAN.programs().python());
    command.add("-");
    Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
    Answer.feed(
        asked,
        (text("cookies.py") + text("manners.py") + text("judged.py"))
            .getBytes(StandardCharsets.UTF_8));
    try (InputStream out = asked.getInputStream()) {
      List<String> said = new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(said)
          .hasSize(5 * ADDRESSES + 2 * PLACES)
          .allSatisfy(line -> assertThat(line).endsWith(": True"));
    }
  }

  private static String text(String name) throws Exception {
    try (InputStream source = ManneredIT.class.getResourceAsStream(name)) {
      return new String(source.readAllBytes(), StandardCharsets.UTF_8) + "\n";
    }
  }
}
