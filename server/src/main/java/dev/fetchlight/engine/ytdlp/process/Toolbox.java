package dev.fetchlight.engine.ytdlp.process;

import dev.fetchlight.engine.Readiness;
import java.util.List;
import java.util.function.Function;
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

  /**
   * One line for the health report.
   *
   * @param manner tells how yt-dlp is started
   */
  synchronized Readiness readiness(Function<Programs, String> manner) {
    try {
      Known found = known();
      if (found.version() == null) {
        found = new Known(found.programs(), version(found.programs()));
        known = found;
      }
      String how = manner.apply(found.programs());
      return new Readiness(true, "yt-dlp " + found.version() + " (" + how + "), ffmpeg");
    } catch (ProgramMissingException e) {
      return new Readiness(false, e.hint());
    }
  }

  private Known known() {
    Known remembered = known;
    if (remembered == null || !remembered.programs().stillThere()) {
      remembered = new Known(search.get(), null);
      known = remembered;
    }
    return remembered;
  }

  private static String version(Programs programs) {
    return Interpreter.Answer.of(programs.cold(List.of("--ignore-config", "--version")))
        .filter(answer -> answer.matches("[\\w.+-]{4,40}"))
        .orElseThrow(() ->
            new ProgramMissingException(
                programs.file() + " does not run: it does not tell its version."));
  }

  private record Known(Programs programs, @Nullable String version) {}
}
