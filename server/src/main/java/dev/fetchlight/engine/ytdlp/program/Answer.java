package dev.fetchlight.engine.ytdlp.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What comes of asking a program a short question. */
public sealed interface Answer {
  /** Its first line; empty where there is none. */
  record Said(String line) implements Answer {}

  /** It cannot be started, or ends badly. */
  record Failed() implements Answer {}

  /** It was too slow, or somebody killed it, which tells nothing of it. */
  record None() implements Answer {}

  /** The status of one that a signal ended is this and the signal's number. */
  int SIGNALLED = 128;

  /** Long enough for a machine that has much else to do. */
  long PATIENCE_SECONDS = 300;

  /** Blocks until it has answered. */
  static Answer of(List<String> command) {
    return of(command, new byte[0]);
  }

  /**
   * The same.
   *
   * @param input what it may read, which is short
   */
  static Answer of(List<String> command, byte[] input) {
    return of(command, input, _ -> {});
  }

  /**
   * The same.
   *
   * @param started hears of the process, which may have to be ended
   */
  static Answer of(List<String> command, byte[] input, Consumer<Process> started) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8"));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      started.accept(process);
      try (InputStream out = process.getInputStream()) {
        feed(process, input);
        // The guard makes the read below end even where the program hangs.
        process
            .onExit()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .exceptionally(_ -> {
              end(process);
              return process;
            });
        byte[] said = out.readNBytes(4_096);
        int exit = process.onExit().join().exitValue();
        if (exit > SIGNALLED) {
          return new None();
        }
        return exit == 0
            ? new Said(
                new String(said, StandardCharsets.UTF_8).lines().findFirst().orElse("").strip())
            : new Failed();
      }
    } catch (IOException e) {
      return new Failed();
    }
  }

  /** Kills a program with all that it has started. */
  static void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    Process _ = process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** Gives a program a text to read, and ends its standard input. */
  static void feed(Process process, byte[] text) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(text);
    } catch (IOException e) {
      // It has ended before it could read, which its status tells.
    }
  }
}
