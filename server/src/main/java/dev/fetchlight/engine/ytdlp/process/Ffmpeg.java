package dev.fetchlight.engine.ytdlp.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has ffmpeg make a file of others in one folder, from which it can be led nowhere. */
public final class Ffmpeg {
  private static final Logger LOG = System.getLogger(Ffmpeg.class.getName());
  private static final int MOST_COMPLAINTS = 64 << 10;
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** It moves a large file's parts about for so long without it getting larger. */
  private static final Duration STILL = Duration.ofMinutes(15);

  private final Launcher launcher;

  public Ffmpeg(Launcher launcher) {
    this.launcher = launcher;
  }

  /**
   * Makes one file of another, with nothing but the media in it; blocks, and an interrupt ends it.
   *
   * @param how it is to be read
   * @param what is to be made of it
   * @return whether it did
   */
  public boolean make(Path media, List<String> how, List<String> what, Path made)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(how);
    all.addAll(List.of("-format_whitelist", Blinkers.DEMUXERS, "-protocol_whitelist", "file"));
    all.addAll(List.of("-i", "file:" + media.getFileName()));
    all.addAll(what);
    return mix(media.toAbsolutePath().resolveSibling(""), all, made.getFileName().toString());
  }

  /**
   * Blocks until it is done; an interrupt ends it.
   *
   * @param arguments its inputs, each with the demuxers and protocols that it may have, and what to
   *     do with them
   * @return whether the file is there
   */
  public boolean mix(Path folder, List<String> arguments, String output)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-v", "error", "-hide_banner", "-nostdin", "-y"));
    all.addAll(arguments);
    all.add("file:" + output);
    Executed ffmpeg = launcher.startFfmpeg(all, folder);
    try {
      CompletableFuture<String> complaints =
          CompletableFuture.supplyAsync(
              () -> read(ffmpeg.complaints()), Thread::startVirtualThread);
      OptionalInt exit = attend(ffmpeg, folder.resolve(output));
      boolean done = exit.orElse(-1) == 0;
      if (!done) {
        String said = complaints.completeOnTimeout("", 1, TimeUnit.SECONDS).join();
        LOG.log(Level.WARNING, "ffmpeg cannot make a file ({0}): {1}", exit, said);
        if (said.contains("No space left on device")) {
          throw new IOException("No space left on device");
        }
      }
      return done;
    } finally {
      ffmpeg.signal(Signal.KILL);
    }
  }

  private static OptionalInt attend(Executed ffmpeg, Path file) throws InterruptedException {
    long size = -1;
    long since = System.nanoTime();
    while (true) {
      try {
        return ffmpeg.end().get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = file.toFile().length();
        if (now != size) {
          size = now;
          since = System.nanoTime();
        } else if (System.nanoTime() - since > STILL.toNanos()) {
          return OptionalInt.empty();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("an end never fails", e);
      }
    }
  }

  private static String read(InputStream from) {
    try (from) {
      String start = new String(from.readNBytes(MOST_COMPLAINTS), StandardCharsets.UTF_8);
      long _ = from.transferTo(OutputStream.nullOutputStream());
      return start.strip();
    } catch (IOException e) {
      return ""; // it has ended
    }
  }
}
