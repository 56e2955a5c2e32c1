package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that is not ours any more, is not all there, or is open to others: noticed and named. */
class LifeIT {
  @TempDir private Path folder;
  private Path data;
  private Path database;
  private MediaSite site;

  @BeforeEach
  void start() throws Exception {
    data = folder.resolve("data");
    database = data.resolve("fetchlight.db");
    site = MediaSite.start();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aDatabaseThatIsNotTheOneOfThisFolderIsNamed() throws Exception {
    Download done;
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      done = caller.toTheEnd(caller.submit(site.url("/short.mp4")).id());
      assertThat(program.terminate()).isZero();
    }
    Path kept = Files.copy(database, folder.resolve("kept"));

    Files.write(database, new byte[0]);
    refuses("is missing or empty, although " + data.resolve("media"), "Restore", "move");
    Files.delete(database);
    refuses("is missing or empty", "FETCHLIGHT_DATA_DIR");
    assertThat(database).doesNotExist();
    Files.write(database, new byte[Math.toIntExact(Files.size(kept))]);
    refuses("is no database, or was cut short", "Restore it from a backup");
    Files.write(database, List.of("Some words."));
    refuses("is no database", "Restore it from a backup");
    byte[] whole = Files.readAllBytes(kept);
    Files.write(database, Arrays.copyOf(whole, whole.length / 2));
    refuses("was cut short", "Restore it from a backup");
    Files.delete(database);
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = other.createStatement()) {
      statement.execute("create table bookmarks (url text)");
      statement.execute("pragma user_version = 3");
    }
    refuses("is the database of another program", "FETCHLIGHT_DATA_DIR");

    Files.copy(kept, database, StandardCopyOption.REPLACE_EXISTING);
    try (Program program = Program.start(data)) {
      assertThat(Caller.of(program).read(done.id())).isEqualTo(done);
    }
  }

  @Test
  void aDatabaseThatGoesAwayWhileItRunsIsNoticedAndNothingIsTakenIn() throws Exception {
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      Download done = caller.toTheEnd(caller.submit(site.url("/short.mp4")).id());

      Path away = Files.move(database, folder.resolve("away"));
      isDown(caller, "was removed while Fetchlight was using it");
      Files.createFile(database);
      isDown(caller, "was replaced by another file");
      Files.delete(database);
      Files.move(away, database);

      Await.until("it is up", () -> caller.get("/api/health").statusCode() == 200);
      assertThat(caller.read(done.id())).isEqualTo(done);
      assertThat(caller.submit(site.url("/short.mp4?later")).status()).isEqualTo("queued");

      byte[] whole = Files.readAllBytes(database);
      Files.write(database, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      isDown(caller, "was emptied");
      Files.write(database, whole, StandardOpenOption.WRITE);
      program.kill();
    } catch (AssertionError e) {
      // The program logs what it could not write, and loudly; all else must hold.
      assertThat(e).hasMessageContaining("SEVERE");
    }
  }

  @Test
  void aShelfThatIsAwayKeepsDownloadsWaiting() throws Exception {
    site.hold("/clip.mp4", 1_000_000);
    Path media = data.resolve("media");
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      Download stored = caller.toTheEnd(caller.submit(site.url("/short.mp4")).id());
      String running = caller.submit(site.url("/clip.mp4")).id();
      site.awaitHeld("/clip.mp4");

      Path away = Files.move(media, folder.resolve("away"));
      Files.createDirectory(media);
      isDown(caller, "is gone, or is not the one that holds the media");
      site.release();
      Await.until("it waits", () -> caller.read(running).status().equals("queued"));
      assertThat(caller.delete(stored.id()).statusCode()).isEqualTo(503);
      assertThat(media).isEmptyDirectory();
      Files.delete(media);
      Files.move(away, media);

      assertThat(caller.toTheEnd(running).status()).isEqualTo("completed");
      assertThat(caller.get(stored.json().getString("downloadUrl")).statusCode()).isEqualTo(200);
      Await.until("it is up", () -> caller.get("/api/health").statusCode() == 200);
    }
  }

  @Test
  void nobodyElseMayLookIntoTheDataFolder() throws Exception {
    try (Program program = Program.start(data)) {
      Caller caller = Caller.of(program);
      caller.toTheEnd(caller.submit(site.url("/page?media=/dash/separate.mpd")).id());
      isClosed();
      program.terminate();
    }
    try (Stream<Path> all = Files.walk(data)) {
      for (Path each : all.toList()) {
        Files.setPosixFilePermissions(
            each,
            PosixFilePermissions.fromString(Files.isDirectory(each) ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
    try (Program program = Program.start(data)) {
      isClosed();
      program.terminate();
    }
  }

  private void isClosed() throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      assertThat(all.filter(path -> !Files.isSymbolicLink(path)))
          .allSatisfy(path ->
              assertThat(
                      PosixFilePermissions.toString(
                          Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)))
                  .endsWith("------"));
    }
  }

  private void isDown(Caller caller, String sentence) throws Exception {
    // A report is a second old at most.
    Await.until("it is down", () -> caller.get("/api/health").statusCode() == 503);
    Await.until("it says why", () -> Caller.text(caller.get("/api/health")).contains(sentence));
    JsonObject link = new JsonObject().put("url", site.url("/short.mp4?refused"));
    assertThat(caller.post("/api/download", link).statusCode()).isEqualTo(503);
  }

  private void refuses(String... words) throws Exception {
    try (Program program = Program.of(data, List.of("YT_DLP=/usr/bin/yt-dlp"), "--port", "0")) {
      assertThat(program.exit()).isEqualTo(1);
      assertThat(String.join("\n", program.lines())).contains(words);
    }
  }
}
