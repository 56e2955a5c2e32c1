package dev.fetchlight.egress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real program that fetches a link into the file "out", with what the service gives its own. */
enum Program {
  YT_DLP_OF_DEBIAN,
  YT_DLP_ZIPAPP,
  FFMPEG;

  private static final List<String> YT_DLP_OPTIONS =
      List.of(
          "--ignore-config",
          "--no-progress",
          "--retries",
          "0",
          "--fragment-retries",
          "0",
          "--extractor-retries",
          "0",
          "--abort-on-unavailable-fragments",
          "-o",
          "out",
          "--");
  private static final List<String> FFMPEG_OPTIONS =
      List.of("-c", "copy", "-t", "10", "-f", "mpegts", "out");

  /** How a program ended and what it said. */
  record Run(int exit, String output) {}

  private List<String> command(String link) {
    return switch (this) {
      case YT_DLP_OF_DEBIAN ->
          join(List.of("/usr/bin/python3", "/usr/bin/yt-dlp"), YT_DLP_OPTIONS, List.of(link));
      case YT_DLP_ZIPAPP ->
          join(List.of("/usr/bin/python3", zipapp()), YT_DLP_OPTIONS, List.of(link));
      case FFMPEG ->
          join(
              List.of("/usr/bin/ffmpeg", "-nostdin", "-v", "error", "-i", link),
              FFMPEG_OPTIONS,
              List.of());
    };
  }

  private static String zipapp() {
    return Path.of("target", "yt-dlp-zipapp", "res", "raw", "ytdlp").toAbsolutePath().toString();
  }

  private static List<String> join(List<String> a, List<String> b, List<String> c) {
    return Stream.of(a, b, c).flatMap(List::stream).toList();
  }

  /** Runs it in a folder to its end. */
  Run fetch(String link, Gate gate, Path folder) throws IOException, InterruptedException {
    return run(command(link), gate, folder);
  }

  /** Makes a small film in a folder. */
  static byte[] film(Gate gate, Path folder) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "/usr/bin/ffmpeg",
            "-nostdin",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            "testsrc=size=64x64:rate=5:duration=1",
            "-f",
            "mpegts",
            "film.ts");
    Run made = run(command, gate, folder);
    if (made.exit() != 0) {
      throw new IOException(made.output());
    }
    return Files.readAllBytes(folder.resolve("film.ts"));
  }

  private static Run run(List<String> command, Gate gate, Path folder)
      throws IOException, InterruptedException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String name : List.of("ffmpeg", "ffprobe")) {
      if (!Files.exists(bin.resolve(name))) {
        Files.createSymbolicLink(bin.resolve(name), Path.of("/usr/bin", name));
      }
    }
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(gate.environment());
    environment.put("PATH", bin.toString());
    environment.put("HOME", folder.toString());
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("still running: " + command);
    }
    return new Run(process.exitValue(), Files.readString(log, StandardCharsets.ISO_8859_1));
  }
}
