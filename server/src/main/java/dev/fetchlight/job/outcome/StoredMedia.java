package dev.fetchlight.job.outcome;

import java.util.List;
import java.util.Locale;

/**
 * Finished media on the shelf.
 *
 * @param fileName the display name, from the title; see {@link FileName}
 * @param size bytes
 * @param mediaType as in {@code Content-Type}
 * @param provider the media store that keeps it: {@code disk} or {@code s3}
 * @param subtitles files beside it
 * @param present false once retention has removed the file and only the history remains
 */
public record StoredMedia(
    String fileName,
    long size,
    String mediaType,
    String provider,
    List<Subtitle> subtitles,
    boolean present) {

  /**
   * A file of subtitles beside the media.
   *
   * @param extension as {@code vtt}
   */
  public record Subtitle(String language, String extension) {
    private String end() {
      return "." + language + "." + extension;
    }
  }

  public StoredMedia {
    subtitles = List.copyOf(subtitles);
  }

  /** Media with nothing beside it. */
  public StoredMedia(
      String fileName, long size, String mediaType, String provider, boolean present) {
    this(fileName, size, mediaType, provider, List.of(), present);
  }

  /** The name it has on the shelf, in its job's folder. */
  public String shelfName() {
    return "media" + fileName.substring(fileName.lastIndexOf('.'));
  }

  /** The name that subtitles have for people. */
  public String fileName(Subtitle subtitle) {
    return fileName.substring(0, fileName.lastIndexOf('.')) + subtitle.end();
  }

  /** The name that subtitles have on the shelf. */
  public String shelfName(Subtitle subtitle) {
    return ("media" + subtitle.end()).toLowerCase(Locale.ROOT);
  }

  /** What remains once retention has removed the files. */
  public StoredMedia removed() {
    return new StoredMedia(fileName, size, mediaType, provider, subtitles, false);
  }
}
