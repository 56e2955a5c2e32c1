package dev.fetchlight.job;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.StoredMedia;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Aside;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import dev.fetchlight.job.spec.Subtitles;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
      new StoredMedia(
          "Ein Häuschen.mp4",
          4_594_135L,
          "video/mp4",
          "disk",
          new StoredMedia.Beside(
              List.of(
                  new StoredMedia.Subtitle("pt-BR", "vtt"), new StoredMedia.Subtitle("de", "srt")),
              List.of(
                  new StoredMedia.Part(Aside.CHAPTERS, 1, "Anfang", "mp4", "video/mp4", 1_024),
                  new StoredMedia.Part(Aside.CHAPTERS, 12, "", "mp4", "video/mp4", 77),
                  new StoredMedia.Part(Aside.AUDIO, 0, "", "m4a", "audio/mp4", 512))),
          true);

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

  public static Job waiting() {
    Failure failure = new Failure(Failure.Code.RATE_LIMITED, "Come back later.");
    return after(
        processing(Stage.DOWNLOADING), new Change.Postponed(failure, NOON.plusSeconds(90)));
  }

  public static Job paused() {
    return after(processing(Stage.DOWNLOADING), new Change.Pausing());
  }

  /** A list that is being read, with what every job may carry. */
  public static Job expanding() {
    Choices choices =
        new Choices(
            Format.UP_TO_720P,
            AudioFormat.ORIGINAL,
            Container.MKV,
            new Subtitles(List.of("pt-BR", "de"), Subtitles.Placement.BESIDE),
            Set.of(Extra.CHAPTERS, Extra.THUMBNAIL),
            new Clip(1.5, null));
    Job list =
        Job.queued(
            JobId.next(InstantSource.fixed(NOON)),
            new Spec(
                link("https://www.example.com/list"), choices, true, new TreeSet<>(List.of(1, 7))),
            NOON,
            new Ticket(-3, 0, JobId.next(InstantSource.fixed(NOON)), new Sealed(new byte[] {1, 2})),
            null);
    return after(
        list,
        new Change.Claimed(),
        new Change.Remarked("It came without “this”,\nand\u202e that."),
        new Change.Remarked("It ends after 3 entries."),
        new Change.Tallied(new Tally(3, 1, 0, 0, true), 33.3));
  }

  public static Job gathering() {
    return after(expanding(), new Change.Tallied(new Tally(4, 1, 1, 1, false), 75));
  }

  public static Job gathered() {
    return after(gathering(), new Change.Tallied(new Tally(4, 2, 1, 1, false), 100));
  }

  public static Job cancelledList() {
    return after(gathering(), new Change.Cancelling());
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
            cancelled(),
            waiting(),
            paused(),
            expanding(),
            gathering(),
            gathered(),
            cancelledList()));
  }

  /** Every change there is. */
  public static Stream<Change> changes() {
    return Stream.concat(
        Stream.of(Stage.values()).map(Change.Reached::new),
        Stream.of(
            new Change.Claimed(),
            new Change.Described(VIDEO),
            new Change.Remarked("Its sound is gone."),
            new Change.Pictured(),
            new Change.Stored(MEDIA),
            new Change.Failing(new Failure(Failure.Code.NETWORK, "No.")),
            new Change.Postponed(new Failure(Failure.Code.STALLED, "No."), NOON.plusSeconds(99)),
            new Change.Deferred(new Failure(Failure.Code.UPCOMING, "Soon."), NOON.plusSeconds(99)),
            new Change.Pausing(),
            new Change.Resuming(),
            new Change.Ranked(7),
            new Change.Tallied(new Tally(5, 3, 1, 1, false), 100),
            new Change.Interrupted(),
            new Change.Cancelling(),
            new Change.Retrying(),
            new Change.Given(Ticket.PLAIN.with(new Sealed(new byte[] {7}))),
            new Change.Given(Ticket.PLAIN.using("kept")),
            new Change.Expired()));
  }
}
