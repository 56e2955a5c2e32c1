package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever finds out whether a disk takes more takes nothing of it. */
class ProbeTest {
  @TempDir private Path root;

  @Test
  void leavesNothingWhetherItIsTakenOrNot() throws Exception {
    Probe probe = new Scratch(root).probe();
    probe.write(3);
    assertThat(root).isEmptyDirectory();

    // In the way of the third file, as a disk would be that takes two.
    Files.createDirectories(probe.folder().resolve("file2"));
    assertThatThrownBy(() -> probe.write(3)).isInstanceOf(IOException.class);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void whatEarlierLivesLeftIsRemoved() throws Exception {
    Files.createFile(root.resolve("probe8446744073709551615.tmp"));
    Files.createFile(Files.createDirectory(root.resolve("probe")).resolve("file0"));
    Files.createFile(root.resolve("not ours"));

    new Scratch(root).open();

    assertThat(root).isDirectoryContaining("glob:**/not ours");
    assertThat(root.toFile().list()).containsExactly("not ours");
  }
}
