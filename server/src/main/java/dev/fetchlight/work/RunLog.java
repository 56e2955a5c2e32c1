package dev.fetchlight.work;

import dev.fetchlight.job.outcome.Legible;
import dev.fetchlight.media.MediaFile;
import dev.fetchlight.media.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** The last lines that the engine had to say of a job, kept on the shelf beside its media. */
final class RunLog {
  /** Where it lies in the job's folder. */
  static final String NAME = "log.txt";

  private static final int MOST_LINES = 200;
  private static final int LONGEST_LINE = 500;
  private static final int MOST_BYTES = 64 * 1_024;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    lines.addLast(Legible.line(line, LONGEST_LINE));
    if (lines.size() > MOST_LINES) {
      lines.removeFirst();
    }
  }

  /** Adds the lines of this try to those of earlier ones, of which the newest stay. */
  synchronized void keep(MediaStore shelf, String folder, Path scratch, int attempt, Instant now)
      throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    String title = "--- try " + attempt + ", " + now.truncatedTo(ChronoUnit.SECONDS) + "\n";
    byte[] all =
        (earlier(shelf, folder) + title + String.join("\n", lines) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, all.length - MOST_BYTES);
    while (from > 0 && from < all.length && all[from - 1] != '\n') {
      from++;
    }
    Path file = scratch.resolve(NAME);
    Files.write(file, Arrays.copyOfRange(all, from, all.length));
    shelf.put(folder, NAME, file);
    lines.clear();
  }

  private static String earlier(MediaStore shelf, String folder) throws IOException {
    Optional<MediaFile> known = shelf.find(folder, NAME);
    if (known.isEmpty()) {
      return "";
    }
    try (InputStream text = shelf.read(known.get(), 0, known.get().size())) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
