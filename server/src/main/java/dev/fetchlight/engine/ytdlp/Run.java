package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Meter;
import dev.fetchlight.engine.Planned;
import dev.fetchlight.job.Failure;
import dev.fetchlight.job.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One job while it runs: turns yt-dlp's lines into events, and says when it must not go on. */
final class Run {
  private static final Failure TOO_LARGE =
      new Failure(Failure.Code.TOO_LARGE, "The file is larger than this server allows.");
  private static final Failure TOO_LONG =
      new Failure(Failure.Code.TOO_LONG, "The video is longer than this server allows.");
  private static final Failure LIST =
      new Failure(
          Failure.Code.UNSUPPORTED_URL,
          "The link leads to several videos; lists cannot be downloaded yet. Use one video's link.");
  private static final Failure LIVE =
      new Failure(
          Failure.Code.UNSUPPORTED_URL,
          "This is a live stream that is still running. Try again when it has ended.");

  private final Limits limits;
  private final Consumer<EngineEvent> events;
  private Planned single = Planned.UNKNOWN;
  private @Nullable Duration length;
  private @Nullable Meter meter;
  private boolean downloading;
  private boolean fetched;
  private @Nullable Path file;

  Run(Limits limits, Consumer<EngineEvent> events) {
    this.limits = limits;
    this.events = events;
  }

  /** Takes in one line; an answer means that the job must stop, and why. */
  Optional<Failure> heard(Line line, long nanos) {
    return switch (line) {
      case Line.Described(Metadata metadata) -> described(metadata);
      case Line.Streams(List<Planned> planned) -> {
        meter = new Meter(planned.isEmpty() ? List.of(single) : planned, length);
        yield tooLarge(meter.leastBytes());
      }
      case Line.Advanced(var advance) -> {
        if (!downloading) {
          downloading = true;
          events.accept(new EngineEvent.Entered(Stage.DOWNLOADING));
        }
        events.accept(new EngineEvent.Progressed(meter().heard(advance, nanos)));
        yield tooLarge(meter().leastBytes());
      }
      case Line.Fetched() -> {
        fetched = true;
        if (meter().merges()) {
          events.accept(new EngineEvent.Entered(Stage.MERGING));
          events.accept(new EngineEvent.Progressed(meter().merging()));
        }
        yield Optional.empty();
      }
      case Line.Finished(Path path) -> {
        file = path;
        events.accept(new EngineEvent.Progressed(meter().whole()));
        yield Optional.empty();
      }
      case Line.Noise() -> Optional.empty();
    };
  }

  /** Looks at what is on disk; the downloaders that say nothing are bound by this alone. */
  Optional<Failure> found(long bytes) {
    return fetched ? Optional.empty() : tooLarge(bytes); // ffmpeg needs the room twice
  }

  /** The file as yt-dlp names it, once it is whole. */
  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  private Optional<Failure> described(Metadata metadata) {
    if (metadata.list()) {
      return Optional.of(LIST);
    }
    if (metadata.live()) {
      return Optional.of(LIVE);
    }
    single = metadata.single();
    length = metadata.length();
    events.accept(new EngineEvent.Described(metadata.video(), metadata.thumbnail()));
    return length != null && length.compareTo(limits.maxDuration()) > 0
        ? Optional.of(TOO_LONG)
        : Optional.empty();
  }

  private Optional<Failure> tooLarge(long bytes) {
    return bytes > limits.maxFileSize() ? Optional.of(TOO_LARGE) : Optional.empty();
  }

  private Meter meter() {
    if (meter == null) {
      meter = new Meter(List.of(single), length);
    }
    return meter;
  }
}
