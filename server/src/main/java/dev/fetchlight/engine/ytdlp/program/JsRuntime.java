package dev.fetchlight.engine.ytdlp.program;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The program that runs a site's own JavaScript for yt-dlp, by which a site such as YouTube has a
 * client prove itself. Deno alone is started without any permission.
 */
public record JsRuntime(Kind kind, Path file, Stamp stamp) {
  /** The programs that yt-dlp knows. */
  public enum Kind {
    DENO("deno", "--version", "deno (\\d+\\.\\d+\\.\\d+)\\S*.*"),
    NODE("node", "--version", "v(\\d+\\.\\d+\\.\\d+)"),
    BUN("bun", "--version", "(\\d+\\.\\d+\\.\\d+)"),
    QUICKJS("qjs", "--help", "QuickJS(?:-ng)? version (\\S+).*");

    private final String program;
    private final String question;
    private final Pattern answer;

    Kind(String program, String question, String answer) {
      this.program = program;
      this.question = question;
      this.answer = Pattern.compile(answer);
    }

    /** What the program is called. */
    public String program() {
      return program;
    }

    /** What yt-dlp calls it. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a script that it runs reaches nothing, whatever stands around it. */
    public boolean closed() {
      return this == DENO;
    }

    static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(each -> each.wire().equals(word)).findFirst();
    }
  }

  /** One that the operator names. */
  public record Named(Kind kind, Path file) {
    /**
     * Reads a path, with the kind and a colon before it where that is not deno.
     *
     * @throws IllegalArgumentException where it is neither
     */
    public static Named parse(String text) {
      int colon = text.indexOf(':');
      Optional<Kind> kind = Kind.of(colon < 0 ? "" : text.substring(0, colon));
      String path = kind.isPresent() ? text.substring(colon + 1) : text;
      if (path.isBlank() || path.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "a path to deno, or node:/path, bun:/path, quickjs:/path");
      }
      return new Named(kind.orElse(Kind.DENO), Path.of(path).toAbsolutePath().normalize());
    }
  }

  /** The command that has it tell its version. */
  List<String> question() {
    return List.of(file.toString(), kind.question);
  }

  /** The version in what it answers. */
  Optional<String> version(String answer) {
    return Optional.of(kind.answer.matcher(answer)).filter(m -> m.matches()).map(m -> m.group(1));
  }
}
