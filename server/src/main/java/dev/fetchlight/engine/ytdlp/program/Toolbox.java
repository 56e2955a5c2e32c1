package dev.fetchlight.engine.ytdlp.program;

import dev.fetchlight.engine.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the programs and what they are, until a file of them is replaced, gone or new. Each is
 * asked once, and nobody who reports waits for that longer than a moment.
 */
public final class Toolbox {
  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(Answer.PATIENCE_SECONDS);
  private static final String VERSION = "[\\w.+-]{4,40}";

  private final Supplier<Programs> search;
  private final InstantSource clock;
  private @Nullable Programs known;
  private @Nullable Questions questions;
  private boolean closed;

  public Toolbox(Supplier<Programs> search) {
    this(search, InstantSource.system());
  }

  Toolbox(Supplier<Programs> search, InstantSource clock) {
    this.search = search;
    this.clock = clock;
  }

  /**
   * The programs as they are now.
   *
   * @throws ProgramMissingException where one is not there
   */
  public synchronized Programs programs() {
    Programs remembered = known;
    if (remembered == null || !remembered.stillThere()) {
      remembered = search.get();
      known = remembered;
    }
    return remembered;
  }

  /** Has the programs looked for anew the next time that somebody needs them. */
  public synchronized void forget() {
    known = null;
  }

  /**
   * The health report's line on yt-dlp, at once or almost.
   *
   * @param manner tells how it is started
   */
  public Readiness readiness(Function<Programs, String> manner) {
    return soon(() -> look(manner), Readiness.of("yt-dlp, which is still looked for, ffmpeg"));
  }

  /** The health report's line on the JavaScript runtime, at once or almost. */
  public Readiness runtime() {
    return soon(
        () -> Bulletin.runtime(equipment(MOMENT), programs().search()),
        Readiness.of("still looked for"));
  }

  /** The health report's line on looking like a browser, at once or almost. */
  public String impersonation() {
    return Bulletin.impersonation(soon(() -> equipment(MOMENT), Equipment.UNKNOWN).insight());
  }

  /** The health report's line on what yt-dlp is given beside itself, at once or almost. */
  public String additions() {
    return soon(
        () -> Bulletin.additions(equipment(MOMENT).insight(), programs().additions()), "not known");
  }

  /**
   * What is known of the programs by then.
   *
   * @throws ProgramMissingException where one is not there
   */
  public Equipment equipment(Duration patience) {
    Programs programs = programs();
    Questions asked = questions(programs);
    return new Equipment(
        versionIn(asked.version(patience)),
        programs.runtime(),
        asked.runtimeVersion(patience),
        asked.insight(patience));
  }

  /** A program's version, waited for; empty where it tells none. */
  public Optional<String> versionOf(Programs programs) {
    return versionIn(questions(programs).version(LONG));
  }

  /** Whether ffprobe tells its version, waited for; one that says nothing yet does. */
  public boolean ffprobeRuns() {
    return !(questions(programs()).ffprobe(LONG) instanceof Answer.Failed);
  }

  /** Ends what was asked and has not answered. */
  public synchronized void close() {
    closed = true;
    if (questions != null) {
      questions.close();
    }
  }

  /**
   * The options that tell yt-dlp of what it has. It takes deno without a word, and an older one
   * would end at the word.
   */
  public List<String> options(Programs programs) {
    List<String> all = new ArrayList<>(programs.additions().options());
    all.addAll(runtimeOptions(programs));
    return all;
  }

  private List<String> runtimeOptions(Programs programs) {
    Optional<JsRuntime.Kind> kind =
        programs.runtime().map(JsRuntime::kind).filter(it -> it != JsRuntime.Kind.DENO);
    boolean known =
        kind.isPresent()
            && versionOf(programs)
                .filter(version -> version.compareTo(Equipment.ASKS_RUNTIMES) >= 0)
                .isPresent();
    return known
        ? List.of("--no-js-runtimes", "--js-runtimes", kind.orElseThrow().wire())
        : List.of();
  }

  private Readiness look(Function<Programs, String> manner) {
    try {
      Programs programs = programs();
      Questions asked = questions(programs);
      long end = System.nanoTime() + MOMENT.toNanos();
      asked.ask(); // none is waited for longer than the others
      Answer version = asked.version(until(end));
      if (versionIn(version).isEmpty() && !(version instanceof Answer.None)) {
        throw new ProgramMissingException(
            programs.file() + " does not run: it does not tell its version.");
      }
      requireRunning(programs.ffmpeg(), asked.ffmpeg(until(end)));
      requireRunning(programs.ffprobe(), asked.ffprobe(until(end)));
      return Bulletin.ytDlp(equipment(Duration.ZERO), manner.apply(programs), clock.instant());
    } catch (ProgramMissingException e) {
      return Readiness.not(e.hint());
    }
  }

  private static Duration until(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  private static void requireRunning(Path program, Answer answer) {
    if (answer instanceof Answer.Failed) {
      throw new ProgramMissingException(
          program + " does not run: it does not tell its version. Install ffmpeg again.");
    }
  }

  private static Optional<String> versionIn(Answer answer) {
    return answer instanceof Answer.Said(String line)
        ? Optional.of(line).filter(said -> said.matches(VERSION))
        : Optional.empty();
  }

  private synchronized Questions questions(Programs programs) {
    Questions asked = questions;
    if (asked == null || !asked.areOf(programs)) {
      if (asked != null) {
        asked.close();
      }
      asked = new Questions(programs);
      if (closed) {
        asked.close();
      }
      questions = asked;
    }
    return asked;
  }

  /** The answer, or the other one where it is not there within a moment or a program is missing. */
  private static <T> T soon(Supplier<T> question, T otherwise) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return question.get();
              } catch (ProgramMissingException e) {
                return otherwise;
              }
            },
            Thread::startVirtualThread)
        .completeOnTimeout(otherwise, MOMENT.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
