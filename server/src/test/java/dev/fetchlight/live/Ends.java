package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The ways in which a socket of any channel ends, each brought about on a service of its own. */
final class Ends {
  private static final String FEED = "{\"type\":\"subscribe\",\"feed\":\"all\"}";
  private static final String TOKEN = "correct horse battery staple";
  private static final int MORE_THAN_THE_KERNEL_KEEPS = 20_000;
  private static final Duration LONGER_THAN_A_SESSION = Duration.ofDays(31);

  private final Path folder;
  private final AsyncApi.Channel channel;
  private final Set<String> heard;

  /**
   * @param heard takes the name of each message that comes
   */
  Ends(Path folder, AsyncApi.Channel channel, Set<String> heard) {
    this.folder = folder;
    this.channel = channel;
    this.heard = heard;
  }

  /** By the close code that each is to bring. */
  Map<Integer, Callable<Integer>> all() {
    return Map.of(
        1001, this::drained,
        1007, this::noText,
        1008, this::misused,
        1009, this::tooBig,
        1013, this::tooSlow,
        4400, this::nonsense,
        4401, this::expired,
        4429, this::oneTooMany);
  }

  private int drained() throws Exception {
    try (Service service = new Service(empty());
        Talk talk = watching(service)) {
      Service.await(service.live.drain());
      return talk.closeCode();
    }
  }

  private int noText() throws Exception {
    try (Service service = new Service(empty());
        RawPeer peer = started(service)) {
      peer.frame(0x81, new byte[] {(byte) 0xff});
      return peer.closeCode();
    }
  }

  private int misused() throws Exception {
    try (Service service = new Service(empty());
        RawPeer unmasked = started(service);
        RawPeer asking = started(service)) {
      // A client has to mask what it sends.
      unmasked.send(0x81, 4, 'p', 'i', 'n', 'g');
      for (int ping = 0; ping < MORE_THAN_THE_KERNEL_KEEPS; ping++) {
        asking.say("ping");
      }
      assertThat(unmasked.closeCode()).isEqualTo(asking.closeCode());
      return unmasked.closeCode();
    }
  }

  private int tooBig() throws Exception {
    String largest = " ".repeat(channel.limits().getInteger("messageBytes") - 15);
    try (Service service = new Service(empty());
        Talk talk = watching(service)) {
      talk.say(largest + "{\"type\":\"ping\"}");
      talk.until("pong");
      talk.say(largest + " {\"type\":\"ping\"}");
      return talk.closeCode();
    }
  }

  private int tooSlow() throws Exception {
    long limit = TimeUnit.SECONDS.toNanos(channel.limits().getInteger("unreadSeconds"));
    long inTime = limit - TimeUnit.SECONDS.toNanos(5);
    try (Service service = new Service(empty());
        RawPeer peer = started(service)) {
      if (isFeed()) {
        peer.say(FEED);
      }
      Job job = service.claim();
      while (counts(service).blocked() == 0) {
        job = service.tick(job, 50);
      }
      service.live.sweepAt(System.nanoTime() + inTime);
      assertThat(counts(service).frames().slowCloses()).isZero();
      // The kernel may have room again once or twice before it has none for good.
      while (counts(service).frames().slowCloses() == 0) {
        job = service.tick(job, 50);
        service.live.sweepAt(System.nanoTime() + limit);
      }
      return peer.closeCode();
    }
  }

  private int nonsense() throws Exception {
    try (Service service = new Service(empty());
        Talk talk = watching(service)) {
      talk.say("nonsense");
      return talk.closeCode();
    }
  }

  private int expired() throws Exception {
    try (Service service = new Service(empty(), TOKEN, Set.of(), 10);
        Talk talk = watching(service, "Cookie", session(service))) {
      service.live.sweepAt(System.nanoTime() + LONGER_THAN_A_SESSION.toNanos());
      return talk.closeCode();
    }
  }

  private int oneTooMany() throws Exception {
    try (Service service = new Service(empty(), null, Set.of(), 1);
        Talk first = watching(service);
        Talk second = talk(service, submitted(service))) {
      first.say("ping");
      first.until("pong");
      return second.closeCode();
    }
  }

  /** One who is shown a download that waits. */
  private Talk watching(Service service, String... headers) throws Exception {
    Talk talk = talk(service, submitted(service), headers);
    if (isFeed()) {
      talk.until("hello");
      talk.say(FEED);
    }
    talk.until("status");
    return talk;
  }

  /** One who has read the first message, and reads no more by itself. */
  private RawPeer started(Service service) throws IOException {
    RawPeer peer = new RawPeer(service, path(submitted(service)));
    peer.readUntil("\"type\"");
    return peer;
  }

  private Talk talk(Service service, JobId id, String... headers) {
    return new Talk(channel, heard, service.uri(path(id)), headers);
  }

  private String path(JobId id) {
    return channel.address().replace("{jobId}", id.toString());
  }

  private boolean isFeed() {
    return channel.fromClient().containsKey("subscribeFeed");
  }

  private Path empty() throws IOException {
    return Files.createTempDirectory(folder, "service");
  }

  private static JobId submitted(Service service) {
    // Long, so that few frames fill what a reader leaves unread.
    Link link = new Link("http://example.com/" + "a".repeat(1_900));
    return switch (service.desk.submit(new Spec(link, Format.BEST), null)) {
      case JobBook.Submission.Created(var job) -> job.id();
      case JobBook.Submission.Existing(var job) -> job.id();
      case JobBook.Submission.Given(var job) -> job.id();
      case JobBook.Submission.KeyReused() -> throw new AssertionError("no key was used");
      case JobBook.Submission.ListGone() -> throw new AssertionError("no list was named");
    };
  }

  private static String session(Service service) throws Exception {
    String body = new JsonObject().put("token", TOKEN).encode();
    var headers = service.post("/api/session", body).headers();
    return headers.firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private static Counts counts(Service service) {
    return Service.await(service.live.counts());
  }
}
