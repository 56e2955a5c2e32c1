package dev.fetchlight.update;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Programs in archives: the official yt-dlp with another version or with faults, and what is none.
 */
public final class Zipapps {
  static final String FIRST_LINE = "#!/usr/bin/env python3\n";
  static final String VERSION_FILE = "yt_dlp/version.py";
  static final String START_FILE = "yt_dlp/__init__.py";

  private static final String GENERIC_FILE = "yt_dlp/extractor/generic.py";
  private static final Path OFFICIAL = Path.of("target/yt-dlp-zipapp/res/raw/ytdlp");

  private Zipapps() {}

  /** The official yt-dlp that calls itself so. */
  public static byte[] ytDlp(String version) {
    return ytDlp(version, "");
  }

  /** The same, which does something first. */
  public static byte[] ytDlp(String version, String first) {
    return ytDlp(version, first, "");
  }

  /** The same, with more at the end of its extractor for any page. */
  public static byte[] ytDlp(String version, String first, String afterGeneric) {
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipFile archive = new ZipFile(OFFICIAL.toFile())) {
      for (ZipEntry entry : Collections.list(archive.entries())) {
        entries.put(entry.getName(), archive.getInputStream(entry).readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.put(
        VERSION_FILE,
        bytes(
            "__version__ = '%s'\nRELEASE_GIT_HEAD = None\nVARIANT = None\n".formatted(version)
                + "UPDATE_HINT = None\nCHANNEL = 'stable'\nORIGIN = 'yt-dlp/yt-dlp'\n"
                + "_pkg_version = '%s'\n".formatted(version)));
    entries.put(START_FILE, bytes(first + "\n" + text(entries, START_FILE)));
    entries.put(GENERIC_FILE, bytes(text(entries, GENERIC_FILE) + "\n" + afterGeneric + "\n"));
    return archive(FIRST_LINE, entries);
  }

  /** One whose version is followed by more than any memory holds, though it is short itself. */
  static byte[] bomb(String version) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(bytes(FIRST_LINE));
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, (byte) '#');
    try (ZipFile archive = new ZipFile(OFFICIAL.toFile());
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (ZipEntry entry : Collections.list(archive.entries())) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().equals(VERSION_FILE)) {
          zip.write(bytes("__version__ = '" + version + "'\n"));
          for (int each = 0; each < 1_500; each++) {
            zip.write(block);
          }
        } else {
          zip.write(archive.getInputStream(entry).readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String text(Map<String, byte[]> entries, String name) {
    return new String(entries.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  /** Any archive. */
  static byte[] archive(String firstLine, Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(bytes(firstLine));
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(1);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
