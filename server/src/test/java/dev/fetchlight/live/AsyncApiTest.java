package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.VideoInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds asyncapi.yaml against what goes over the sockets: all that the document names is said, and
 * nothing else.
 */
class AsyncApiTest {
  /** A foreign origin is refused before there is a socket to close. */
  private static final Set<Integer> NEVER_SENT = Set.of(4403);

  private static final VideoInfo VIDEO =
      new VideoInfo("1", "Title", "Uploader", 61.0, true, "Example", "http://a/", 1_080, 1_920);
  private static final VideoInfo NOTHING_KNOWN =
      new VideoInfo(null, null, null, null, false, null, null, null, null);

  @TempDir Path folder;
  private final Set<String> heard = new HashSet<>();
  private Service service;
  private AsyncApi document;

  @BeforeEach
  void start() throws Exception {
    service = new Service(folder);
    document = document(service);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  static AsyncApi document(Service service) throws Exception {
    return new AsyncApi(
        service.get("/api/asyncapi.yaml").body(), service.get("/api/openapi.yaml").body());
  }

  @Test
  void manyDownloadsAreWatchedAsItSays() throws Exception {
    AsyncApi.Channel channel = document.channel("downloads");
    watchById(channel);
    watchTheFeed(channel);
    tooManyJobs(channel);
    assertEnds(channel, Map.of(1000, () -> left(channel)));
    assertThat(heard).isEqualTo(channel.fromServer().keySet());
  }

  @Test
  void oneDownloadIsWatchedAsItSays() throws Exception {
    AsyncApi.Channel channel = document.channel("download");
    assertEnds(channel, Map.of(1000, () -> finished(channel), 4404, () -> unknown(channel)));
    assertThat(heard).isEqualTo(channel.fromServer().keySet());
  }

  private void assertEnds(AsyncApi.Channel channel, Map<Integer, Callable<Integer>> own)
      throws Exception {
    Map<Integer, Callable<Integer>> ends = new HashMap<>(own);
    ends.putAll(new Ends(folder, channel, heard).all());
    assertThat(Stream.concat(ends.keySet().stream(), NEVER_SENT.stream()))
        .containsExactlyInAnyOrderElementsOf(channel.closeCodes());
    for (Map.Entry<Integer, Callable<Integer>> each : ends.entrySet()) {
      assertThat(each.getValue().call()).as(channel.address()).isEqualTo(each.getKey());
    }
  }

  private Talk talk(AsyncApi.Channel channel, Object jobId) {
    String path = channel.address().replace("{jobId}", jobId.toString());
    return new Talk(channel, heard, service.uri(path));
  }

  private void watchById(AsyncApi.Channel channel) throws Exception {
    JobId job = service.submit("http://example.com/a");
    JobId unknown = JobId.next(InstantSource.system());
    try (Talk talk = talk(channel, "")) {
      talk.until("hello");
      talk.say(request("subscribe", job, unknown, "no-id"));
      talk.until("unknownJob");
      talk.until("unknownJob");
      complete();
      talk.untilJobIs("completed");
      talk.say(request("unsubscribe", job));
      talk.say("ping");
      talk.until("pong");
    }
  }

  private void watchTheFeed(AsyncApi.Channel channel) throws Exception {
    try (Talk talk = talk(channel, "")) {
      talk.say("{\"type\":\"subscribe\",\"feed\":\"all\"}");
      talk.until("subscribedFeed");
      service.live.hear(Service.QUEUE);
      talk.until("queue");
      JobId job = service.submit("http://example.com/b");
      service.advance(
          service.claim(), new Change.Failing(new Failure(Failure.Code.NETWORK, "The end.")));
      talk.untilJobIs("failed");
      service.post("/api/download/" + job + "/retry", "{}");
      service.post("/api/download/" + job + "/cancel", "{}");
      talk.untilJobIs("cancelled");
      service.desk.remove(job);
      talk.until("removed");
      talk.say("{\"type\":\"unsubscribe\",\"feed\":\"all\"}");
      talk.say("{\"type\":\"ping\"}");
      talk.until("pong");
    }
  }

  private void tooManyJobs(AsyncApi.Channel channel) throws Exception {
    int most = channel.limits().getInteger("jobs");
    JobId job = service.submit("http://example.com/c");
    Object[] ids = Stream.concat(Stream.of(job), IntStream.range(0, most).boxed()).toArray();
    try (Talk talk = talk(channel, "")) {
      talk.say(request("subscribe", ids));
      talk.until("tooManyJobs");
    }
  }

  private int left(AsyncApi.Channel channel) throws Exception {
    try (Talk talk = talk(channel, "")) {
      talk.until("hello");
      talk.leave();
      return talk.closeCode();
    }
  }

  private int finished(AsyncApi.Channel channel) throws Exception {
    try (Talk talk = talk(channel, service.submit("http://example.com/a"))) {
      talk.say("ping");
      talk.until("pong");
      complete();
      return talk.closeCode();
    }
  }

  private int unknown(AsyncApi.Channel channel) throws Exception {
    try (Talk talk = talk(channel, JobId.next(InstantSource.system()));
        Talk other = talk(channel, "no-id")) {
      assertThat(other.closeCode()).isEqualTo(4404);
      return talk.closeCode();
    }
  }

  /** Lets the download that waits go through all it can, so that its states have every shape. */
  private void complete() throws Exception {
    Job job = service.advance(service.claim(), new Change.Described(NOTHING_KNOWN));
    job = service.advance(job, new Change.Described(VIDEO));
    job = service.tick(service.advance(job, new Change.Reached(Stage.DOWNLOADING)), 33.3);
    job = service.advance(job, new Change.Reached(Stage.MERGING));
    service.complete(job, "A.mp4", "content");
  }

  private static String request(String type, Object... ids) {
    List<String> all = Stream.of(ids).map(Object::toString).toList();
    return new JsonObject().put("type", type).put("jobIds", new JsonArray(all)).encode();
  }
}
