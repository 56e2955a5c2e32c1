package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.Advance;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Meter;
import dev.fetchlight.engine.Planned;
import dev.fetchlight.engine.live.Broadcast;
import dev.fetchlight.engine.live.Channel;
import dev.fetchlight.engine.ytdlp.order.Cut;
import dev.fetchlight.engine.ytdlp.order.Wishes;
import dev.fetchlight.engine.ytdlp.output.Line;
import dev.fetchlight.engine.ytdlp.output.Metadata;
import dev.fetchlight.job.Progress;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Extra;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One job while it runs: turns yt-dlp's lines into events, and says when it must not go on. */
final class Run {
  /** ffmpeg may move a large file's parts about for so long without it getting larger. */
  private static final Duration WORKING = Duration.ofMinutes(15);

  /** So many times as long as without a byte may pass with answers that bring nothing of it. */
  private static final int EMPTY_ANSWERS = 3;

  static final VideoInfo NOBODY =
      new VideoInfo(null, null, null, null, false, null, null, null, null);

  private final Choices choices;
  private final Cut cut;
  private final Limits limits;
  private final Patience patience;
  private final Consumer<EngineEvent> events;
  private final Lull lull;
  private final Lull fruitless;
  private final long start;
  private Planned single = Planned.UNKNOWN;
  private @Nullable Section section;
  private @Nullable Duration length;
  private @Nullable Meter meter;
  private Progress last = Progress.NONE;
  private long onDisk = -1;
  private final Sponsors sponsors;
  private List<Line.Chapter> chapters = List.of();
  private final Set<Extra> has = EnumSet.noneOf(Extra.class);
  private @Nullable Metadata metadata;
  private boolean begun;
  private boolean first;
  private boolean looks;
  private List<Channel> sources = List.of();
  private boolean downloading;
  private boolean fetched;
  private @Nullable Path file;

  Run(
      Choices choices,
      Cut cut,
      Limits limits,
      Patience patience,
      Consumer<EngineEvent> events,
      long nanos) {
    this.choices = choices;
    this.cut = cut;
    this.sponsors = new Sponsors(choices.finer().sponsorBlock());
    this.limits = limits;
    this.patience = patience;
    this.events = events;
    this.lull = new Lull(patience.lull(), nanos);
    this.fruitless = new Lull(patience.stall(), nanos);
    this.start = nanos;
  }

  /** Takes in one line; an answer means that the job must stop, and why. */
  Optional<Failure> heard(Line line, long nanos) {
    return switch (line) {
      case Line.Described(Metadata metadata) -> {
        came(nanos);
        sponsors.over();
        yield described(metadata);
      }
      case Line.Streams(List<Planned> planned) -> {
        came(nanos);
        // ffmpeg fetches all streams of a section at once, as one file of an unknown size.
        meter = meter(planned.isEmpty() || section != null ? List.of(single) : sizes(planned));
        yield tooLarge(meter.leastBytes());
      }
      case Line.Sources(List<Channel> told) -> {
        sources = told.isEmpty() ? sources : told;
        yield Optional.empty();
      }
      case Line.Asking() -> {
        came(nanos);
        sponsors.asked();
        yield Optional.empty();
      }
      case Line.Sponsors(List<Line.Stretch> stretches) -> {
        sponsors.answered(stretches);
        yield length != null && sponsors.removeAll(length.toMillis() / 1e3)
            ? Optional.of(Stops.ALL_SPONSORED)
            : Optional.empty();
      }
      case Line.Parts(List<Line.Chapter> all) -> {
        chapters = all;
        yield Optional.empty();
      }
      case Line.Left(double seconds) -> {
        if (sponsors.removes()) {
          left(seconds);
        }
        yield Optional.empty();
      }
      case Line.Begun() -> {
        begun = true;
        yield Optional.empty();
      }
      case Line.Has(Extra extra, boolean there) -> {
        if (there) {
          has.add(extra);
        }
        yield Optional.empty();
      }
      case Line.Advanced(Advance advance) -> {
        if (beside()) {
          came(nanos); // subtitles, say
          yield Optional.empty();
        }
        yield advanced(section == null ? advance : section.ended(advance), nanos);
      }
      case Line.Cut(long bytes) -> {
        if (section != null) {
          section.has(bytes);
        }
        yield Optional.empty();
      }
      case Line.CutUpTo(double seconds) ->
          section == null ? Optional.empty() : advanced(section.isUpTo(seconds), nanos);
      case Line.Fetched() -> {
        came(nanos);
        fetched = true;
        if (meter().merges()) {
          events.accept(new EngineEvent.Entered(Stage.MERGING));
          tell(meter().merging());
        }
        yield Optional.empty();
      }
      case Line.Finished(Path path) -> {
        file = path;
        tell(meter().whole());
        yield section == null ? Optional.empty() : section.cutShort();
      }
      case Line.Entry _, Line.Formats _, Line.Picture _, Line.Noise _ -> Optional.empty();
    };
  }

  /** Looks at what is on disk; the downloaders that say nothing are bound by this alone. */
  Optional<Failure> found(long bytes, long nanos) {
    if (bytes != onDisk) {
      onDisk = bytes;
      came(nanos);
    }
    return fetched ? Optional.empty() : tooLarge(bytes); // ffmpeg needs the room twice
  }

  /**
   * Looks at the line: a child that has yet to ask for anything loads, and an answer is a sign of
   * life though it is none of the media.
   *
   * @param asks whether it has asked
   * @param last when something came last, or was first asked for
   */
  void listened(boolean asks, long last, long nanos) {
    boolean loads = !asks && nanos - start < Patience.LOADING.toNanos();
    if (loads || (asks && lull.beganBefore(last))) {
      answered(loads ? nanos : last);
    }
  }

