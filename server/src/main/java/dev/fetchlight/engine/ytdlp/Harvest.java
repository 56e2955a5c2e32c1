package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.MediaKind;
import dev.fetchlight.engine.Outcome;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes from a job's scratch folder what may leave it. yt-dlp's word counts for nothing: a file
 * must lie in the folder, be no link, have the name we gave it, and be of a kind we keep.
 */
final class Harvest {
  /** What yt-dlp calls each file, before its extension. */
  static final String NAME = "media";

  private static final Pattern SUBTITLES = Pattern.compile(NAME + "\\.([^.]+)\\.(vtt|srt)");
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
    if (choices.extras().isEmpty() && !Wishes.embeds(choices)) {
      return Optional.empty();
    }
    List<Path> whole =
        files()
            .filter(file -> file.getFileName().toString().matches(NAME + "\\.\\w+"))
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
        case M4A, MP3, OPUS -> kind.extension().equals(choices.audioFormat().wire());
      };
    }
    return choices.container() == Container.ANY
        || kind.extension().equals(choices.container().wire());
  }

  private List<Outcome.Beside> subtitles() throws IOException {
    if (choices.subtitles().languages().isEmpty()) {
      return List.of();
    }
    List<Outcome.Beside> found = new ArrayList<>();
    for (Path file : files().filter(Harvest::whole).sorted(Comparator.naturalOrder()).toList()) {
      Matcher name = SUBTITLES.matcher(file.getFileName().toString());
      if (name.matches()
          && Subtitles.language(name.group(1))
          && Files.size(file) <= MOST_SUBTITLES) {
        found.add(new Outcome.Beside(file, name.group(1), name.group(2)));
      }
    }
    return found;
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
