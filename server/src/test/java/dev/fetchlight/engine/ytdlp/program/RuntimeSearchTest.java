package dev.fetchlight.engine.ytdlp.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a JavaScript runtime is looked for, and what is taken for one. */
class RuntimeSearchTest {
  private static final String BINARY = "\u007fELF";

  @TempDir Path folder;

  @Test
  void denoIsFoundInTheDataFolderThenBesideYtDlpThenOnThePath() throws Exception {
    Path onPath = program("path/deno", BINARY);
    Path beside = program("beside/deno", BINARY);
    Path own = program("own/deno", BINARY);
    Path ytDlp = folder.resolve("beside/yt-dlp");
    RuntimeSearch search =
        new RuntimeSearch(null, folder.resolve("own"), folder.resolve("path").toString());

    for (Path each : List.of(own, beside, onPath)) {
      assertThat(search.find(ytDlp)).get().extracting(JsRuntime::file).isEqualTo(each);
      Files.delete(each);
    }
    assertThat(search.find(ytDlp)).isEmpty();
  }

  @Test
  void aScriptIsPassedOverUnlessItIsNamed() throws Exception {
    Path script = program("path/deno", "#!/usr/bin/env node\n");
    String path = folder.resolve("path").toString();

    assertThat(new RuntimeSearch(null, null, path).find(folder)).isEmpty();
    RuntimeSearch named = new RuntimeSearch(JsRuntime.Named.parse("deno:" + script), null, "");
    assertThat(named.find(folder)).get().extracting(JsRuntime::file).isEqualTo(script);
  }

  @Test
  void noneBesideTheOneThatIsNamedIsTaken() throws Exception {
    Path other = program("path/deno", BINARY);
    RuntimeSearch search =
        new RuntimeSearch(
            JsRuntime.Named.parse(folder.resolve("nothing").toString()),
            other.getParent(),
            String.valueOf(other.getParent()));

    assertThat(search.find(other)).isEmpty();
  }

  @Test
  void anotherFileInItsPlaceIsAnotherRuntime() throws Exception {
    Path deno = program("own/deno", BINARY);
    RuntimeSearch search = new RuntimeSearch(null, deno.getParent(), "");
    JsRuntime before = search.find(folder).orElseThrow();

    Files.delete(deno);
    program("own/deno", BINARY + "2");

    assertThat(search.find(folder)).isPresent().get().isNotEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/deno, DENO, /opt/deno",
    "deno:/opt/x, DENO, /opt/x",
    "node:/usr/bin/node, NODE, /usr/bin/node",
    "quickjs:/usr/bin/qjs, QUICKJS, /usr/bin/qjs",
    "/opt/a:b, DENO, /opt/a:b"
  })
  void isNamedByAPathOrAKindAndAPath(String text, JsRuntime.Kind kind, Path file) {
    assertThat(JsRuntime.Named.parse(text)).isEqualTo(new JsRuntime.Named(kind, file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"node:", "deno: ", "a\0b"})
  void whatIsNoPathIsRefused(String text) {
    assertThatThrownBy(() -> JsRuntime.Named.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Path program(String name, String content) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
