package dev.fetchlight.engine.ytdlp.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.spec.Cookies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of the cookies that a child left, whatever it left there. */
class NestIT {
  @TempDir private Path scratch;
  private Nest nest;
  private Path cookies;

  @BeforeEach
  void build() throws Exception {
    nest = Nest.in(scratch, Ytdlps.DEBIAN.programs());
    cookies = nest.folder().resolve("cookies");
  }

  @Test
  void readsWhatIsThere() throws Exception {
    assertThat(nest.returned()).isEmpty();
    var _ = nest.showing(new Cookies("a line\n"), List.of());
    assertThat(nest.returned().orElseThrow().text()).contains("a line");
    assertThat(nest.showing(new Cookies(""), List.of("x"))).containsExactly("x");
  }

  @Test
  void followsNoLink() throws Exception {
    Path elsewhere = Files.writeString(scratch.resolve("elsewhere"), "of somebody else");
    Files.createSymbolicLink(cookies, elsewhere);
    assertThat(nest.returned()).isEmpty();
  }

  @Test
  void waitsForNoPipe() throws Exception {
    Process made = new ProcessBuilder("mkfifo", cookies.toString()).start();
    assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(cookies).exists();
    assertThat(nest.returned()).isEmpty();
  }

  @Test
  void takesNothingWithoutEnd() throws Exception {
    Files.writeString(cookies, "x".repeat(5 * 1_024 * 1_024));
    assertThat(nest.returned()).isEmpty();
  }
}
