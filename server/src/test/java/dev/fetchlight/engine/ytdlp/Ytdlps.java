package dev.fetchlight.engine.ytdlp;

import java.nio.file.Files;
import java.nio.file.Path;

/** The two yt-dlps that must work: Debian's, and the official zipapp that the build unpacks. */
enum Ytdlps {
  DEBIAN(Path.of("/usr/bin/yt-dlp")),
  ZIPAPP(Path.of("target/yt-dlp-zipapp/res/raw/ytdlp"));

  private final Path file;

  Ytdlps(Path file) {
    this.file = file;
  }

  Path file() {
    if (!Files.isRegularFile(file)) {
      throw new AssertionError("needed for this test: " + file.toAbsolutePath());
    }
    return file;
  }

  Programs programs() {
    return Programs.find(file(), null, "/usr/local/bin:/usr/bin:/bin");
  }
}
