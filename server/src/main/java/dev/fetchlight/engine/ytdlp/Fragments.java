package dev.fetchlight.engine.ytdlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fetchlight.engine.ytdlp.output.Lines;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a download in fragments leaves when it is ended: a file that begins with some of them, and
 * yt-dlp's note of how many. It may have been ended between the two, and one that is gone on with
 * would then have a fragment twice; so the file is cut to the size that the warm parent has put
 * into the note. A note without a size is that of a yt-dlp started cold and may even run ahead of
 * the file, which would lose a fragment without a word; such a download starts over.
 */
final class Fragments {
  private static final String NOTE = ".ytdl";

  private Fragments() {}

  /** Makes what lies in a scratch folder fit to be gone on with, while nobody works there. */
  static void mend(Path scratch) throws IOException {
    try (DirectoryStream<Path> notes = Files.newDirectoryStream(scratch, "*" + NOTE)) {
      for (Path note : notes) {
        String name = note.getFileName().toString();
        Path file = note.resolveSibling(name.substring(0, name.length() - NOTE.length()) + ".part");
        if (!cut(file, Lines.size(new String(Files.readAllBytes(note), UTF_8)))) {
          Files.deleteIfExists(file);
          Files.delete(note);
        }
      }
    }
  }

  /** Whether the file has at least so many bytes, and now no more. */
  private static boolean cut(Path file, long size) throws IOException {
    if (size < 0 || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return size == 0;
    }
    try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return open.size() >= size && open.truncate(size).size() == size;
    }
  }
}
