package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Version;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.live.wire.Envelope;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Watchers whose inflaters keep their window come, go, stop reading and read on at random: every
 * frame is to each of them the very text of its version, whatever they got before it.
 */
@Timeout(120)
class DeflateStormTest {
  private static final int STEPS = 70;
  private static final int WATCHERS = 24;
  private static final String FEED = "{\"type\":\"subscribe\",\"feed\":\"all\"}";

  @TempDir Path folder;
  private Service service;
  private final List<JobId> jobs = new ArrayList<>();

  /** The text of each state that was told here. */
  private final Map<String, String> texts = new HashMap<>();

  private final Map<String, Long> newest = new HashMap<>();

  private final List<Watcher> watchers = new ArrayList<>();
  private long version;
  private int following;

  /** One that watches, and what it was told. */
  private final class Watcher {
    private final InflatingPeer peer;
    private final Map<String, Long> versions = new HashMap<>();
    private boolean paused;

    Watcher(String path) throws Exception {
      peer = new InflatingPeer(service, path);
    }

    void read() throws Exception {
      String text = peer.next();
      JsonObject message = new JsonObject(text);
      if (!message.getString("type").equals("status")) {
        return;
      }
      JsonObject data = message.getJsonObject("data");
      String id = data.getString("jobId");
      long version = data.getLong("version");
      assertThat(text).isEqualTo(texts.getOrDefault(id + version, text));
      assertThat(versions.getOrDefault(id, -1L)).isLessThanOrEqualTo(version);
      versions.put(id, version);
      following += peer.length() < text.length() / 5 ? 1 : 0;
    }

    /** Reads on until it knows so much of each job. */
    void readTo(Map<String, Long> wanted) throws Exception {
      while (!wanted.entrySet().stream()
          .allMatch(each -> versions.getOrDefault(each.getKey(), -1L) >= each.getValue())) {
        read();
      }
    }
  }

  @BeforeEach
  void start() throws Exception {
    service = new Service(folder);
  }

  @AfterEach
  void stop() throws Exception {
    for (Watcher each : watchers) {
      each.peer.close();
    }
    service.close();
  }

  private void begin(int count) throws Exception {
    for (int each = 0; each < count; each++) {
      service.submit("http://example.com/" + each);
      Job job = service.claim();
      jobs.add(job.id());
      version = job.version().value();
      newest.put(job.id().toString(), version);
    }
  }

  private void tell(JobId id, SplittableRandom random) {
    long now = ++version;
    String status = status(id, now, random);
    texts.put(id.toString() + now, status);
    newest.put(id.toString(), now);
    ByteBuffer frame = ByteBuffer.wrap(status.getBytes(StandardCharsets.UTF_8));
    Envelope envelope = new Envelope(id, Version.unpack(now), Status.PROCESSING, frame);
    service.bus.publish(Live.TICKS + id, envelope::pack);
  }

  /** Mostly like the one before; at times longer than a window, or like nothing else. */
  private static String status(JobId id, long version, SplittableRandom random) {
    int times = random.nextInt(6) == 0 ? random.nextInt(1_500) : 8;
    StringBuilder title = new StringBuilder("A title of the usual length, ünï. ".repeat(times));
    int odd = random.nextInt(4) == 0 ? random.nextInt(6_000) : 0;
    for (int each = 0; each < odd; each++) {
      title.append((char) random.nextInt('a', 'z'));
    }
    return new JsonObject()
        .put("type", "status")
        .put(
            "data",
            new JsonObject()
                .put("jobId", id.toString())
                .put("version", version)
                .put("title", title.toString())
                .put("speed", random.nextDouble()))
        .encode();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whoWatchesOneJobReadsEveryFrame(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    begin(1);
    String path = "/ws/download/" + jobs.getFirst();
    Watcher steady = new Watcher(path);
    watchers.add(steady);
    steady.readTo(newest);
    for (int step = 0; step < STEPS; step++) {
      for (int times = random.nextInt(1, 4); times > 0; times--) {
        tell(jobs.getFirst(), random);
        // Who reads on now may be given what is shown to the others only in a moment.
        othersInTurn(random, path);
      }
      steady.readTo(newest);
    }
    allReadOn(seed, random);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whoWatchesTheFeedReadsEveryFrame(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    begin(6);
    Watcher steady = new Watcher("/ws");
    watchers.add(steady);
    steady.peer.say(FEED);
    steady.readTo(newest);
    for (int step = 0; step < STEPS; step++) {
      for (JobId job : jobs) {
        if (random.nextInt(3) > 0) {
          tell(job, random);
        }
      }
      if (step % 15 == 14) {
        passing();
      }
      steady.readTo(newest);
      othersInTurn(random, "/ws");
      watchers.get(random.nextInt(1, watchers.size())).peer.say(wish(random));
    }
    allReadOn(seed, random);
  }

  /** A download that comes, fails and is removed. */
  private void passing() throws Exception {
    service.submit("http://example.com/passing/" + version);
    Job job = service.claim();
    service.advance(job, new Change.Failing(new Failure(Failure.Code.NETWORK, "The end.")));
    service.desk.remove(job.id());
  }

  /** What is told besides to who watches the feed, or told again. */
  private String wish(SplittableRandom random) {
    JobId id = jobs.get(random.nextInt(jobs.size()));
    String ids = "\"jobIds\":[\"" + id + "\"]}";
    return switch (random.nextInt(4)) {
      case 0 -> "{\"type\":\"subscribe\"," + ids;
      case 1 -> "{\"type\":\"unsubscribe\"," + ids;
      case 2 -> FEED.replace("}", ",\"have\":{\"" + id + "\":1}}");
      default -> "ping";
    };
  }

  /** Some come, some go, some stop reading or read on. */
  private void othersInTurn(SplittableRandom random, String path) throws Exception {
    if (watchers.size() < WATCHERS) {
      Watcher comes = new Watcher(path);
      watchers.add(comes);
      if (path.equals("/ws")) {
        comes.peer.say(FEED);
      }
    }
    if (watchers.size() > WATCHERS / 2 && random.nextInt(4) == 0) {
      watchers.remove(random.nextInt(1, watchers.size())).peer.close();
    }
    for (Watcher each : watchers.subList(1, watchers.size())) {
      if (random.nextInt(8) == 0) {
        each.paused = !each.paused;
      }
      while (!each.paused && each.peer.hears()) {
        each.read();
      }
    }
  }

  private void allReadOn(long seed, SplittableRandom random) throws Exception {
    // Who has heard of a job hears all of it, also what no book knows.
    Map<String, Long> any = new HashMap<>(newest);
    any.replaceAll((_, _) -> 0L);
    for (Watcher each : watchers) {
      each.readTo(any);
    }
    jobs.forEach(job -> tell(job, random));
    for (Watcher each : watchers) {
      each.readTo(newest);
    }
    assertThat(following).as("seed %s", seed).isGreaterThan(STEPS);
    assertThat(Service.await(service.live.counts()).frames().replaced()).isPositive();
  }
}
