package dev.fetchlight.engine.ytdlp.program;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What these very programs are asked of themselves, each once, with the answers once they are
 * there. Nobody waits for one longer than he likes: a busy machine makes a program slow.
 */
final class Questions {
  private static final String ABOUT = "about.py";

  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Programs programs;
  private final Set<Process> waiting = ConcurrentHashMap.newKeySet();
  private final Asked version;
  private final Asked ffmpeg;
  private final Asked ffprobe;
  private final Asked runtime;
  private final Asked insight;
  private volatile boolean closed;

  Questions(Programs programs) {
    this.programs = programs;
    List<String> versionOf = programs.cold(List.of("--ignore-config", "--version"));
    version = new Asked(() -> ask(versionOf));
    ffmpeg = new Asked(() -> ask(List.of(programs.ffmpeg().toString(), "-version")));
    ffprobe = new Asked(() -> ask(List.of(programs.ffprobe().toString(), "-version")));
    runtime =
        new Asked(() -> programs.runtime().<Answer>map(it -> ask(it.question())).orElse(NOBODY));
    insight = new Asked(() -> programs.python().isEmpty() ? NOBODY : about(programs));
  }

  private static final Answer NOBODY = new Answer.Failed();

  /** Whether they are asked of those. */
  boolean areOf(Programs others) {
    return programs.equals(others);
  }

  /** yt-dlp's version, as it says it. */
  Answer version(Duration patience) {
    return version.within(patience);
  }

  /** What ffmpeg says of itself. */
  Answer ffmpeg(Duration patience) {
    return ffmpeg.within(patience);
  }

  /** What ffprobe says of itself. */
  Answer ffprobe(Duration patience) {
    return ffprobe.within(patience);
  }

  /** Has all asked, side by side. */
  void ask() {
    Stream.of(version, ffmpeg, ffprobe, runtime, insight)
        .forEach(each -> each.within(Duration.ZERO));
  }

  /** Ends those that have not answered, with all that they have started. */
  synchronized void close() {
    closed = true;
    waiting.forEach(Answer::end);
  }

  /** The version of the JavaScript runtime. */
  Optional<String> runtimeVersion(Duration patience) {
    return runtime.within(patience) instanceof Answer.Said(String line)
        ? programs.runtime().flatMap(it -> it.version(line))
        : Optional.empty();
  }

  /** What yt-dlp can do; empty where it is not known. */
  Optional<Equipment.Insight> insight(Duration patience) {
    return insight.within(patience) instanceof Answer.Said(String line)
        ? Optional.of(Equipment.Insight.of(line))
        : Optional.empty();
  }

  private Answer about(Programs programs) {
    List<String> command = new ArrayList<>(programs.python());
    command.addAll(List.of("-", programs.file().toString()));
    Optional.ofNullable(programs.additions().plugins()).map(Path::toString).ifPresent(command::add);
    try (InputStream source = Questions.class.getResourceAsStream(ABOUT)) {
      if (source == null) {
        throw new FileNotFoundException(ABOUT);
      }
      return ask(command, source.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer ask(List<String> command) {
    return ask(command, new byte[0]);
  }

  private Answer ask(List<String> command, byte[] input) {
    return closed ? new Answer.None() : Answer.of(command, input, this::waitFor);
  }

  private synchronized void waitFor(Process process) {
    if (closed) {
      Answer.end(process);
      return;
    }
    waiting.add(process);
    var _ = process.onExit().thenRun(() -> waiting.remove(process));
  }

  /**
   * One question, asked when somebody first wants to know, and again where it got no answer; one
   * that failed is asked again after a while, since what it lacked may be there by then.
   */
  private static final class Asked {
    private final Supplier<Answer> question;
    private CompletableFuture<Answer> answer = CompletableFuture.completedFuture(new Answer.None());
    private long since;

    Asked(Supplier<Answer> question) {
      this.question = question;
    }

    Answer within(Duration patience) {
      try {
        return answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return new Answer.None();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Answer.None();
      } catch (ExecutionException e) {
        throw new IllegalStateException("asking a program", e.getCause());
      }
    }

    private synchronized CompletableFuture<Answer> answer() {
      if (answer.isDone() && isOver(answer.join())) {
        answer = CompletableFuture.supplyAsync(question, Thread::startVirtualThread);
        since = System.nanoTime();
      }
      return answer;
    }

    private boolean isOver(Answer said) {
      return switch (said) {
        case Answer.Said _ -> false;
        case Answer.Failed() -> System.nanoTime() - since > AGAIN.toNanos();
        case Answer.None() -> true;
      };
    }
  }
}
