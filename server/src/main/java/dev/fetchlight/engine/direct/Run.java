package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.MediaKind;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.live.Broadcast;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Finer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One job while it runs: goes on with what is there, or begins, and sees the file to its end. */
final class Run {
  private static final int MOST_BEGINNINGS = 3;
  private static final Failure DAMAGED =
      new Failure(Code.NETWORK, "What came is not the file that the site promised. Try again.");

  private final Assignment assignment;
  private final URI link;
  private final Fetcher fetcher;
  private final Patience patience;
  private final Consumer<EngineEvent> events;
  private final Path part;
  private final Path checkpoint;

  private @Nullable Broadcast station;

  /** Why the last beginning was in vain. */
  private Failure anew = new Trouble.Changed().failure();

  Run(
      Assignment assignment,
      URI link,
      Fetcher fetcher,
      Patience patience,
      Consumer<EngineEvent> events) {
    this.assignment = assignment;
    this.link = link;
    this.fetcher = fetcher;
    this.patience = patience;
    this.events = events;
    part = assignment.scratch().resolve("direct.part");
    checkpoint = assignment.scratch().resolve("direct.checkpoint");
  }

  /** Goes on with what an earlier run left; empty where there is nothing of use. */
  Optional<Outcome> goOn() throws IOException, InterruptedException {
    Optional<Checkpoint> earlier = Checkpoint.read(checkpoint).filter(_ -> Files.exists(part));
    return earlier.isEmpty() ? Optional.empty() : download(earlier.get(), null);
  }

  /** What is behind the link where it is a radio station. */
  Optional<Broadcast> station() {
    return Optional.ofNullable(station);
  }

  /** Begins anew; empty where there is no media for this engine. */
  Optional<Outcome> begin() throws IOException, InterruptedException {
    boolean ranges = true;
    for (int beginning = 0; beginning < MOST_BEGINNINGS; beginning++) {
      discard();
      switch (Probe.of(fetcher, link, patience)) {
        case Probe.Nothing(Failure failure) -> {
          return Optional.of(new Outcome.Failed(failure));
        }
        case Probe.Station found -> {
          station = found.broadcast(assignment.spec().link());
          return Optional.empty();
        }
        case Probe.Page(), Probe.Silence() -> {
          return Optional.empty();
        }
        case Probe.Media media -> {
          if (!serves(media.kind())) {
            media.opening().exchange().close();
            return Optional.empty();
          }
          Source source = media.source();
          Checkpoint start =
              new Checkpoint(
                  new Source(
                      source.total(),
                      source.version(),
                      source.checksum(),
                      ranges && source.ranges()),
                  media.kind(),
                  media.naming().title(),
                  List.of(new Span(0, source.total().orElse(Long.MAX_VALUE))),
                  List.of());
          Optional<Outcome> outcome = download(start, media.opening());
          if (outcome.isPresent()) {
            return outcome;
          }
          ranges = false; // where parts did not fit together, one piece will do
        }
      }
    }
    return Optional.of(new Outcome.Failed(anew));
  }

  /** Empty where all must be fetched anew. */
  private Optional<Outcome> download(Checkpoint start, Puller.@Nullable Opening opening)
      throws IOException, InterruptedException {
    // Where the link led to by now is asked from here on: the next mirror may have another file.
    URI uri = opening == null ? link : opening.exchange().uri();
    try {
      long most = assignment.limits().maxFileSize();
      events.accept(new EngineEvent.Described(video(start.title()), null));
      if (start.source().total().orElse(0) > most) {
        return Optional.of(new Outcome.Failed(Download.TOO_LARGE));
      }
      events.accept(new EngineEvent.Noted(note(start)));
      events.accept(new EngineEvent.Entered(Stage.DOWNLOADING));
      Seams seams = new Seams(part, start.seams());
      Order order = new Order(fetcher, uri, start.source(), part, seams, patience);
      return switch (new Download(order, start, checkpoint, most, events).run(opening)) {
        case Download.End.Anew(Failure why) -> {
          anew = why;
          yield Optional.empty();
        }
        case Download.End.Failed(Failure failure) -> Optional.of(new Outcome.Failed(failure));
        case Download.End.Whole() -> finish(start, opening == null);
      };
    } finally {
      if (opening != null) {
        opening.exchange().close();
      }
    }
  }

  /**
   * Empty where all must be fetched anew.
   *
   * @param resumed whether some of it came in an earlier life, maybe of another version
   */
  private Optional<Outcome> finish(Checkpoint start, boolean resumed) throws IOException {
    long size = Files.size(part);
    Optional<Checksum> checksum = start.source().checksum();
    if (start.source().total().orElse(size) != size
        || (checksum.isPresent() && !checksum.get().fits(part))) {
      discard();
      return resumed ? Optional.empty() : Optional.of(new Outcome.Failed(DAMAGED));
    }
    tellOfWishes(assignment.spec().choices().finer());
    MediaKind kind = start.kind();
    Path file = assignment.scratch().resolve("media." + kind.extension());
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(checkpoint);
    return Optional.of(new Outcome.Fetched(file, kind.extension(), kind.mediaType()));
  }

  private void tellOfWishes(Finer wanted) {
    if (!wanted.preferences().none()) {
      events.accept(
          new EngineEvent.Remarked("The link is a file itself, with the one picture that it has."));
    }
    if (!wanted.sponsorBlock().none()) {
      events.accept(
          new EngineEvent.Remarked(
              "SponsorBlock knows YouTube's videos alone; this one comes as it is."));
    }
  }

  /** Whether the file is what is wanted as it is: nothing is cut, converted or put into it here. */
  private boolean serves(MediaKind kind) {
    Choices choices = assignment.spec().choices();
    boolean whole =
        choices.extras().isEmpty()
            && choices.clip() == null
            && choices.subtitles().languages().isEmpty()
            && choices.finer().also().isEmpty();
    return switch (choices.format()) {
      case AUDIO -> {
        AudioFormat wanted = choices.audioFormat();
        yield whole
            && kind.mediaType().startsWith("audio/")
            && (wanted == AudioFormat.ORIGINAL || wanted.wire().equals(kind.extension()));
      }
      case SUBTITLES -> false;
      case BEST, UP_TO_2160P, UP_TO_1440P, UP_TO_1080P, UP_TO_720P, UP_TO_480P -> {
        Container wanted = choices.container();
        yield whole && (wanted == Container.ANY || wanted.wire().equals(kind.extension()));
      }
    };
  }

  private static String note(Checkpoint start) {
    String size =
        start.source().total().isPresent()
            ? start.source().total().getAsLong() + " bytes"
            : "of unknown size";
    return "The link is a file itself: %s, %s%s."
        .formatted(
            start.kind().mediaType(), size, start.source().ranges() ? ", to be had in parts" : "");
  }

  /** A list knows more of its entries than a file's name tells. */
  private VideoInfo video(String fileTitle) {
    VideoInfo listed = assignment.listed();
    String title = listed == null || listed.title() == null ? fileTitle : listed.title();
    Double duration = listed == null ? null : listed.duration();
    return new VideoInfo(
        fileTitle, title, null, duration, false, "direct", link.toString(), null, null);
  }

  private void discard() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(checkpoint);
  }
}
