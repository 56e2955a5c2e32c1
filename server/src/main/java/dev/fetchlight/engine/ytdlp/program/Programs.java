package dev.fetchlight.engine.ytdlp.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The programs a download needs, each by its absolute path.
 *
 * @param stamps the files of yt-dlp, ffmpeg and ffprobe as they were found
 * @param ytDlp the command that starts yt-dlp, its interpreter first where it has one
 * @param setsid gives a child a process group of its own; null where the system has none
 * @param runtime runs the JavaScript of sites; empty where {@code search} found none
 */
public record Programs(
    Path file,
    List<Stamp> stamps,
    List<String> ytDlp,
    Path ffmpeg,
    Path ffprobe,
    @Nullable Path setsid,
    Optional<JsRuntime> runtime,
    RuntimeSearch search,
    Additions additions) {

  /** Finds the programs, and a JavaScript runtime on {@code path} or beside yt-dlp. */
  public static Programs find(@Nullable Path ytDlp, @Nullable Path ffmpeg, String path) {
    return find(ytDlp, ffmpeg, path, new RuntimeSearch(null, null, path));
  }

  /** Finds the programs, with nothing beside them. */
  public static Programs find(
      @Nullable Path ytDlp, @Nullable Path ffmpeg, String path, RuntimeSearch search) {
    return find(ytDlp, ffmpeg, path, search, Additions.NONE);
  }

  /**
   * Finds the programs.
   *
   * @param ytDlp as configured; null to look on {@code path}
   * @param ffmpeg as configured; null to look on {@code path}. ffprobe lives beside it.
   * @param path folders as in the environment variable PATH
   * @param search where a JavaScript runtime may be, without which much still works
   * @param additions what the operator gives to yt-dlp
   * @throws ProgramMissingException where one is not there
   */
  public static Programs find(
      @Nullable Path ytDlp,
      @Nullable Path ffmpeg,
      String path,
      RuntimeSearch search,
      Additions additions) {
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
        Stream.of(downloader, merger, prober).map(Programs::stamp).toList(),
        Interpreter.command(downloader, path, additions.python()),
        merger,
        prober,
        onPath("setsid", path).findFirst().orElse(null),
        search.find(downloader),
        search,
        additions);
  }

  /** The command that starts yt-dlp with these arguments. */
  public List<String> cold(List<String> arguments) {
    List<String> command = new ArrayList<>(ytDlp);
    command.addAll(arguments);
    return command;
  }

  /** What starts a Python program with yt-dlp's own interpreter; empty where it needs none. */
  public List<String> python() {
    return ytDlp.subList(0, ytDlp.size() - 1);
  }

  /** Whether these files are still there, as they were. */
  boolean stillThere() {
    return Stream.of(file, ffmpeg, ffprobe)
            .map(Stamp::of)
            .flatMap(Optional::stream)
            .toList()
            .equals(stamps)
        && Files.isExecutable(ffmpeg)
        && Files.isExecutable(ffprobe)
        && search.find(file).equals(runtime);
  }

  private static Stamp stamp(Path program) {
    return Stamp.of(program)
        .orElseThrow(() -> new ProgramMissingException("The file " + program + " cannot be read."));
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
