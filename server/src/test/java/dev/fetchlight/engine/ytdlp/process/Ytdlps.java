package dev.fetchlight.engine.ytdlp.process;

import dev.fetchlight.engine.ytdlp.program.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * The yt-dlps that must work: Debian's, and the official zipapp that the build unpacks, each
 * started cold and forked from a warm parent. One parent serves all tests of a run.
 */
public enum Ytdlps {
  DEBIAN(Path.of("/usr/bin/yt-dlp"), false),
  ZIPAPP(Path.of("target/yt-dlp-zipapp/res/raw/ytdlp"), false),
  WARM_DEBIAN(DEBIAN.file, true),
  WARM_ZIPAPP(ZIPAPP.file, true);

  /** Where many things are tried, and how yt-dlp was started makes no difference. */
  public static final Set<Ytdlps> WARM = EnumSet.of(WARM_DEBIAN, WARM_ZIPAPP);

  private final Path file;
  public final boolean warm;

  Ytdlps(Path file, boolean warm) {
    this.file = file;
    this.warm = warm;
  }

  Path file() {
    if (!Files.isRegularFile(file)) {
      throw new AssertionError("needed for this test: " + file.toAbsolutePath());
    }
    return file;
  }

  public Programs programs() {
    return Programs.find(file(), null, "/usr/local/bin:/usr/bin:/bin");
  }
}
