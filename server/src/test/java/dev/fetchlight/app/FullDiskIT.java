package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is filled to the last byte: what is still answered, and what goes on afterwards. */
class FullDiskIT {
  @TempDir private Path folder;
  private Disk disk;
  private MediaSite site;

  @BeforeEach
  void start() throws Exception {
    disk = Disk.mount(folder.resolve("disk"), "64m");
    site = MediaSite.start();
  }

  @AfterEach
  void stop() throws Exception {
    site.close();
    disk.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "4MiB"})
  void filledBySomebodyElseItAnswersWaitsAndGoesOn(String least) throws Exception {
    site.hold("/clip.mp4", 1_500_000);
    try (Program program = program("MIN_FREE_SPACE=" + least, "WORKERS=2")) {
      Caller caller = Caller.of(program);
      String page = caller.submit(site.url("/page?title=Page")).id();
      String file = caller.submit(site.url("/clip.mp4?own")).id();
      List<String> waiting = new ArrayList<>();
      for (int at = 0; at < 40; at++) {
        waiting.add(caller.submit(site.url("/short.mp4?n=" + at)).id());
      }
      for (String id : List.of(page, file)) {
        try (Watch watch = caller.watch(id)) {
          watch.await("a part of it", frame -> frame.progress() > 0);
        }
      }

      disk.fill();

      Await.until("it says that it waits", () -> queue(caller).getBoolean("waitingForSpace"));
      for (String id : List.of(page, file)) {
        Await.until("none stays processing", () -> caller.read(id).status().equals("queued"));
      }
      disk.fill();
      JsonObject link = new JsonObject().put("url", site.url("/short.mp4?late"));
      HttpResponse<byte[]> refused = caller.post("/api/download", link);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(Caller.text(refused)).contains("\"no_space\"");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(caller.get("/api/health").statusCode()).isEqualTo(503);
      assertThat(Caller.text(caller.get("/api/health"))).contains("disk is full");

      // Whoever is called off is so, be they many; the disk is filled again after each.
      for (String id : waiting.subList(0, 15)) {
        assertThat(caller.cancel(id).status()).isEqualTo("cancelled");
        disk.fill();
      }
      for (String id : waiting.subList(10, 30)) {
        assertThat(caller.delete(id).statusCode()).isEqualTo(204);
        disk.fill();
      }

      disk.empty();
      site.release();
      for (String id : List.of(page, file)) {
        Download done = caller.toTheEnd(id);
        assertThat(done.status()).as("%s", done).isEqualTo("completed");
        assertThat(done.attempt()).isEqualTo(1);
        assertThat(caller.get(Objects.requireNonNull(done.text("downloadUrl"))).body())
            .isEqualTo(Files.readAllBytes(site.file("clip.mp4")));
      }
      for (String id : waiting.subList(30, 40)) {
        assertThat(caller.toTheEnd(id).status()).isEqualTo("completed");
      }
      assertThat(caller.submit(site.url("/short.mp4?late")).status()).isEqualTo("queued");
    }
    assertThat(site.ranges("/clip.mp4")).hasSizeGreaterThan(2);
    assertThat(site.bytesSent("/clip.mp4"))
        .isLessThan(2 * Files.size(site.file("clip.mp4")) + 1_500_000);
  }

  @Test
  void startsOnAFullDiskToSaySo() throws Exception {
    Download queued;
    try (Program program = program("WORKERS=0")) {
      queued = Caller.of(program).submit(site.url("/short.mp4"));
      assertThat(program.terminate()).isZero();
    }
    disk.fill();
    try (Program program = program("MIN_FREE_SPACE=0")) {
      Caller caller = Caller.of(program);
      disk.fill();
      assertThat(caller.get("/api/health").statusCode()).isEqualTo(503);
      assertThat(queue(caller).getBoolean("waitingForSpace")).isTrue();
      assertThat(caller.read(queued.id()).status()).isEqualTo("queued");
      disk.empty();
      assertThat(caller.toTheEnd(queued.id()).status()).isEqualTo("completed");
    }
  }

  @Test
  void partialFilesThatFillItTogetherDoNotWaitForEachOtherForEver() throws Exception {
    long one = Files.size(site.file("clip.mp4"));
    List<String> ids = new ArrayList<>();
    try (Program program = program("MIN_FREE_SPACE=0", "WORKERS=3")) {
      Caller caller = Caller.of(program);
      disk.fillAllBut(2 * one);
      for (int at = 0; at < 3; at++) {
        ids.add(caller.submit(site.url("/slow/clip.mp4?rate=1500000&n=" + at)).id());
      }
      for (String id : ids.subList(0, 1)) {
        assertThat(caller.toTheEnd(id).status()).isEqualTo("completed");
      }
      disk.empty();
      for (String id : ids) {
        assertThat(caller.toTheEnd(id).status()).isEqualTo("completed");
      }
    }
  }

  @Test
  void waitsWhereTheDiskCanHaveNoMoreFiles() throws Exception {
    try (Disk small = Disk.mount(folder.resolve("small"), "64m,nr_inodes=1000");
        Program program = Program.startBeside(folder, small.data(), "MIN_FREE_SPACE=0")) {
      Caller caller = Caller.of(program);
      assertThat(caller.toTheEnd(caller.submit(site.url("/short.mp4")).id()).status())
          .isEqualTo("completed");
      small.useUpFiles();
      List<String> ids = new ArrayList<>();
      for (int at = 0; at < 4; at++) {
        ids.add(caller.submit(site.url("/page?media=/short.mp4&n=" + at)).id());
      }
      Await.until("it says that it waits", () -> queue(caller).getBoolean("crowded"));
      assertThat(queue(caller).getBoolean("waitingForSpace")).isTrue();
      assertThat(caller.get("/api/health").statusCode()).isEqualTo(503);
      assertThat(Caller.text(caller.get("/api/health"))).contains("can take no more files");
      // Room for one is none: whoever took it would fail for lack of another.
      small.freeFile();
      for (String id : ids) {
        assertThat(caller.read(id).status()).isEqualTo("queued");
      }
      assertThat(queue(caller).getBoolean("crowded")).isTrue();
      small.freeFiles();
      for (String id : ids) {
        Download done = caller.toTheEnd(id);
        assertThat(done.status()).as("%s", done).isEqualTo("completed");
        assertThat(done.attempt()).as("%s", done).isEqualTo(1);
      }
    }
  }

  @Test
  void mediaOnADiskOfItsOwnIsWaitedForToo() throws Exception {
    Path data = folder.resolve("own");
    try (Disk shelf = Disk.mount(data.resolve("media"), "16m");
        Program program = Program.start(data, "MIN_FREE_SPACE=0", "TRIES=2")) {
      Caller caller = Caller.of(program);
      shelf.fill();
      Await.until("it says that it waits", () -> queue(caller).getBoolean("waitingForSpace"));
      assertThat(queue(caller).getLong("freeSpace")).isLessThan(1 << 20);
      assertThat(Caller.text(caller.get("/api/health"))).contains("disk is full");
      shelf.empty();
      String id = caller.submit(site.url("/short.mp4?own")).id();
      assertThat(caller.toTheEnd(id).status()).isEqualTo("completed");

      shelf.useUpFiles();
      String next = caller.submit(site.url("/short.mp4?next")).id();
      Await.until("it says that it waits", () -> queue(caller).getBoolean("crowded"));
      Await.until("it is not lost", () -> caller.read(next).status().equals("queued"));
      shelf.freeFiles();
      Download done = caller.toTheEnd(next);
      assertThat(done.status()).as("%s", done).isEqualTo("completed");
      assertThat(done.attempt()).isEqualTo(1);
      shelf.empty();
    }
  }

  private Program program(String... settings) throws Exception {
    return Program.startBeside(folder, disk.data(), settings);
  }

  private static JsonObject queue(Caller caller) throws Exception {
    return new JsonObject(Caller.text(caller.get("/api/queue")));
  }
}
