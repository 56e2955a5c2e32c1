package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service says of the programs that it makes downloads with. */
class ToolsIT {
  private static final Path DENO = Path.of("..", ".cache", "programs", "deno");

  @TempDir private Path folder;

  @Test
  void aRelicIsNoSecret() throws Exception {
    try (Program program = Program.start(folder.resolve("data"))) {
      Caller caller = Caller.of(program);
      program.awaitLine(line -> line.startsWith("Downloads by yt-dlp 2023.03.04, "));
      program.awaitLine(line -> line.contains("Install a current yt-dlp"));

      Await.until("it says so", () -> part(caller, "engine").containsKey("advice"));
      assertThat(part(caller, "engine").getString("status")).isEqualTo("degraded");
      assertThat(health(caller).getString("status")).isEqualTo("degraded");
      assertThat(caller.get("/api/health").statusCode()).isEqualTo(200);
      assertThat(Caller.text(caller.get("/metrics")))
          .containsPattern("fetchlight_yt_dlp_age_days [1-9]\\d{2,}")
          .contains("fetchlight_engine_info{", "yt_dlp=\"2023.03.04\"");
    }
  }

  @Test
  void aYoungYtDlpWithItsRuntimeInTheDataFolderIsWell() throws Exception {
    Path ytDlp = program("yt-dlp", "#!/bin/sh\necho $(date -u +%Y.%m.%d)\n");
    Path programs = Files.createDirectories(folder.resolve("data/programs"));
    Files.createSymbolicLink(programs.resolve("deno"), DENO.toRealPath());
    try (Program program = Program.start(folder.resolve("data"), "YT_DLP=" + ytDlp)) {
      Caller caller = Caller.of(program);

      Await.until(
          "it is known", () -> part(caller, "runtime").getString("detail").startsWith("deno 2."));
      assertThat(health(caller).getString("status")).isEqualTo("up");
    }
  }

  @Test
  void aRuntimeThatHasTheNetworkIsWarnedOf() throws Exception {
    try (Program program = Program.start(folder.resolve("data"), "JS_RUNTIME=node:/usr/bin/node")) {
      program.awaitLine(line -> line.contains("FETCHLIGHT_JS_RUNTIME: in node the JavaScript"));
    }
  }

  private static JsonObject health(Caller caller) throws Exception {
    return new JsonObject(Caller.text(caller.get("/api/health")));
  }

  private static JsonObject part(Caller caller, String name) throws Exception {
    return health(caller).getJsonArray("parts").stream()
        .map(JsonObject.class::cast)
        .filter(part -> part.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Path program(String name, String content) throws Exception {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
