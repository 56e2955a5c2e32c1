package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.RoughSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A storm of faults over many lives of the program, and afterwards a comparison of what is there
 * with a ledger kept outside: nothing lost, nothing twice, nothing wrong called completed, nothing
 * left lying about. {@code -Dstorm.seed} repeats one.
 */
class FaultStorm {
  private static final int LIVES = 40;
  private static final int CHILDREN_A_LIFE = 2;
  private static final int LINKS_A_LIFE = 2;
  private static final int MOST_RETRIES = 20;
  private static final String[] SETTINGS = {
    "WORKERS=3", "TRIES=3", "STALL_TIMEOUT=5s", "MIN_FREE_SPACE=0"
  };

  /** What became of a link as far as its owner knows. */
  private enum Fate {
    WANTED,
    CANCELLED,
    DELETED
  }

  private final long seed = Long.getLong("storm.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<Integer, String> ids = new LinkedHashMap<>();
  private final Map<Integer, Fate> fates = new LinkedHashMap<>();
  private int programKills;
  private int childKills;
  private int fillings;
  private int links;

  @TempDir private Path folder;

  @Test
  void nothingIsLostNothingIsWrongAndNothingIsLeft() throws Exception {
    System.out.println("storm.seed=" + seed);
    try (Disk disk = Disk.mount(folder.resolve("disk"), "192m");
        RoughSite site = RoughSite.start(seed)) {
      while (programKills < LIVES || childKills < LIVES * CHILDREN_A_LIFE) {
        live(disk, site);
      }
      disk.empty();
      try (Program program = Program.startBeside(folder, disk.data(), SETTINGS)) {
        settle(Caller.of(program), site);
        compare(Caller.of(program), site, disk.data());
        assertThat(program.terminate()).isZero();
      }
      assertThat(Children.of(folder)).isEmpty();
    }
    System.out.printf(
        "%d links through %d kills of the program, %d of its children and %d full disks%n",
        links, programKills, childKills, fillings);
  }

  /** One life: work comes in, things break, and it is killed in the middle. */
  private void live(Disk disk, RoughSite site) throws Exception {
    Program program = Program.startBeside(folder, disk.data(), SETTINGS);
    try {
      Caller caller = Caller.of(program);
      for (int at = 0; at < LINKS_A_LIFE; at++) {
        submit(caller, site, links++);
      }
      // What was in doubt when the last life ended is handed in again, under its key.
      for (int number : fates.keySet()) {
        if (!ids.containsKey(number)) {
          submit(caller, site, number);
        }
      }
      meddle(caller);
      for (int at = 0; at < CHILDREN_A_LIFE; at++) {
        flow(site);
        killChild();
      }
      if (random.nextInt(4) == 0) {
        disk.fill();
        fillings++;
        meddle(caller);
      } else {
        disk.empty();
      }
      flow(site);
    } finally {
      program.kill();
      programKills++;
      disk.empty();
    }
    // Not closed, which would end what a kill leaves: the next life has to.
    assertThat(program.lines()).noneMatch(line -> line.contains(" SEVERE "));
  }

  private void submit(Caller caller, RoughSite site, int number) throws Exception {
    fates.putIfAbsent(number, Fate.WANTED);
    JsonObject link = new JsonObject().put("url", site.link(number));
    HttpResponse<byte[]> answer = caller.post("/api/download", link, "key-" + seed + "-" + number);
    assertThat(answer.statusCode()).as("%s", Caller.text(answer)).isIn(200, 202, 503);
    if (answer.statusCode() != 503) {
      String id = new JsonObject(Caller.text(answer)).getString("jobId");
      assertThat(ids.putIfAbsent(number, id)).isNull();
    }
  }

  /** Somebody calls one off, or removes it: what he was answered must hold. */
  private void meddle(Caller caller) throws Exception {
    List<Integer> known = List.copyOf(ids.keySet());
    if (known.isEmpty()) {
      return;
    }
    int number = known.get(random.nextInt(known.size()));
    String id = Objects.requireNonNull(ids.get(number));
    switch (random.nextInt(6)) {
      case 0 -> {
        int status = caller.delete(id).statusCode();
        assertThat(status).isEqualTo(fates.get(number) == Fate.DELETED ? 404 : 204);
        fates.put(number, Fate.DELETED);
      }
      case 1 -> {
        if (caller.post("/api/download/" + id + "/cancel", new JsonObject()).statusCode() == 200) {
          fates.put(number, Fate.CANCELLED);
        }
      }
      default -> {
        // Most are left alone.
      }
    }
  }

  /** Waits for some more bytes from the site, or until none can come. */
  private void flow(RoughSite site) throws Exception {
    long goal = site.sent() + random.nextInt(1_000_000);
    long end = System.nanoTime() + random.nextLong(1_500_000_000L);
    Await.until(
        "bytes flow, or a moment passes", () -> site.sent() >= goal || System.nanoTime() > end);
  }

  /** A download's own process, its ffmpeg, or the warm parent of all. */
  private void killChild() throws IOException {
    List<ProcessHandle> children = new ArrayList<>(Children.of(folder));
    if (!children.isEmpty()) {
      children.get(random.nextInt(children.size())).destroyForcibly();
    }
    childKills++;
  }

  /** Lets all come to their ends; whoever owns them asks again for what failed on the way. */
  private void settle(Caller caller, RoughSite site) throws Exception {
    for (int number : fates.keySet()) {
      if (!ids.containsKey(number)) {
        submit(caller, site, number);
      }
    }
    for (int number : ids.keySet()) {
      if (fates.get(number) == Fate.WANTED) {
        settle(caller, number, site.nature(number));
      }
    }
  }

  private void settle(Caller caller, int number, RoughSite.Nature nature) throws Exception {
    String id = Objects.requireNonNull(ids.get(number));
    int retries = 0;
    while (true) {
      Await.until(
          "number " + number + " is over or waits to be tried again",
          () -> {
            Download now = caller.read(id);
            return now.terminal() || now.text("nextTryAt") != null;
          });
      Download now = caller.read(id);
      if (now.status().equals("completed")) {
        return;
      }
      if (nature == RoughSite.Nature.FALSE && now.terminal()) {
        return;
      }
      assertThat(++retries)
          .as("%s, storm.seed=%s: %s", nature, seed, now.json())
          .isLessThan(MOST_RETRIES);
      var _ = caller.post("/api/download/" + id + "/retry", new JsonObject());
    }
  }

  private void compare(Caller caller, RoughSite site, Path data) throws Exception {
    Map<String, JsonObject> there = history(caller);
    Set<String> expected =
        ids.entrySet().stream()
            .filter(entry -> fates.get(entry.getKey()) != Fate.DELETED)
            .map(Map.Entry::getValue)
            .collect(Collectors.toSet());
    assertThat(there.keySet()).as("storm.seed=%s", seed).isEqualTo(expected);
    for (Map.Entry<Integer, String> entry : ids.entrySet()) {
      int number = entry.getKey();
      JsonObject job = there.get(entry.getValue());
      if (job == null) {
        continue;
      }
      String said =
          "number %d, %s, storm.seed=%d: %s".formatted(number, site.nature(number), seed, job);
      if (fates.get(number) == Fate.CANCELLED) {
        assertThat(job.getString("status")).as(said).isEqualTo("cancelled");
      } else if (site.nature(number) == RoughSite.Nature.FALSE) {
        assertThat(job.getString("status")).as(said).isEqualTo("failed");
      } else {
        byte[] bytes = caller.get(job.getString("downloadUrl")).body();
        assertThat(site.hashes(number)).as(said).contains(RoughSite.hash(bytes));
        assertThat(job.getLong("fileSize")).as(said).isEqualTo(bytes.length);
      }
    }
    compareFolders(caller, there, data);
  }

  private void compareFolders(Caller caller, Map<String, JsonObject> there, Path data)
      throws Exception {
    // With all that failed gone, nothing has a partial file any more.
    for (JsonObject job : List.copyOf(there.values())) {
      if (!job.getString("status").equals("completed")) {
        assertThat(caller.delete(job.getString("jobId")).statusCode()).isEqualTo(204);
        there.remove(job.getString("jobId"));
      }
    }
    Await.until("no partial file is left", () -> names(data.resolve("scratch"), 1).isEmpty());
    Await.until("nothing is on its way", () -> names(data.resolve("media/moving"), 1).isEmpty());
    Await.until(
        "the shelf has what the book has",
        () ->
            names(data.resolve("media"), 2).stream()
                .filter(name -> name.length() == 36)
                .collect(Collectors.toSet())
                .equals(there.keySet()));
  }

  private static Set<String> names(Path folder, int depth) throws IOException {
    try (Stream<Path> all = Files.walk(folder, depth)) {
      return all.filter(path -> !path.equals(folder))
          .map(path -> path.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }

  private static Map<String, JsonObject> history(Caller caller) throws Exception {
    Map<String, JsonObject> found = new LinkedHashMap<>();
    String cursor = "";
    while (cursor != null) {
      JsonObject page = new JsonObject(Caller.text(caller.get("/api/history?limit=100" + cursor)));
      for (Object item : page.getJsonArray("items", new JsonArray())) {
        JsonObject job = (JsonObject) item;
        assertThat(found.put(job.getString("jobId"), job)).isNull();
      }
      String next = page.getString("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    }
    return found;
  }
}
