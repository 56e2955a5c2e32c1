package dev.fetchlight.engine;

import dev.fetchlight.job.Failure;
import java.nio.file.Path;

/** How a run ended. */
public sealed interface Outcome {
  /**
   * The media is whole and closed, in the scratch folder.
   *
   * @param extension from the engine's list of media extensions, lower case, without the dot
   * @param mediaType as in {@code Content-Type}
   */
  record Fetched(Path file, String extension, String mediaType) implements Outcome {}

  /** There is no media, and this is why. */
  record Failed(Failure failure) implements Outcome {}
}
