package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.MediaKind;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.ytdlp.order.CommandLine;
import dev.fetchlight.engine.ytdlp.order.Wishes;
import dev.fetchlight.engine.ytdlp.process.Nest;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Subtitles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes from a job's scratch folder what may leave it. yt-dlp's word counts for nothing: a file
 * must lie in the folder, be no link, have the name we gave it, and be of a kind we keep.
 */
final class Harvest {
  private static final Pattern SUBTITLES =
      Pattern.compile(CommandLine.NAME + "\\.([^.]+)\\.(vtt|srt)");
  private static final long MOST_SUBTITLES = 10 << 20;

  /** Kinds of file that yt-dlp can put subtitles into. */
  private static final Set<String> HOLD_SUBTITLES = Set.of("mp4", "m4v", "mov", "webm", "mkv");

  private final Path scratch;
  private final Choices choices;

  /**
   * @param scratch a real folder
   */
  Harvest(Path scratch, Choices choices) {
    this.scratch = scratch;
    this.choices = choices;
  }

  /** The file that yt-dlp names, and what belongs beside it; all else is removed. */
  Outcome take(Path claimed) throws IOException {
    Path file = scratch.resolve(claimed).normalize();
    if (!scratch.equals(file.getParent()) || !whole(file)) {
      return new Outcome.Failed(Stops.NO_FILE);
    }
    // What it is called says little: the judge of its bytes gives it the right name.
    MediaKind kind = MediaKind.of(file.getFileName().toString()).orElse(MediaKind.UNKNOWN);
    boolean inside = Wishes.embeds(choices) && HOLD_SUBTITLES.contains(kind.extension());
    List<Outcome.Beside> subtitles = inside ? List.of() : subtitles();
    List<Path> kept = new ArrayList<>(List.of(file));
    subtitles.forEach(each -> kept.add(each.file()));
    Nest.sweep(scratch, kept);
    return new Outcome.Fetched(file, kind.extension(), kind.mediaType(), subtitles);
  }

  /**
   * The file that is as good as whole where only what was to be put into it could not be; empty
   * where there is none, or more than one, so that nobody knows which of them is whole.
   */
  Optional<Path> goodEnough() throws IOException {
    if (choices.extras().isEmpty()
        && !Wishes.embeds(choices)
        && !Wishes.asksSponsorBlock(choices)) {
      return Optional.empty();
    }
    List<Path> whole =
        files()
            .filter(file -> file.getFileName().toString().matches(CommandLine.NAME + "\\.\\w+"))
            .filter(file -> MediaKind.of(file.getFileName().toString()).isPresent())
            .filter(Harvest::whole)
            .toList();
    return whole.stream().filter(_ -> whole.size() == 1).filter(this::asWished).findFirst();
  }

  private boolean asWished(Path file) {
    MediaKind kind = MediaKind.of(file.getFileName().toString()).orElseThrow();
    if (choices.format() == Format.AUDIO) {
      return switch (choices.audioFormat()) {
        case ORIGINAL -> kind.mediaType().startsWith("audio/");
        case M4A, MP3, OPUS, FLAC, WAV -> kind.extension().equals(choices.audioFormat().wire());
      };
    }
    return choices.container() == Container.ANY
        || kind.extension().equals(choices.container().wire());
  }

  /** The subtitles, where they are all that is wanted: the first of them is the file itself. */
  Outcome takeSubtitles() throws IOException {
    List<Outcome.Beside> all = subtitles();
    Nest.sweep(scratch, all.stream().map(Outcome.Beside::file).toList());
    if (all.isEmpty()) {
      return new Outcome.Failed(Stops.NO_SUBTITLES);
    }
    Outcome.Beside first = all.getFirst();
    String type = first.extension().equals("srt") ? "application/x-subrip" : "text/vtt";
    Path file = scratch.resolve(CommandLine.NAME + "." + first.extension());
    if (all.size() == 1) {
      Files.move(first.file(), file);
      return new Outcome.Fetched(file, first.extension(), type);
    }
    Files.copy(first.file(), file);
    return new Outcome.Fetched(file, first.extension(), type, all);
  }

  /** The languages of which there are subtitles that can be kept. */
  Set<String> came() throws IOException {
    return subtitles().stream().map(Outcome.Beside::language).collect(Collectors.toSet());
  }

  /** In the kind that is wanted where a language has it: what was converted may lie there too. */
  private List<Outcome.Beside> subtitles() throws IOException {
    if (choices.subtitles().languages().isEmpty()) {
      return List.of();
    }
    Map<String, Outcome.Beside> found = new TreeMap<>();
    for (Path file : files().filter(Harvest::whole).sorted(Comparator.naturalOrder()).toList()) {
      Matcher name = SUBTITLES.matcher(file.getFileName().toString());
      if (name.matches()
          && Subtitles.language(name.group(1))
          && Files.size(file) <= MOST_SUBTITLES) {
        Outcome.Beside each = new Outcome.Beside(file, name.group(1), name.group(2));
        Outcome.Beside other = found.putIfAbsent(each.language(), each);
        if (other != null && each.extension().equals(choices.subtitles().captions().wire())) {
          found.put(each.language(), each);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      return files.toList().stream();
    }
  }

  private static boolean whole(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && file.toFile().length() > 0;
  }
}
