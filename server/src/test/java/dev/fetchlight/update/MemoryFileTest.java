package dev.fetchlight.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.update.Memory.Kept;
import dev.fetchlight.update.Memory.Refused;
import dev.fetchlight.update.release.ReleaseVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFileTest {
  private static final Instant AT = Instant.parse("2026-05-04T03:02:01.123Z");
  private static final ReleaseVersion VERSION = ReleaseVersion.parse("2026.01.02").orElseThrow();
  private static final Kept KEPT = new Kept(VERSION, "a".repeat(64));

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("releases.properties");
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Memory memory =
        new Memory(
            List.of(KEPT, new Kept(VERSION, "b".repeat(64))),
            List.of(
                new Refused("c".repeat(64), null, AT, true, "It = is: no \"zip\"."),
                new Refused("d".repeat(64), VERSION, AT, false, "It fails – ganz und gar.")),
            List.of(
                new Try(AT, Try.Outcome.UPDATED, VERSION, "yt-dlp is new."),
                new Try(AT, Try.Outcome.FAILED, null, "Nobody answers.")),
            AT,
            KEPT,
            Map.of("2026.01.02", "1a. ffffffffx", Experience.SYSTEM, "0x"));
    new MemoryFile(file()).write(memory);
    assertThat(new MemoryFile(file()).read()).isEqualTo(memory);
    assertThat(folder.toFile().list()).containsExactly("releases.properties");
  }

  @Test
  void whatCannotBeReadIsAsIfItWereNotThere() throws Exception {
    assertThat(new MemoryFile(file()).read()).isEqualTo(Memory.NOTHING);
    Files.writeString(
        file(),
        "kept.0=../../etc "
            + "a".repeat(64)
            + "\nkept.1=2026.01.02 ../x\nrefused.0=x\ntry.0=yesterday\nasked=soon\npassed-over=-\n");
    assertThat(new MemoryFile(file()).read()).isEqualTo(Memory.NOTHING);
    Files.writeString(file(), "kept.0=\\u00zz");
    assertThat(new MemoryFile(file()).read()).isEqualTo(Memory.NOTHING);
  }

  @Test
  void itDoesNotGrowWithoutEnd() {
    Memory memory = Memory.NOTHING;
    for (int each = 0; each < 100; each++) {
      memory =
          memory
              .trying(new Try(AT, Try.Outcome.CURRENT, VERSION, "It is the newest."))
              .refusing(new Refused("%064d".formatted(each), null, AT, true, "No."))
              .running("2026.01.02", "1x");
    }
    assertThat(memory.tries()).hasSize(10);
    assertThat(memory.refused()).hasSize(20);
    assertThat(memory.taking(KEPT).running(Experience.SYSTEM, "1x").runs())
        .containsOnlyKeys("2026.01.02", Experience.SYSTEM);
    assertThat(memory.running(Experience.SYSTEM, "1x").runs())
        .as("of what is not kept any more nothing is known")
        .containsOnlyKeys(Experience.SYSTEM);
  }
}
