package dev.fetchlight.engine.ytdlp.process;

import dev.fetchlight.engine.ytdlp.program.Answer;
import dev.fetchlight.engine.ytdlp.program.ProgramMissingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel keeps children from, tried once for each yt-dlp and remembered: a health report
 * has to tell of it, and must not wait long.
 */
final class Walls {
  private static final long MOMENT_SECONDS = 2;
  private static final String LATER = "it is not known yet whether the kernel keeps children apart";
  private static final String NONE =
      "none: no Python 3.9 or newer was found that could put one up; only the gate stands";

  private @Nullable CompletableFuture<Tried> tried;

  private record Tried(Keeper keeper, Answer answer) {}

  /** At once or almost. */
  String line(Supplier<Keeper> keepers) {
    return CompletableFuture.supplyAsync(() -> look(keepers), Thread::startVirtualThread)
        .completeOnTimeout(LATER, 2 * MOMENT_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private String look(Supplier<Keeper> keepers) {
    CompletableFuture<Tried> trying = trying(keepers);
    try {
      return line(
          trying
              .thenApply(Tried::answer)
              .completeOnTimeout(new Answer.None(), MOMENT_SECONDS, TimeUnit.SECONDS)
              .join());
    } catch (CompletionException e) {
      return e.getCause() instanceof ProgramMissingException ? "none: yt-dlp is missing" : LATER;
    }
  }

  private synchronized CompletableFuture<Tried> trying(Supplier<Keeper> keepers) {
    CompletableFuture<Tried> known = tried;
    if (known == null || (known.isDone() && !holds(known, keepers))) {
      known =
          CompletableFuture.supplyAsync(() -> attempt(keepers.get()), Thread::startVirtualThread);
      tried = known;
    }
    return known;
  }

  private static boolean holds(CompletableFuture<Tried> done, Supplier<Keeper> keepers) {
    try {
      Tried before = done.join();
      return !(before.answer() instanceof Answer.None) && before.keeper().equals(keepers.get());
    } catch (CompletionException | ProgramMissingException e) {
      return false;
    }
  }

  private static Tried attempt(Keeper keeper) {
    try {
      return new Tried(keeper, keeper.python().isEmpty() ? new Answer.Failed() : keeper.wall());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Answer answer) {
    return switch (answer) {
      case Answer.Said(String refused) when refused.equals("nothing") ->
          "none: this kernel has no Landlock; only the gate stands";
      case Answer.Said(String refused) ->
          "the kernel refuses children " + refused + missing(refused);
      case Answer.Failed() -> NONE;
      case Answer.None() -> LATER;
    };
  }

  private static String missing(String refused) {
    return refused.contains("files") && refused.contains("ports")
        ? ""
        : "; for more it would need Linux 6.7 with Landlock";
  }
}
