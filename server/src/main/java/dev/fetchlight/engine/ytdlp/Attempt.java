package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.job.outcome.Failure;
import java.util.List;
import java.util.Optional;

/**
 * What came of one run of yt-dlp.
 *
 * @param stopped why we ended it
 * @param lost whether it died with the process it came from
 * @param exit its status where it ended by itself
 * @param complaints what it wrote to its standard error
 */
record Attempt(
    Run run, Optional<Failure> stopped, boolean lost, int exit, List<String> complaints) {
  private static final String BEFORE = "ERROR: Preprocessing:";
  private static final String AFTER = "ERROR: Postprocessing:";

  /** Whether something that lies beside the media could not be made fit. */
  boolean failedBefore() {
    return complained(BEFORE);
  }

  /** Whether something could not be done with the media once it was here. */
  boolean failedAfter() {
    return complained(AFTER);
  }

  private boolean complained(String start) {
    return complaints.stream().anyMatch(line -> line.startsWith(start));
  }
}
