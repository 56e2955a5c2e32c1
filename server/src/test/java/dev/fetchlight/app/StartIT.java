package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts that end with a sentence for the operator. */
class StartIT {
  private static final int BAD_SETTING = 2;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "WROKERS=3, FETCHLIGHT_WROKERS",
    "WORKERS=many, FETCHLIGHT_WORKERS",
    "HOST=0.0.0.0, FETCHLIGHT_TOKEN",
    "EGRESS_ALLOW=10.0.0.0/33, FETCHLIGHT_EGRESS_ALLOW",
    "NATS_URL=nats://127.0.0.1, FETCHLIGHT_NATS_URL"
  })
  void aSettingThatCannotBeIsRefusedByName(String setting, String named) throws Exception {
    try (Program program = Program.of(folder.resolve("data"), List.of(setting), "--port", "0")) {
      assertThat(program.exit()).isEqualTo(BAD_SETTING);
      assertThat(program.lines()).singleElement().asString().contains(named).endsWith(".");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void anUnknownFlagIsRefusedByName() throws Exception {
    try (Program program = Program.of(folder.resolve("data"), List.of(), "--prot", "0")) {
      assertThat(program.exit()).isEqualTo(BAD_SETTING);
      assertThat(program.lines()).singleElement().asString().contains("--prot");
    }
  }

  @Test
  void aSecondOneStaysOutOfTheDataFolder() throws Exception {
    Path data = folder.resolve("data");
    try (Program first = Program.start(data);
        Program second = Program.of(data, List.of(), "--port", "0")) {
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.lines())
          .singleElement()
          .asString()
          .contains("Another Fetchlight is using the folder " + data, "FETCHLIGHT_DATA_DIR");
      assertThat(Caller.of(first).get("/api/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (Program first = Program.start(folder.resolve("data"))) {
      String port = Integer.toString(first.address().getPort());
      try (Program second = Program.of(folder.resolve("other"), List.of(), "--port", port)) {
        assertThat(second.exit()).isNotZero();
        assertThat(second.lines()).singleElement().asString().contains(port);
      }
    }
  }

  @Test
  void helpListsEverySetting() throws Exception {
    try (Program program = Program.of(folder.resolve("data"), List.of(), "--help")) {
      assertThat(program.exit()).isZero();
      for (Setting setting : Setting.values()) {
        assertThat(program.lines()).anyMatch(line -> line.contains(setting.variable()));
      }
    }
  }
}
