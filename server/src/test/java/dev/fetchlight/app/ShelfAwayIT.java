package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start while the disk of the media is not mounted, so that its folder is an empty one. */
class ShelfAwayIT {
  @TempDir private Path folder;

  @Test
  void anEmptyFolderInItsPlaceIsNotTakenForIt() throws Exception {
    Path data = folder.resolve("data");
    Path media = data.resolve("media");
    try (MediaSite site = MediaSite.start()) {
      Download done;
      try (Program program = Program.start(data)) {
        Caller caller = Caller.of(program);
        done = caller.toTheEnd(caller.submit(site.url("/short.mp4")).id());
        assertThat(done.status()).isEqualTo("completed");
        assertThat(program.terminate()).isZero();
      }
      String link = Objects.requireNonNull(done.text("downloadUrl"));
      Path away = Files.move(media, folder.resolve("away"));
      Files.createDirectory(media);

      try (Program program = Program.start(data)) {
        Caller caller = Caller.of(program);
        assertThat(caller.get("/api/health").statusCode()).isEqualTo(503);
        assertThat(Caller.text(caller.get("/api/health"))).contains("is not the one");
        HttpResponse<byte[]> refused = caller.delete(done.id());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(Caller.text(refused)).contains("is not the one").contains("Mount");
        assertThat(caller.get(link).statusCode()).isEqualTo(503);
        assertThat(media).isEmptyDirectory();

        Files.delete(media);
        Files.move(away, media);
        // It is looked at once a second.
        Await.until("it is well", () -> caller.get("/api/health").statusCode() == 200);
        assertThat(caller.get(link).statusCode()).isEqualTo(200);
        assertThat(caller.delete(done.id()).statusCode()).isEqualTo(204);
        assertThat(program.terminate()).isZero();
      }
      // Nothing of ours is missing now: any folder will do.
      Files.delete(media.resolve(".shelf"));
      try (Program program = Program.start(data)) {
        assertThat(Caller.of(program).get("/api/health").statusCode()).isEqualTo(200);
      }
    }
  }
}
