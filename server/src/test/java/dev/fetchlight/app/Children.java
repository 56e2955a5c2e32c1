package dev.fetchlight.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes that work below a data folder, whoever their parent is: yt-dlp and its ffmpeg. */
final class Children {
  private Children() {}

  static List<ProcessHandle> of(Path data) throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(data)) {
      return found;
    }
    Path folder = data.toRealPath();
    try (DirectoryStream<Path> numbers = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path number : numbers) {
        if (worksBelow(folder, number)) {
          ProcessHandle.of(Long.parseLong(number.getFileName().toString()))
              .filter(ProcessHandle::isAlive)
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean worksBelow(Path folder, Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder);
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }
}
