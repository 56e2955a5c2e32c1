package dev.fetchlight.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a recording ended is known to the run after it, and told to people once each. */
class ReasonTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void outlivesTheRun(Reason reason) throws Exception {
    reason.write(folder);

    assertThat(Reason.read(folder)).contains(reason);
  }

  @Test
  void theLastOneHolds() throws Exception {
    Reason.AWAY.write(folder);
    Reason.HAND.write(folder);

    assertThat(Reason.read(folder)).contains(Reason.HAND);
  }

  @Test
  void isForgotten() throws Exception {
    assertThat(Reason.read(folder)).isEmpty();
    Reason.forget(folder);
    Reason.SIZE.write(folder);
    Reason.forget(folder);

    assertThat(Reason.read(folder)).isEmpty();
  }

  /** A crash may leave half a word, and a later version a word that is not known. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "OVE", "over", "TOMORROW", "OVER OVER", "\0"})
  void whatIsNoReasonEndsNothing(String left) throws Exception {
    Reason.OVER.write(folder);
    Path file;
    try (var inside = Files.list(folder)) {
      file = inside.findFirst().orElseThrow();
    }
    Files.writeString(file, left);

    assertThat(Reason.read(folder)).isEmpty();
  }

  @Test
  void aWordWithALineEndIsRead() throws Exception {
    Reason.OVER.write(folder);
    try (var inside = Files.list(folder)) {
      Files.writeString(inside.findFirst().orElseThrow(), "TIME\n");
    }

    assertThat(Reason.read(folder)).contains(Reason.TIME);
  }

  @Test
  void onlyTheUsualEndNeedsNoWords() {
    Set<String> told = new HashSet<>();
    for (Reason reason : Reason.values()) {
      reason
          .sentence()
          .ifPresent(sentence -> {
            assertThat(sentence).endsWith(".").startsWith("The ");
            assertThat(told.add(sentence)).as(sentence).isTrue();
          });
    }
    assertThat(Reason.OVER.sentence()).isEmpty();
    assertThat(told).hasSize(Reason.values().length - 1);
  }

  @Test
  void aLimitIsNamedByItsSetting() {
    assertThat(Reason.SIZE.sentence().orElseThrow()).contains("FETCHLIGHT_MAX_FILE_SIZE");
    assertThat(Reason.TIME.sentence().orElseThrow()).contains("FETCHLIGHT_MAX_DURATION");
  }
}
