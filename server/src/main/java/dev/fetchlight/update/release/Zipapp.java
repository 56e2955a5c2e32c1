package dev.fetchlight.update.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The one kind of file that is taken: a Python program in an archive, with a line before it. */
public final class Zipapp {
  private static final int LONGEST_FIRST_LINE = 128;
  private static final int LONGEST_VERSION_FILE = 8_192;
  private static final Pattern FIRST_LINE =
      Pattern.compile("#!(/\\S+/env |/\\S+/)python[0-9.]{0,5}\\s*");
  private static final Pattern VERSION =
      Pattern.compile("^__version__ = ['\"]([^'\"]{1,40})['\"]", Pattern.MULTILINE);
  private static final String VERSION_FILE = "yt_dlp/version.py";
  private static final List<String> OF_YT_DLP =
      List.of("__main__.py", "yt_dlp/__init__.py", "yt_dlp/YoutubeDL.py", VERSION_FILE);

  private Zipapp() {}

  /** The version of yt-dlp that such a file holds, by what it says itself. */
  public static ReleaseVersion version(Path file) throws IOException, UnfitException {
    if (!FIRST_LINE.matcher(firstLine(file)).matches()) {
      throw UnfitException.forGood("The release's program does not begin as one for Python does.");
    }
    try (ZipFile archive = new ZipFile(file.toFile())) {
      for (String name : OF_YT_DLP) {
        if (archive.getEntry(name) == null) {
          throw UnfitException.forGood(
              "The release's program is no yt-dlp: it lacks " + name + ".");
        }
      }
      Matcher said = VERSION.matcher(text(archive, archive.getEntry(VERSION_FILE)));
      return (said.find()
              ? ReleaseVersion.parse(said.group(1))
              : java.util.Optional.<ReleaseVersion>empty())
          .orElseThrow(() ->
              UnfitException.forGood("The release's program tells no version that could be one."));
    } catch (java.util.zip.ZipException e) {
      throw UnfitException.forGood("The release's program is no archive that can be read.");
    }
  }

  private static String firstLine(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(LONGEST_FIRST_LINE), StandardCharsets.ISO_8859_1);
      int end = start.indexOf('\n');
      return end < 0 ? "" : start.substring(0, end);
    }
  }

  private static String text(ZipFile archive, @Nullable ZipEntry entry) throws IOException {
    if (entry == null) {
      return "";
    }
    try (InputStream in = archive.getInputStream(entry)) {
      return new String(in.readNBytes(LONGEST_VERSION_FILE), StandardCharsets.UTF_8);
    }
  }
}
