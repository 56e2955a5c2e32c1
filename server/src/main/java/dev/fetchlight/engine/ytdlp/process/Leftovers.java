package dev.fetchlight.engine.ytdlp.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds and ends processes that outlived whoever started them. They are known by their working
 * folder, which no other process has: unlike a process number it is never given to somebody else.
 * Where the system has no {@code /proc}, a child without a parent ends at its next line instead.
 */
public final class Leftovers {
  private static final Path PROCESSES = Path.of("/proc");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(2);

  private Leftovers() {}

  /** Kills all processes that work in or below {@code folder}, and returns when they are gone. */
  public static void reap(Path folder) throws IOException {
    if (!Files.isDirectory(PROCESSES.resolve("self")) || !Files.isDirectory(folder)) {
      return;
    }
    Path real = folder.toRealPath();
    long end = System.nanoTime() + PATIENCE.toNanos();
    // Again and again: a process may start another while it is killed, and needs a moment to go.
    for (List<ProcessHandle> found = in(real); !found.isEmpty(); found = in(real)) {
      if (System.nanoTime() > end) {
        throw new IOException("does not end: process " + found.getFirst().pid());
      }
      found.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** The processes that work in or below a real folder. */
  public static List<ProcessHandle> in(Path folder) throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> numbers = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path number : numbers) {
        if (workingFolder(number).filter(at -> at.startsWith(folder)).isPresent()) {
          long id = Long.parseLong(number.getFileName().toString());
          ProcessHandle.of(id)
              .filter(process -> process.pid() != ProcessHandle.current().pid())
              .filter(ProcessHandle::isAlive)
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static Optional<Path> workingFolder(Path process) {
    try {
      return Optional.of(Files.readSymbolicLink(process.resolve("cwd")));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // gone meanwhile, or only its exit status is left
    } catch (IOException e) {
      return Optional.empty(); // another user's
    }
  }
}
