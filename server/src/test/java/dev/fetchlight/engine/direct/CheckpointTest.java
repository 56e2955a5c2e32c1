package dev.fetchlight.engine.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.MediaKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kept as it is, or not believed. */
class CheckpointTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("checkpoint");
    checkpoint("\"a b\"", "Ein \n Titel = ü").write(file);
  }

  private static Checkpoint checkpoint(String tag, String title) {
    return new Checkpoint(
        new Source(
            OptionalLong.of(1_000),
            new Version(tag, "Tue, 01 Jul 2025 10:00:00 GMT"),
            Checksum.parse("MD5=XrY7u+Ae7tCTyyK7j1rNww=="),
            true),
        new MediaKind("mp4", "video/mp4"),
        title,
        List.of(new Span(10, 20), new Span(500, 1_000)),
        List.of(
            new Seams.Seam(new Span(400, 450), 4_294_967_295L), new Seams.Seam(new Span(1, 2), 0)));
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    assertThat(Checkpoint.read(file)).contains(checkpoint("\"a b\"", "Ein \n Titel = ü"));
    checkpoint("", "").write(file);
    assertThat(Checkpoint.read(file)).contains(checkpoint("", ""));
    assertThat(folder.toFile().list()).containsExactly("checkpoint");
  }

  @ParameterizedTest
  @CsvSource({
    "edition 3, edition 2",
    "checksum MD5=X, checksum MD5=",
    "total 1000, total x",
    "missing 10-20, missing 20-10",
    "missing 10-20, missing",
    "extension mp4, extension exe",
    "seams 400-450, seams 450-400",
    "'0\n', 'x\n'",
  })
  void isNotBelievedWhereItIsNotOurs(String what, String instead) throws Exception {
    String text = Files.readString(file);
    String changed = text.replace(what, instead);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(file, changed);
    assertThat(Checkpoint.read(file)).isEmpty();
  }

  @Test
  void isNotBelievedAfterTheMachineBegan() throws Exception {
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("(?m)^edition 3 .*$", "edition 3 another-boot"));
    assertThat(Checkpoint.read(file)).isEmpty();
  }
}
