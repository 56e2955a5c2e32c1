package dev.fetchlight.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tape's label says, and what a tape makes of it. */
class LabelTest {
  private static final Label.Part PACKETS = new Label.Part(Medium.PACKETS, "", 0);

  @TempDir private Path folder;

  @Test
  void isReadAsItWasWritten() throws Exception {
    Label label =
        Label.EMPTY
            .upTo(8, "abc", 4.5)
            .with(new Label.Part(Medium.FRAGMENTS, "head", 700), true)
            .without(9, 3)
            .with(new Label.Part(Medium.FRAGMENTS, "other", 20), true)
            .with(new Label.Part(Medium.FRAGMENTS, "other", 90), false);
    Path file = folder.resolve("label");
    label.write(file);

    assertThat(Label.read(file)).isEqualTo(label);
    assertThat(label.bytes()).isEqualTo(790);
    assertThat(label.next()).isEqualTo(9);
    assertThat(label.gaps()).isEqualTo(1);
    assertThat(label.missing()).isEqualTo(3);
    assertThat(label.seconds()).isEqualTo(4.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "edition 0\nnext 1\nlast a\nseconds 1\ngaps 0\nmissing 0\nparts PACKETS::5",
        "edition 1\nnext one\nlast a\nseconds 1\ngaps 0\nmissing 0\nparts PACKETS::5",
        "edition 1\nnext 1\nlast a\nseconds 1\ngaps 0\nmissing 0\nparts WAX::5",
        "edition 1\nnext 1\nlast a\nseconds 1\ngaps 0\nmissing 0\nparts PACKETS",
        "edition 1\nnext 1"
      })
  void ofWhatCannotBeReadIsEmpty(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("label"), text);

    assertThat(Label.read(file)).isEqualTo(Label.EMPTY);
    assertThat(Label.read(folder.resolve("none"))).isEqualTo(Label.EMPTY);
  }

  @Test
  void aTapeGoesOnBehindWhatIsWhole() throws Exception {
    try (Tape tape = Tape.open(folder, 0)) {
      assertThat(tape.empty()).isTrue();
      assertThat(Tape.any(folder)).isFalse();
      write(tape, true, "one");
      tape.keep(PACKETS, tape.label().upTo(1, "a", 1));
      write(tape, false, "half");
    }
    assertThat(Tape.any(folder)).isTrue();
    try (Tape tape = Tape.open(folder, 0)) {
      write(tape, false, "two");
      tape.keep(PACKETS, tape.label().upTo(2, "b", 1));
      write(tape, true, "three");
      tape.keep(PACKETS, tape.label().upTo(3, "c", 1));

      assertThat(tape.files()).extracting(Files::readString).containsExactly("onetwo", "three");
      assertThat(tape.label().parts()).extracting(Label.Part::bytes).containsExactly(6L, 5L);
    }
  }

  @Test
  void aTapeForgetsAPartThatNeverWasWhole() throws Exception {
    try (Tape tape = Tape.open(folder, 1)) {
      write(tape, true, "one");
      tape.keep(PACKETS, tape.label().upTo(1, "a", 1));
      write(tape, true, "half");
    }
    try (Tape tape = Tape.open(folder, 1)) {
      assertThat(tape.files()).hasSize(1);
      assertThat(folder.resolve("live-1-1.part")).doesNotExist();
    }
  }

  @Test
  void aTapeBearsThatItsFileIsGone() throws Exception {
    try (Tape tape = Tape.open(folder, 0)) {
      write(tape, true, "one");
      tape.keep(PACKETS, tape.label().upTo(1, "a", 1));
    }
    Files.delete(folder.resolve("live-0-0.part"));
    try (Tape tape = Tape.open(folder, 0)) {
      write(tape, false, "two");
      tape.keep(PACKETS, tape.label().upTo(2, "b", 1));
      assertThat(tape.label().parts()).isEqualTo(List.of(new Label.Part(Medium.PACKETS, "", 3)));
    }
  }

  private static void write(Tape tape, boolean fresh, String text) throws Exception {
    tape.begin(fresh);
    tape.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
