package dev.fetchlight.engine;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.StoredMedia;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run ended. */
public sealed interface Outcome {
  /**
   * The media is whole and closed, in the scratch folder.
   *
   * @param extension from the engine's list of media extensions, lower case, without the dot
   * @param mediaType as in {@code Content-Type}
   * @param subtitles files of their own, in the same folder
   * @param made files that were made of it, in the same folder
   */
  record Fetched(
      Path file, String extension, String mediaType, List<Beside> subtitles, List<Made> made)
      implements Outcome {
    /** Media with nothing but subtitles beside it. */
    public Fetched(Path file, String extension, String mediaType, List<Beside> subtitles) {
      this(file, extension, mediaType, subtitles, List.of());
    }

    /** Media with nothing beside it. */
    public Fetched(Path file, String extension, String mediaType) {
      this(file, extension, mediaType, List.of());
    }
  }

  /**
   * A file of subtitles.
   *
   * @param language as it was asked for, or as the site has it
   * @param extension as {@code vtt}
   */
  record Beside(Path file, String language, String extension) {
    /** What it is called on the shelf. */
    public StoredMedia.Subtitle subtitle() {
      return new StoredMedia.Subtitle(language, extension);
    }
  }

  /** A file that was made of the media. */
  record Made(Path file, StoredMedia.Part part) {}

  /**
   * There is no media yet, for the site has not begun or has not ended to broadcast it.
   *
   * @param why for a person
   * @param start when it should be there, as far as the site tells
   * @param end why it is waited for no longer, once it never came
   */
  record Later(Failure why, @Nullable Instant start, Failure end) implements Outcome {}

  /** There is no media, and this is why. */
  record Failed(Failure failure) implements Outcome {}
}