  /** Looks at how long nothing has come. */
  Optional<Failure> waited(long nanos) {
    if (fetched) {
      return lull.lasts(WORKING, nanos) ? Optional.of(Stops.ENDLESS) : Optional.empty();
    }
    if (lull.lasts(patience.stall(), nanos)
        || (downloading && fruitless.lasts(patience.stall().multipliedBy(EMPTY_ANSWERS), nanos))) {
      return Optional.of(downloading ? Stops.stalled(patience.stall()) : Stops.UNANSWERED);
    }
    if (downloading && lull.begins(nanos)) {
      Duration length = lull.length(nanos);
      events.accept(new EngineEvent.Noted("Nothing has come for " + length.toSeconds() + " s."));
      events.accept(
          new EngineEvent.Progressed(last.stalled(InstantSource.system().instant().minus(length))));
    }
    return Optional.empty();
  }

  /** What the site says of it, once it has. */
  Optional<Metadata> metadata() {
    return Optional.ofNullable(metadata);
  }

  /** Whether there is one of these to be put into the file. */
  boolean has(Extra extra) {
    return has.contains(extra);
  }

  /** What SponsorBlock has told. */
  Sponsors sponsors() {
    return sponsors;
  }

  /** Whether it is a video that SponsorBlock could know. */
  boolean ofYouTube() {
    return metadata != null && "youtube".equalsIgnoreCase(metadata.video().extractor());
  }

  /** The chapters of the file, where they were asked for, once it is whole. */
  List<Line.Chapter> chapters() {
    return chapters;
  }

  /** From here on a list is what its first entry is. */
  void takesFirst() {
    first = true;
  }

  /** No more is wanted than what the site says of it. */
  void looksOnly() {
    looks = true;
  }

  /** What it says of something that is being broadcast, as far as it came to that. */
  Broadcast broadcast() {
    VideoInfo video = metadata == null ? NOBODY : metadata.video().endless();
    return new Broadcast(video, metadata == null ? null : metadata.thumbnail(), sources);
  }

  /** Whether it is busy with what comes beside the media, of which nothing was asked for yet. */
  boolean beside() {
    return metadata != null && !begun;
  }

  /** Whether all streams are here. */
  boolean fetched() {
    return fetched;
  }

  /** The file as yt-dlp names it, once it is whole. */
  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  private Optional<Failure> advanced(Advance advance, long nanos) {
    if (!downloading) {
      downloading = true;
      came(nanos);
      events.accept(new EngineEvent.Entered(Stage.DOWNLOADING));
    }
    Progress progress = meter().heard(advance, nanos);
    // Words alone are no sign: some are said while nothing comes.
    if (!Objects.equals(progress.downloadedBytes(), last.downloadedBytes())) {
      last = progress;
      came(nanos);
    }
    if (!lull.noted()) {
      tell(progress);
    }
    return tooLarge(meter().leastBytes());
  }

  private Optional<Failure> described(Metadata told) {
    metadata = told;
    if (told.list() && !first) {
      return Optional.of(Stops.LIST);
    }
    if (looks) {
      return Optional.of(Stops.SEEN);
    }
    switch (told.airing()) {
      case RUNNING -> {
        return Optional.of(Stops.LIVE);
      }
      case UPCOMING -> {
        return Optional.of(Stops.UPCOMING);
      }
      case NONE, OVER -> {}
    }
    single = told.single();
    length = told.length();
    events.accept(new EngineEvent.Described(told.video(), told.thumbnail()));
    if (told.format() != null) {
      events.accept(new EngineEvent.Noted("Takes " + told.format() + "."));
    }
    if (choices.clip() != null) {
      if (!cut.suits(metadata.protocol())) {
        return Optional.of(Stops.IN_SEGMENTS);
      }
      Section wanted = new Section(choices.clip(), length);
      if (wanted.beyondTheEnd()) {
        return Optional.of(Stops.NO_SECTION);
      }
      length = wanted.length();
      single = Planned.UNKNOWN; // what is known is the size of the whole
      section = cut == Cut.WHILE_FETCHING ? wanted : null;
    }
    return length != null && length.compareTo(limits.maxDuration()) > 0
        ? Optional.of(Stops.TOO_LONG)
        : Optional.empty();
  }

  /** What was cut out is not missing: from now on the video is as long as what is left of it. */
  private void left(double seconds) {
    Metadata told = metadata;
    if (told != null) {
      events.accept(new EngineEvent.Described(told.video().withDuration(seconds), null));
    }
  }

  private List<Planned> sizes(List<Planned> planned) {
    return choices.clip() == null ? planned : planned.stream().map(_ -> Planned.UNKNOWN).toList();
  }

  private Optional<Failure> tooLarge(long bytes) {
    return bytes > limits.maxFileSize() ? Optional.of(Stops.TOO_LARGE) : Optional.empty();
  }

  private void came(long nanos) {
    boolean _ = fruitless.over(nanos);
    answered(nanos);
  }

  private void answered(long nanos) {
    Duration silence = lull.length(nanos);
    if (lull.over(nanos)) {
      events.accept(
          new EngineEvent.Noted("After " + silence.toSeconds() + " s something comes again."));
      tell(last);
    }
  }

  private void tell(Progress progress) {
    last = progress;
    events.accept(new EngineEvent.Progressed(progress));
  }

  private Meter meter() {
    Meter known = meter;
    if (known == null) {
      known = meter(List.of(single));
      meter = known;
    }
    return known;
  }

  private Meter meter(List<Planned> planned) {
    return new Meter(planned, length, planned.size() > 1 || cutsOnDisk() || Wishes.work(choices));
  }

  private boolean cutsOnDisk() {
    return choices.clip() != null && cut == Cut.ON_DISK;
  }
}
