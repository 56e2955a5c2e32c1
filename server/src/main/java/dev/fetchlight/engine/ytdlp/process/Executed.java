package dev.fetchlight.engine.ytdlp.process;

import dev.fetchlight.engine.ytdlp.program.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A program that this process executed itself. */
final class Executed implements Started {
  private final Process process;
  private final boolean ownGroup;
  private final CompletableFuture<OptionalInt> end;

  private Executed(Process process, boolean ownGroup) {
    this.process = process;
    this.ownGroup = ownGroup;
    this.end = process.onExit().thenApply(ended -> OptionalInt.of(ended.exitValue()));
  }

  /**
   * Starts a program that is told nothing but these words.
   *
   * @param setsid makes the group; without it the program shares ours and is signalled alone
   */
  static Executed start(
      List<String> command, Map<String, String> environment, Path folder, @Nullable Path setsid)
      throws IOException {
    List<String> whole = new ArrayList<>();
    if (setsid != null) {
      whole.add(setsid.toString()); // becomes the program itself, so their process id is one
    }
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Executed(builder.start(), setsid != null);
  }

  /** Gives it a program or another text to read, and ends its standard input. */
  void feed(byte[] text) {
    Answer.feed(process, text);
  }

  /** Ends its standard input. */
  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public InputStream out() {
    return process.getInputStream();
  }

  @Override
  public InputStream complaints() {
    return process.getErrorStream();
  }

  @Override
  public CompletableFuture<OptionalInt> end() {
    return end;
  }

  @Override
  public void signal(Signal signal) {
    if (ownGroup) {
      signal.toGroup(process.pid());
      return;
    }
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    for (ProcessHandle one : all) {
      boolean _ = signal == Signal.KILL ? one.destroyForcibly() : one.destroy();
    }
  }

  @Override
  public void close() throws IOException {
    closeInput();
  }
}
