package dev.fetchlight.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;

/** Jobs for tests, in every state. */
public final class Jobs {
  public static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

  public static final VideoInfo VIDEO =
      new VideoInfo(
          "a1",
          "Ein Häuschen 👩‍👩‍👧 – テスト",
          "Ünïcode & Co.",
          61.5,
          true,
          "generic",
          "https://example.com/watch?v=a1",
          1080,
          1920);

  public static final VideoInfo NOTHING_KNOWN =
      new VideoInfo(null, null, null, null, false, null, null, null, null);

  public static final StoredMedia MEDIA =
      new StoredMedia("Ein Häuschen.mp4", 4_594_135L, "video/mp4", "disk", true);

  public static final Progress HALFWAY = new Progress(42.3, 1_048_576L, 4_594_135L, 1234.5, 3L);

  private Jobs() {}

  public static Link link(String text) {
    return switch (Link.parse(text)) {
      case Link.Valid(var link) -> link;
      case Link.Invalid(var sentence) -> throw new IllegalArgumentException(sentence);
    };
  }

  public static Spec spec(String path) {
    return new Spec(link("https://example.com/" + path), Format.BEST);
  }

  public static Job queued(String path, Instant now) {
    return Job.queued(JobId.next(InstantSource.fixed(now)), spec(path), now);
  }

  /** The job after these changes, each a second after the one before. */
  public static Job after(Job job, Change... changes) {
    Job current = job;
    for (Change change : changes) {
      Instant now = current.times().updated().plusSeconds(1);
      current = Lifecycle.apply(current, change, now).orElseThrow();
    }
    return current;
  }

  public static Job processing(Stage stage) {
    Job claimed = after(queued("clip", NOON), new Change.Claimed(), new Change.Described(VIDEO));
    Job moving = claimed.ticked(HALFWAY, NOON.plusSeconds(3));
    return stage == Stage.RESOLVING ? moving : after(moving, new Change.Reached(stage));
  }

  public static Job completed() {
    return after(processing(Stage.STORING), new Change.Stored(MEDIA));
  }

  public static Job failed() {
    Failure failure = new Failure(Failure.Code.GEO_BLOCKED, "Not in „your“ country.");
    return after(processing(Stage.DOWNLOADING), new Change.Failing(failure));
  }

  public static Job cancelled() {
    return after(processing(Stage.MERGING), new Change.Cancelling());
  }

  /** One job in every state and stage. */
  public static Stream<Job> all() {
    return Stream.concat(
        Stream.of(Stage.values()).map(Jobs::processing),
        Stream.of(
            queued("clip", NOON),
            completed(),
            after(completed(), new Change.Expired()),
            failed(),
            cancelled()));
  }

  /** Every change there is. */
  public static Stream<Change> changes() {
    return Stream.concat(
        Stream.of(Stage.values()).map(Change.Reached::new),
        Stream.of(
            new Change.Claimed(),
            new Change.Described(VIDEO),
            new Change.Pictured(),
            new Change.Stored(MEDIA),
            new Change.Failing(new Failure(Failure.Code.NETWORK, "No.")),
            new Change.Interrupted(),
            new Change.Cancelling(),
            new Change.Retrying(),
            new Change.Expired()));
  }
}
