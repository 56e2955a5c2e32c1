package dev.fetchlight.engine.ytdlp.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a program's first line how to start it where PATH leads nowhere. A script's Python is
 * asked for its real file, since what stands on a PATH may be a switch between several.
 */
public final class Interpreter {
  private static final int LONGEST_FIRST_LINE = 256;
  private static final List<String> PYTHON_OPTIONS = List.of("-I", "-u", "-X", "utf8");
  private static final String QUESTION =
      "import sys; print(sys.executable if sys.version_info >= (3, 9) else '')";

  private Interpreter() {}

  /**
   * The command that starts it, without arguments.
   *
   * @param chosen the Python that the operator wants; null for the one that the program names
   */
  static List<String> command(Path program, String path, @Nullable Path chosen) {
    String line = firstLine(program);
    if (!line.startsWith("#!")) {
      if (!Files.isExecutable(program)) {
        throw new ProgramMissingException("The file " + program + " may not be executed.");
      }
      return List.of(program.toString());
    }
    String[] words = line.substring(2).strip().split("\\s+", -1);
    boolean byEnv = words[0].endsWith("/env");
    String name = byEnv ? words[words.length - 1] : Path.of(words[0]).getFileName().toString();
    if (!name.startsWith("python")) {
      return List.of(program.toString());
    }
    if (chosen != null) {
      return with(
          realFile(chosen)
              .orElseThrow(() ->
                  new ProgramMissingException(
                      "There is no Python 3.9 or newer at "
                          + chosen
                          + ", which FETCHLIGHT_PYTHON names.")),
          program);
    }
    Stream<Path> candidates =
        byEnv
            ? Programs.onPath(name, path + ":/usr/local/bin:/usr/bin:/bin")
            : Stream.of(Path.of(words[0]));
    String python =
        candidates
            .map(Interpreter::realFile)
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(() ->
                new ProgramMissingException(
                    program + " needs Python 3.9 or newer, which was not found."));
    return with(python, program);
  }

  private static List<String> with(String python, Path program) {
    List<String> command = new ArrayList<>(List.of(python));
    command.addAll(PYTHON_OPTIONS);
    command.add(program.toString());
    return List.copyOf(command);
  }

  /** What starts any Python that is new enough; empty where there is none. */
  public static List<String> any() {
    return Programs.onPath("python3", "/usr/local/bin:/usr/bin:/bin")
        .map(Interpreter::realFile)
        .flatMap(Optional::stream)
        .findFirst()
        .map(python -> {
          List<String> command = new ArrayList<>(List.of(python));
          command.addAll(PYTHON_OPTIONS);
          return List.copyOf(command);
        })
        .orElse(List.of());
  }

  private static String firstLine(Path program) {
    try (InputStream in = Files.newInputStream(program)) {
      String start = new String(in.readNBytes(LONGEST_FIRST_LINE), StandardCharsets.ISO_8859_1);
      int end = start.indexOf('\n');
      return end < 0 ? "" : start.substring(0, end);
    } catch (IOException e) {
      throw new ProgramMissingException("The file " + program + " cannot be read.");
    }
  }

  /** The file of a Python that is new enough, by its own word; one that says nothing yet may be. */
  private static Optional<String> realFile(Path python) {
    return switch (Answer.of(List.of(python.toString(), "-I", "-c", QUESTION))) {
      case Answer.Said(String line) -> Optional.of(line).filter(file -> file.startsWith("/"));
      case Answer.Failed() -> Optional.empty();
      case Answer.None() -> Optional.of(python.toString());
    };
  }
}
