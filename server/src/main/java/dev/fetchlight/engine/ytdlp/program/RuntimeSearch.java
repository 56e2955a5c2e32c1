package dev.fetchlight.engine.ytdlp.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a JavaScript runtime may be.
 *
 * @param named the one that the operator wants; null to look for deno
 * @param own a folder of programs that is looked at first; null where there is none
 * @param path folders as in the environment variable PATH
 */
public record RuntimeSearch(JsRuntime.@Nullable Named named, @Nullable Path own, String path) {
  /** One that finds nothing. */
  public static final RuntimeSearch NOWHERE = new RuntimeSearch(null, null, "");

  /**
   * Finds it as it is now, which costs a look at a few files.
   *
   * @param ytDlp a program that may lie beside yt-dlp is found, too
   */
  Optional<JsRuntime> find(Path ytDlp) {
    if (named != null) {
      return runtime(named.kind(), named.file());
    }
    String name = JsRuntime.Kind.DENO.program();
    Stream<Path> beside =
        Stream.concat(Stream.ofNullable(own), Stream.ofNullable(ytDlp.getParent()))
            .map(folder -> folder.resolve(name));
    return Stream.concat(beside, Programs.onPath(name, path))
        .filter(file -> !isScript(file))
        .flatMap(file -> runtime(JsRuntime.Kind.DENO, file).stream())
        .findFirst();
  }

  private static Optional<JsRuntime> runtime(JsRuntime.Kind kind, Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file)
        ? Stamp.of(file).map(stamp -> new JsRuntime(kind, file.toAbsolutePath().normalize(), stamp))
        : Optional.empty();
  }

  /** A script starts something that a child cannot find, such as the one that npm puts there. */
  private static boolean isScript(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == '#' && in.read() == '!';
    } catch (IOException e) {
      return true;
    }
  }
}
