package dev.fetchlight.engine.ytdlp.process;

import dev.fetchlight.engine.UnjudgedException;
import dev.fetchlight.job.outcome.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks ffprobe about a file on our own disk, from which it can be led to no other and nowhere. */
public final class Ffprobe {
  private static final Logger LOG = System.getLogger(Ffprobe.class.getName());
  private static final int MOST_ANSWER = 32 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Its own word for a file that it cannot read. */
  private static final int MAKES_NOTHING = 1;

  private static final Failure KILLED =
      new Failure(Failure.Code.INTERRUPTED, "The work was interrupted.");
  private static final Failure BROKEN =
      new Failure(
          Failure.Code.INTERNAL,
          "This server's ffprobe does not work, so nothing can be said of the file. Try again once"
              + " its operator has mended it; the log and /api/health say more.");

  private final Launcher launcher;

  public Ffprobe(Launcher launcher) {
    this.launcher = launcher;
  }

  /**
   * What it says; empty where it can make nothing of the file.
   *
   * @throws UnjudgedException where it says nothing for another reason
   */
  public Optional<String> ask(Path file, List<String> arguments) {
    List<String> all =
        new ArrayList<>(List.of("-v", "error", "-hide_banner", "-protocol_whitelist", "file,pipe"));
    all.addAll(arguments);
    all.addAll(List.of("-i", "file:" + file.getFileName()));
    Path folder = file.toAbsolutePath().resolveSibling("");
    try {
      Executed ffprobe = launcher.startFfprobe(all, folder);
      try {
        return answer(ffprobe);
      } finally {
        ffprobe.signal(Signal.KILL);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> answer(Executed ffprobe) throws IOException {
    Thread.startVirtualThread(() -> drain(ffprobe.complaints()));
    CompletableFuture<String> said =
        CompletableFuture.supplyAsync(() -> read(ffprobe.out()), Thread::startVirtualThread);
    try {
      String answer = said.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      OptionalInt exit = ffprobe.end().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return answer(exit.orElse(MAKES_NOTHING), answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("ffprobe gives no answer", e);
    }
  }

  private Optional<String> answer(int exit, String answer) {
    if (exit == 0) {
      return Optional.of(answer);
    }
    if (Child.killed(exit)) {
      LOG.log(Level.WARNING, "ffprobe was killed: {0}", exit);
      throw new UnjudgedException(KILLED);
    }
    if (exit != MAKES_NOTHING || !launcher.ffprobeRuns()) {
      LOG.log(Level.ERROR, "ffprobe does not work: it ends with {0}", exit);
      throw new UnjudgedException(BROKEN);
    }
    return Optional.empty();
  }

  private static String read(InputStream out) {
    try (out) {
      return new String(out.readNBytes(MOST_ANSWER), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static void drain(InputStream complaints) {
    try (complaints) {
      long _ = complaints.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It has ended.
    }
  }
}
