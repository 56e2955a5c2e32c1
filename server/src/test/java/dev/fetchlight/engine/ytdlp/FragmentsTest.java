package dev.fetchlight.engine.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A download in fragments goes on from what is known to be there. */
class FragmentsTest {
  private static final String COUNT = "{\"downloader\": {\"current_fragment\": {\"index\": 2}}";

  @TempDir Path scratch;

  @Test
  void whatWasNotNotedIsCutOff() throws Exception {
    write("media.mp4.part", "0123456789");
    write("media.mp4.ytdl", COUNT + ", \"size\": 7}");

    Fragments.mend(scratch);

    assertThat(scratch.resolve("media.mp4.part")).hasContent("0123456");
    assertThat(files()).containsExactly("media.mp4.part", "media.mp4.ytdl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        COUNT + "}",
        COUNT + ", \"size\": 11}",
        COUNT + ", \"size\": -1}",
        COUNT + ", \"size\": \"7\"}",
        COUNT + ", \"size\": 7",
        "[]",
        "",
        "\u0000"
      })
  void startsOverWhereNobodyKnowsWhatIsThere(String note) throws Exception {
    write("media.mp4.part", "0123456789");
    write("media.mp4.ytdl", note);
    write("media.mp4.part-Frag3", "a whole one");
    write("media.m4a.part", "not in fragments");

    Fragments.mend(scratch);

    assertThat(files()).containsExactly("media.m4a.part", "media.mp4.part-Frag3");
  }

  @Test
  void aNoteThatWasNotPutInPlaceGoes() throws Exception {
    write("media.mp4.part", "0123456789");
    write("media.mp4.ytdl", COUNT + ", \"size\": 10}");
    write("media.mp4.new.ytdl", COUNT + ", \"size\": 12}");

    Fragments.mend(scratch);

    assertThat(files()).containsExactly("media.mp4.part", "media.mp4.ytdl");
  }

  @Test
  void oneThatHasNothingYetStays() throws Exception {
    write("media.mp4.ytdl", COUNT + ", \"size\": 0}");

    Fragments.mend(scratch);

    assertThat(files()).containsExactly("media.mp4.ytdl");
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(scratch.resolve(name), text);
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(scratch)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
