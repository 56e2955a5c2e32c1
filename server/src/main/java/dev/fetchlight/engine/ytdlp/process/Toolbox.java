package dev.fetchlight.engine.ytdlp.process;

import dev.fetchlight.engine.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the programs and what they are, until one's file is replaced or gone. A file is asked
 * for its version once, and nobody waits for that longer than a moment: a busy machine makes a
 * program slow, not missing.
 */
final class Toolbox {
  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final String VERSION = "[\\w.+-]{4,40}";

  private final Supplier<Programs> search;
  private final Questions questions = new Questions();
  private @Nullable Programs known;

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
    return questions.ytDlp(programs).join() instanceof Interpreter.Answer.Said(String line)
        ? Optional.of(line).filter(said -> said.matches(VERSION))
        : Optional.empty();
  }

  /** Whether ffprobe tells its version, waited for; one that says nothing yet does. */
  boolean ffprobeRuns() {
    Programs programs = programs();
    return !(questions.of(programs, programs.ffprobe()).join()
        instanceof Interpreter.Answer.Failed);
  }

  /** Ends what was asked and has not answered. */
  void close() {
    questions.close();
  }

  private Readiness look(Function<Programs, String> manner) {
    try {
      Programs programs = programs();
      long end = System.nanoTime() + MOMENT.toNanos();
      // Side by side, and none is waited for longer than the others.
      var ytDlp = questions.ytDlp(programs);
      var ffmpeg = questions.of(programs, programs.ffmpeg());
      var ffprobe = questions.of(programs, programs.ffprobe());
      String version =
          switch (answer(ytDlp, end)) {
            case Interpreter.Answer.Said(String line) when line.matches(VERSION) -> line;
            case Interpreter.Answer.Said _, Interpreter.Answer.Failed() ->
                throw new ProgramMissingException(
                    programs.file() + " does not run: it does not tell its version.");
            case Interpreter.Answer.None() -> "of a version not known yet";
          };
      requireRunning(programs.ffmpeg(), answer(ffmpeg, end));
      requireRunning(programs.ffprobe(), answer(ffprobe, end));
      return new Readiness(true, "yt-dlp " + version + " (" + manner.apply(programs) + "), ffmpeg");
    } catch (ProgramMissingException e) {
      return new Readiness(false, e.hint());
    }
  }

  private static void requireRunning(Path program, Interpreter.Answer answer) {
    if (answer instanceof Interpreter.Answer.Failed) {
      throw new ProgramMissingException(
          program + " does not run: it does not tell its version. Install ffmpeg again.");
    }
  }

  private static Interpreter.Answer answer(CompletableFuture<Interpreter.Answer> asked, long end) {
    try {
      return asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Interpreter.Answer.None();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Interpreter.Answer.None();
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking a program for its version", e.getCause());
    }
  }

  /**
   * What programs answer when they are asked for their versions, each once as long as its file is
   * the same; one that failed is asked again after a while, since what it lacked may be there by
   * then.
   */
  private static final class Questions {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Map<List<String>, Question> asked = new HashMap<>();
    private final Set<Process> waiting = ConcurrentHashMap.newKeySet();
    private boolean closed;

    CompletableFuture<Interpreter.Answer> ytDlp(Programs programs) {
      return ask(programs, programs.cold(List.of("--ignore-config", "--version")));
    }

    /** The same of ffmpeg or ffprobe. */
    CompletableFuture<Interpreter.Answer> of(Programs programs, Path program) {
      return ask(programs, List.of(program.toString(), "-version"));
    }

    private synchronized CompletableFuture<Interpreter.Answer> ask(
        Programs programs, List<String> command) {
      Question known = asked.get(command);
      if (closed || (known != null && known.holdsFor(programs))) {
        return known == null
            ? CompletableFuture.completedFuture(new Interpreter.Answer.None())
            : known.answer;
      }
      CompletableFuture<Interpreter.Answer> answer =
          CompletableFuture.supplyAsync(
              () -> Interpreter.Answer.of(command, new byte[0], this::waitFor),
              Thread::startVirtualThread);
      asked.put(command, new Question(programs, answer, System.nanoTime()));
      return answer;
    }

    private synchronized void waitFor(Process process) {
      if (closed) {
        Interpreter.end(process);
        return;
      }
      waiting.add(process);
      var _ = process.onExit().thenRun(() -> waiting.remove(process));
    }

    /** Ends those that have not answered, with all that they have started. */
    synchronized void close() {
      closed = true;
      waiting.forEach(Interpreter::end);
    }

    /** What a program was asked, with the answer once there is one. */
    private record Question(
        Programs programs, CompletableFuture<Interpreter.Answer> answer, long since) {
      /** Whether nobody needs to ask again. */
      boolean holdsFor(Programs now) {
        if (!programs.equals(now) || !answer.isDone()) {
          return programs.equals(now);
        }
        return switch (answer.join()) {
          case Interpreter.Answer.Said _ -> true;
          case Interpreter.Answer.Failed() -> System.nanoTime() - since < AGAIN.toNanos();
          case Interpreter.Answer.None() -> false;
        };
      }
    }
  }
}
