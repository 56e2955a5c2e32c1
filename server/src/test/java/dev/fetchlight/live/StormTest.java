package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.crowd.Crowd;
import dev.fetchlight.crowd.Plan;
import dev.fetchlight.http.Service;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand watchers of every kind come and go at random while jobs change at random, over a bus
 * that drops, repeats and holds back messages: all end on what the book says.
 */
@Timeout(180)
class StormTest {
  private static final int WATCHERS = 1_000;
  private static final int JOBS = 12;
  private static final int STEPS = 400;
  private static final List<Stage> STAGES = List.of(Stage.values());

  @TempDir Path folder;

  /** What one client was told on its present socket; on the crowd's thread alone. */
  private static final class Memory {
    private final Map<String, Long> versions = new HashMap<>();
    private final Set<String> removed = new HashSet<>();

    void hear(int client, String text) {
      JsonObject message = new JsonObject(text);
      switch (message.getString("type")) {
        case "status" -> {
          JsonObject data = message.getJsonObject("data");
          Long before = versions.put(data.getString("jobId"), data.getLong("version"));
          if (before != null && before >= data.getLong("version")) {
            throw new AssertionError(
                "client " + client + " went back to " + text + " after version " + before);
          }
          if (removed.contains(data.getString("jobId"))) {
            throw new AssertionError("client " + client + " got back what was removed: " + text);
          }
        }
        case "removed" -> removed.add(message.getString("jobId"));
        default -> {}
      }
    }

    boolean knows(Map<String, Long> truth, Set<String> gone) {
      return truth.entrySet().stream()
              .allMatch(each -> each.getValue().equals(versions.get(each.getKey())))
          && gone.stream().allMatch(id -> removed.contains(id) || !versions.containsKey(id));
    }
  }

  private final List<Memory> memories = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void allEndOnTheBooksState(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    LossyBus bus = new LossyBus(seed);
    try (Service service = new Service(folder, bus, WATCHERS + 100)) {
      for (int each = 0; each < JOBS; each++) {
        service.submit("http://example.com/" + each);
        jobs.add(service.claim());
      }
      List<JobId> ids = jobs.stream().map(Job::id).toList();
      for (int each = 0; each < WATCHERS; each++) {
        memories.add(new Memory());
      }
      try (Crowd crowd = Crowd.open(plan(service, ids))) {
        for (int step = 0; step < STEPS; step++) {
          change(service, random, seed);
          if (step % 20 == 19) {
            comeAndGo(crowd, random);
          }
        }
        jobs.forEach(job -> end(service, job));
        judge(service, crowd, ids, seed);
      }
    }
  }

  /** One in three watches a job, one some jobs, one the feed. */
  private Plan plan(Service service, List<JobId> ids) {
    JsonArray all = new JsonArray(ids.stream().map(JobId::toString).toList());
    String some = new JsonObject().put("type", "subscribe").put("jobIds", all).encode();
    String feed = "{\"type\":\"subscribe\",\"feed\":\"all\"}";
    return Plan.of(
            service.port(),
            WATCHERS,
            client -> client % 3 == 0 ? "/ws/download/" + ids.get(client % JOBS) : "/ws")
        .greeting(client ->
            switch (client % 3) {
              case 0 -> List.of();
              case 1 -> List.of(some);
              default -> List.of(feed);
            })
        .listener((client, text) -> memories.get(client).hear(client, text));
  }

  private void change(Service service, SplittableRandom random, long seed) {
    if (jobs.size() < JOBS / 2) {
      return;
    }
    int at = random.nextInt(jobs.size());
    Job job = jobs.get(at);
    switch (random.nextInt(100)) {
      case 0 -> {
        end(service, job);
        service.desk.remove(job.id());
        gone.add(job.id().toString());
        jobs.remove(at);
      }
      case 1, 2, 3, 4, 5 -> {
        Stage next = STAGES.get(random.nextInt(STAGES.size()));
        service.desk.advance(job, new Change.Reached(next)).ifPresent(after -> jobs.set(at, after));
      }
      default -> jobs.set(at, service.tick(job, job.progress().percent() + random.nextDouble(0.5)));
    }
    assertThat(jobs).as("seed %s", seed).isNotEmpty();
  }

  private void comeAndGo(Crowd crowd, SplittableRandom random) {
    int fraction = random.nextInt(5, 20);
    int which = random.nextInt(fraction);
    crowd.renew(client -> client % fraction == which, client -> memories.set(client, new Memory()));
    crowd.await("they are back", seen -> seen.open() >= WATCHERS / 2);
  }

  private static void end(Service service, Job job) {
    service.advance(job, new Change.Failing(new Failure(Failure.Code.NETWORK, "The end.")));
  }

  private void judge(Service service, Crowd crowd, List<JobId> ids, long seed) {
    Map<String, Long> truth = new HashMap<>();
    service.book.find(ids).forEach(job -> truth.put(job.id().toString(), job.version().value()));
    assertThat(truth.size() + gone.size()).isEqualTo(JOBS);
    crowd.await(
        "all end on the book's state, seed " + seed,
        _ -> {
          for (int client = 0; client < WATCHERS; client++) {
            if (client % 3 != 0 && !memories.get(client).knows(truth, gone)) {
              return false;
            }
          }
          return true;
        });
    crowd.await(
        "watchers of one job have ended with it, seed " + seed,
        seen -> {
          for (int client = 0; client < WATCHERS; client += 3) {
            String id = ids.get(client % JOBS).toString();
            boolean done =
                seen.ending(client) == 1000 && memories.get(client).knows(one(truth, id), Set.of());
            if (seen.isOpen(client) || !(done || gone.contains(id))) {
              return false;
            }
          }
          return true;
        });
  }

  private static Map<String, Long> one(Map<String, Long> truth, String id) {
    return truth.containsKey(id) ? Map.of(id, truth.get(id)) : Map.of();
  }
}
