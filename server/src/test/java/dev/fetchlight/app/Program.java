package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The real program in a process of its own, started with the very flags that run it. Closing it
 * fails where it said that an event loop was blocked, or logged an error.
 */
final class Program implements AutoCloseable {
  private static final Path FLAGS = Path.of("..", "script", "lib", "java.args");
  private static final String READY = "Fetchlight ready at ";
  private static final Pattern BROKEN = Pattern.compile("has been blocked|Thread blocked| SEVERE ");
  private static final long PATIENCE_SECONDS = 60;

  /** The contract's longest stop. */
  private static final long LONGEST_STOP_SECONDS = 10;

  private final Process process;
  private final Path data;
  private final List<String> lines = new ArrayList<>();
  private final CompletableFuture<Void> allRead = new CompletableFuture<>();

  /**
   * @param around what starts it, such as a program that sets limits
   * @param beside its folder for temporary files
   */
  private Program(
      List<String> around, Path beside, Path data, List<String> settings, List<String> arguments)
      throws IOException {
    this.data = data;
    List<String> command = new ArrayList<>(around);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + FLAGS);
    // What a killed JVM leaves in its folder for temporary files goes with the test's own.
    command.add("-Djava.io.tmpdir=" + beside);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("FETCHLIGHT_"));
    builder.environment().put("FETCHLIGHT_DATA_DIR", data.toString());
    // No test goes out: one of updates has a release server of its own.
    builder.environment().put("FETCHLIGHT_YT_DLP_UPDATE", "off");
    for (String setting : settings) {
      String[] halves = setting.split("=", 2);
      builder.environment().put("FETCHLIGHT_" + halves[0], halves[1]);
    }
    process = builder.start();
    var _ = Thread.ofPlatform().daemon().name("program-output").start(this::read);
  }

  /** Starts it on a free port and returns once it is ready; settings as {@code WORKERS=2}. */
  static Program start(Path data, String... settings) throws Exception {
    return startAt(0, data, settings);
  }

  /** Starts it with so many open files allowed, and returns once it is ready. */
  static Program startWithFiles(int most, Path data, String... settings) throws Exception {
    List<String> limit = List.of("prlimit", "--nofile=" + most + ":" + most);
    return start(limit, 0, parent(data), data, settings);
  }

  /** Starts it on a port, and returns once it is ready. */
  static Program startAt(int port, Path data, String... settings) throws Exception {
    return start(List.of(), port, parent(data), data, settings);
  }

  /** Starts it with its own folder for temporary files elsewhere, such as on another disk. */
  static Program startBeside(Path beside, Path data, String... settings) throws Exception {
    return start(List.of(), 0, beside, data, settings);
  }

  private static Program start(
      List<String> around, int port, Path beside, Path data, String... settings) throws Exception {
    List<String> all = new ArrayList<>();
    all.add("EGRESS_ALLOW=127.0.0.0/8,::1/128");
    all.add("YT_DLP=/usr/bin/yt-dlp");
    all.addAll(List.of(settings));
    Program program =
        new Program(around, beside, data, all, List.of("--port", Integer.toString(port)));
    try {
      program.awaitLine(line -> line.startsWith(READY));
      return program;
    } catch (AssertionError e) {
      program.end();
      throw e;
    }
  }

  /** A start that is to end by itself. */
  static Program of(Path data, List<String> settings, String... arguments) throws IOException {
    return new Program(List.of(), parent(data), data, settings, List.of(arguments));
  }

  private static Path parent(Path data) {
    return Objects.requireNonNull(data.getParent());
  }

  Path data() {
    return data;
  }

  URI address() {
    return lines().stream()
        .filter(line -> line.startsWith(READY))
        .map(line -> URI.create(line.substring(READY.length())))
        .findFirst()
        .orElseThrow();
  }

  /** All it printed, standard output and error as one. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** Returns once it has printed such a line, now or earlier. */
  synchronized void awaitLine(Predicate<String> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (lines.stream().noneMatch(wanted)) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      assertThat(left > 0 && !allRead.isDone()).as("the line is to come after %s", lines).isTrue();
      wait(left);
    }
  }

  /** {@code kill -9}. */
  void kill() {
    // Through the handle: the process's own method would close what is still to be read.
    process.toHandle().destroyForcibly();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** SIGTERM; its exit status. */
  int terminate() throws InterruptedException {
    process.toHandle().destroy();
    assertThat(process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS))
        .as("ends within %s s after SIGTERM", LONGEST_STOP_SECONDS)
        .isTrue();
    return process.exitValue();
  }

  /** Waits for an end that comes by itself; its exit status. */
  int exit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    allRead.join();
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    end();
    assertThat(lines()).noneMatch(line -> BROKEN.matcher(line).find());
  }

  private void end() throws IOException {
    kill();
    allRead.join();
    for (ProcessHandle child : Children.of(data)) {
      child.destroyForcibly();
      child.onExit().join();
    }
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        synchronized (this) {
          lines.add(line);
          notifyAll();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      synchronized (this) {
        allRead.complete(null);
        notifyAll();
      }
    }
  }
}
