package dev.fetchlight.engine.ytdlp.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void splitsLinesWhereverBlocksEnd() throws Exception {
    String long_ = "x".repeat(8_190);

    assertThat(lines(10_000, long_ + "\näöü 東京\r\n\nlast"))
        .containsExactly(long_, "äöü 東京", "last");
  }

  @Test
  void leavesOutALineThatIsTooLongAndReadsOn() throws Exception {
    assertThat(
            lines(100, "one\n" + "x".repeat(1_000_000) + "\ntwo\n" + "y".repeat(101) + "\nthree"))
        .containsExactly("one", "two", "three");
  }

  @Test
  void takesALineOfExactlyTheLimit() throws Exception {
    assertThat(lines(3, "abc\nabcd\n")).containsExactly("abc");
  }

  @Test
  void survivesBytesThatAreNoText() throws Exception {
    List<String> lines = new ArrayList<>();
    byte[] bytes = {(byte) 0xff, (byte) 0xfe, 0, '\n', 'o', 'k', '\n'};
    new LineReader(100).read(new ByteArrayInputStream(bytes), lines::add);

    assertThat(lines).hasSize(2).last().isEqualTo("ok");
  }

  private static List<String> lines(int longest, String text) throws IOException {
    List<String> lines = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new LineReader(longest).read(new ByteArrayInputStream(bytes), lines::add);
    return lines;
  }
}
