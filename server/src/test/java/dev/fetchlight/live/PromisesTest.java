package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of the contract's section 5 under conditions that do their best to break them. */
class PromisesTest {
  private static final String QUEUED = "\"status\":\"queued\"";
  private static final List<Stage> STAGES = List.of(Stage.values());

  @TempDir Path folder;

  /** Jobs change and watchers come at random, over a bus that cannot be trusted. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void allWatchersEndOnTheBooksState(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    try (Service service = new Service(folder, new LossyBus(seed))) {
      Map<JobId, Job> running = new HashMap<>();
      for (int each = 0; each < 4; each++) {
        service.submit("http://example.com/" + each);
        Job job = service.claim();
        running.put(job.id(), job);
      }
      List<JobId> ids = List.copyOf(running.keySet());
      Map<Ear, JobId> ears = new HashMap<>();
      for (int step = 0; step < 400; step++) {
        JobId id = ids.get(random.nextInt(ids.size()));
        Job job = running.get(id);
        if (step % 10 == 0) {
          ears.put(new Ear(service.uri("/ws/download/" + id)), id);
        } else if (job != null) {
          running.put(id, changed(service, job, random));
        }
      }
      running.values().forEach(job -> end(service, job));
      for (Map.Entry<Ear, JobId> each : ears.entrySet()) {
        judge(service, each.getKey(), each.getValue(), seed);
      }
    }
  }

  private static Job changed(Service service, Job job, SplittableRandom random) {
    if (random.nextInt(20) == 0) {
      Stage next = STAGES.get(random.nextInt(STAGES.size()));
      return service.desk.advance(job, new Change.Reached(next)).orElse(job);
    }
    return service.tick(job, job.progress().percent() + random.nextDouble(0.5));
  }

  private static void end(Service service, Job job) {
    service.advance(job, new Change.Failing(new Failure(Failure.Code.NETWORK, "The end.")));
  }

  private static void judge(Service service, Ear ear, JobId id, long seed) throws Exception {
    List<JsonObject> seen = ear.until(each -> each.getString("status").equals("failed"));
    JsonObject truth = new JsonObject(service.get("/api/download/" + id).body());
    assertThat(seen.getLast()).as("seed %s", seed).isEqualTo(truth);
    assertThat(seen.stream().map(each -> each.getLong("version")))
        .as("versions of seed %s", seed)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(seen.stream().map(each -> each.getDouble("progress")))
        .as("progress of seed %s", seed)
        .isSorted();
    assertThat(ear.closeCode()).isEqualTo(1000);
  }

  @Test
  void aPeerThatIsSilentForAMinuteIsDropped() throws Exception {
    try (Service service = new Service(folder);
        RawPeer peer = new RawPeer(service, service.submit("http://example.com/a"))) {
      assertThat(peer.readUntil(QUEUED)).contains(QUEUED);
      service.live.sweepAt(System.nanoTime() + TimeUnit.SECONDS.toNanos(61));
      peer.readToEnd();
    }
  }

  @Test
  void aPeerThatAnsweredInTimeIsKept() throws Exception {
    try (Service service = new Service(folder)) {
      Ear ear = new Ear(service.uri("/ws/download/" + service.submit("http://example.com/a")));
      ear.status();
      service.live.sweepAt(System.nanoTime() + TimeUnit.SECONDS.toNanos(50));
      ear.say("ping");
      assertThat(ear.next()).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  @Test
  void everyoneIsAskedForASignOfLifeEvery25Seconds() throws Exception {
    try (Service service = new Service(folder)) {
      Ear ear = new Ear(service.uri("/ws/download/" + service.submit("http://example.com/a")));
      ear.status();
      // A sweep comes every second; one in 25 pings.
      for (int sweep = 0; sweep < 25; sweep++) {
        service.live.sweepAt(System.nanoTime());
      }
      assertThat(ear.pinged()).isTrue();
    }
  }

  @Test
  void nobodyIsRememberedWhoHasLeft() throws Exception {
    try (Service service = new Service(folder)) {
      JobId id = service.submit("http://example.com/a");
      List<Ear> ears = new ArrayList<>();
      for (int each = 0; each < 10; each++) {
        ears.add(new Ear(service.uri("/ws/download/" + id)));
        ears.getLast().status();
      }
      Job job = service.claim();
      service.complete(job, "A.mp4", "content");
      for (Ear ear : ears) {
        ear.until(each -> each.getString("status").equals("completed"));
        assertThat(ear.closeCode()).isEqualTo(1000);
      }
      try (Ear last = new Ear(service.uri("/ws/download/" + id))) {
        last.status();
        assertThat(last.closeCode()).isEqualTo(1000);
      }
    }
  }
}
