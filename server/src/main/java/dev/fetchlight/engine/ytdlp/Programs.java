package dev.fetchlight.engine.ytdlp;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The programs a download needs, each by its absolute path.
 *
 * @param ytDlp the command that starts yt-dlp, its interpreter first where it has one
 * @param setsid gives a child a process group of its own; null where the system has none
 */
public record Programs(
    Path file, List<String> ytDlp, Path ffmpeg, Path ffprobe, @Nullable Path setsid) {

  /**
   * Finds the programs.
   *
   * @param ytDlp as configured; null to look on {@code path}
   * @param ffmpeg as configured; null to look on {@code path}. ffprobe lives beside it.
   * @param path folders as in the environment variable PATH
   * @throws ProgramMissingException where one is not there
   */
  public static Programs find(@Nullable Path ytDlp, @Nullable Path ffmpeg, String path) {
    Path downloader =
        require(
            ytDlp,
            "yt-dlp",
            path,
            "Install it (Debian: apt install yt-dlp) or set FETCHLIGHT_YT_DLP to its file.");
    Path merger =
        require(
            ffmpeg,
            "ffmpeg",
            path,
            "Install it (Debian: apt install ffmpeg) or set FETCHLIGHT_FFMPEG to its file.");
    Path beside = merger.resolveSibling("ffprobe");
    Path prober =
        Files.isExecutable(beside)
            ? beside
            : require(null, "ffprobe", path, "It comes with ffmpeg; install both.");
    return new Programs(
        downloader,
        Interpreter.command(downloader, path),
        merger,
        prober,
        onPath("setsid", path).findFirst().orElse(null));
  }

  /** Every executable of that name, in the order of {@code path}. */
  static Stream<Path> onPath(String name, String path) {
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
  }

  private static Path require(@Nullable Path configured, String name, String path, String hint) {
    if (configured == null) {
      return onPath(name, path)
          .findFirst()
          .orElseThrow(() -> new ProgramMissingException(name + " was not found. " + hint));
    }
    return Optional.of(configured.toAbsolutePath())
        .filter(Files::isRegularFile)
        .orElseThrow(
            () -> new ProgramMissingException("There is no " + name + " at " + configured + "."));
  }
}
