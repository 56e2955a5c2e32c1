package dev.fetchlight.engine.ytdlp.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What programs answer when they are asked for their versions, each once as long as its file is the
 * same; one that failed is asked again after a while, since what it lacked may be there by then.
 */
final class Questions {
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
