package dev.fetchlight.engine.ytdlp.process;

import dev.fetchlight.engine.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the programs and what they are, until yt-dlp's file is replaced or one is gone. A file
 * is asked for its version once, and nobody waits for that longer than a moment: a busy machine
 * makes a program slow, not missing.
 */
final class Toolbox {
  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final String VERSION = "[\\w.+-]{4,40}";

  private final Supplier<Programs> search;
  private final Object asking = new Object();
  private @Nullable Programs known;
  private @Nullable Question question;

  Toolbox(Supplier<Programs> search) {
    this.search = search;
  }

  /**
   * @throws ProgramMissingException where one is not there
   */
  synchronized Programs programs() {
    Programs remembered = known;
    if (remembered == null || !remembered.stillThere()) {
      remembered = search.get();
      known = remembered;
    }
    return remembered;
  }

  /**
   * One line for the health report, at once or almost.
   *
   * @param manner tells how yt-dlp is started
   */
  Readiness readiness(Function<Programs, String> manner) {
    try {
      return CompletableFuture.supplyAsync(() -> look(manner), Thread::startVirtualThread)
          .completeOnTimeout(
              new Readiness(true, "yt-dlp, which is still looked for, ffmpeg"),
              MOMENT.multipliedBy(2).toMillis(),
              TimeUnit.MILLISECONDS)
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Readiness(true, "yt-dlp, ffmpeg");
    } catch (ExecutionException e) {
      throw new IllegalStateException("looking at the programs", e.getCause());
    }
  }

  /** A program's version, waited for; empty where it tells none. */
  Optional<String> versionOf(Programs programs) {
    return asked(programs).join() instanceof Interpreter.Answer.Said(String line)
        ? Optional.of(line).filter(said -> said.matches(VERSION))
        : Optional.empty();
  }

  private Readiness look(Function<Programs, String> manner) {
    try {
      Programs programs = programs();
      String version =
          switch (version(programs)) {
            case Interpreter.Answer.Said(String line) when line.matches(VERSION) -> line;
            case Interpreter.Answer.Said _, Interpreter.Answer.Failed() ->
                throw new ProgramMissingException(
                    programs.file() + " does not run: it does not tell its version.");
            case Interpreter.Answer.None() -> "of a version not known yet";
          };
      return new Readiness(true, "yt-dlp " + version + " (" + manner.apply(programs) + "), ffmpeg");
    } catch (ProgramMissingException e) {
      return new Readiness(false, e.hint());
    }
  }

  private Interpreter.Answer version(Programs programs) {
    try {
      return asked(programs).get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Interpreter.Answer.None();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Interpreter.Answer.None();
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking " + programs.file(), e.getCause());
    }
  }

  private CompletableFuture<Interpreter.Answer> asked(Programs programs) {
    synchronized (asking) {
      Question asked = question;
      if (asked == null || !asked.holdsFor(programs)) {
        List<String> command = programs.cold(List.of("--ignore-config", "--version"));
        asked =
            new Question(
                programs,
                CompletableFuture.supplyAsync(
                    () -> Interpreter.Answer.of(command), Thread::startVirtualThread));
        question = asked;
      }
      return asked.answer();
    }
  }

  /** What a program was asked, with the answer once there is one. */
  private record Question(Programs programs, CompletableFuture<Interpreter.Answer> answer) {
    /** Whether nobody needs to ask again. */
    boolean holdsFor(Programs now) {
      return programs.equals(now)
          && !answer.getNow(new Interpreter.Answer.Failed()).equals(new Interpreter.Answer.None());
    }
  }
}
