package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers the programs and what they are, until yt-dlp's file is replaced or one is gone. */
final class Toolbox {
  private final Supplier<Programs> search;
  private @Nullable Known known;

  Toolbox(Supplier<Programs> search) {
    this.search = search;
  }

  /**
   * @throws ProgramMissingException where one is not there
   */
  synchronized Programs programs() {
    return known().programs();
  }

  /** One line for the health report. */
  synchronized Readiness readiness() {
    try {
      Known found = known();
      if (found.version() == null) {
        found = new Known(found.programs(), found.changed(), version(found.programs()));
        known = found;
      }
      return new Readiness(true, "yt-dlp " + found.version() + ", ffmpeg");
    } catch (ProgramMissingException e) {
      return new Readiness(false, e.hint());
    }
  }

  private Known known() {
    Known remembered = known;
    if (remembered == null || !remembered.stillTrue()) {
      Programs programs = search.get();
      remembered = new Known(programs, changed(programs.file()).orElse(null), null);
      known = remembered;
    }
    return remembered;
  }

  private static String version(Programs programs) {
    List<String> question = new ArrayList<>(programs.ytDlp());
    question.addAll(List.of("--ignore-config", "--version"));
    return Interpreter.Answer.of(question)
        .filter(answer -> answer.matches("[\\w.+-]{4,40}"))
        .orElseThrow(() ->
            new ProgramMissingException(
                programs.file() + " does not run: it does not tell its version."));
  }

  private static Optional<FileTime> changed(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private record Known(Programs programs, @Nullable FileTime changed, @Nullable String version) {
    boolean stillTrue() {
      return changed != null
          && Toolbox.changed(programs.file()).filter(changed::equals).isPresent()
          && Files.isExecutable(programs.ffmpeg())
          && Files.isExecutable(programs.ffprobe());
    }
  }
}
