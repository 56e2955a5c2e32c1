package dev.fetchlight.job.outcome;

import dev.fetchlight.job.spec.Aside;
import java.util.List;
import java.util.Locale;

/**
 * Finished media on the shelf.
 *
 * @param fileName the display name, from the title; see {@link FileName}
 * @param size bytes
 * @param mediaType as in {@code Content-Type}
 * @param provider the media store that keeps it: {@code disk} or {@code s3}
 * @param beside files beside it
 * @param present false once retention has removed the file and only the history remains
 */
public record StoredMedia(
    String fileName, long size, String mediaType, String provider, Beside beside, boolean present) {

  /** Bytes of the media's name in that of a part, so that there is room for its own. */
  private static final int MOST_OF_STEM = 120;

  /** Files beside the media: those of subtitles, and those that were made of it. */
  public record Beside(List<Subtitle> subtitles, List<Part> parts) {
    public static final Beside NOTHING = new Beside(List.of(), List.of());

    public Beside {
      subtitles = List.copyOf(subtitles);
      parts = List.copyOf(parts);
    }
  }

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

  /**
   * A file that was made of the media.
   *
   * @param number of the chapter, from 1; 0 for what there is only one of
   * @param title of the chapter, fit to show; may be empty
   * @param extension as {@code mp4}
   * @param mediaType as in {@code Content-Type}
   * @param size bytes
   */
  public record Part(
      Aside kind, int number, String title, String extension, String mediaType, long size) {
    /** The name that it has on the shelf. */
    public String shelfName() {
      return number == 0
          ? "%s.%s".formatted(kind.wire(), extension)
          : "%s-%d.%s".formatted(kind.wire(), number, extension);
    }
  }

  /** Media with nothing beside it. */
  public StoredMedia(
      String fileName, long size, String mediaType, String provider, boolean present) {
    this(fileName, size, mediaType, provider, Beside.NOTHING, present);
  }

  /** Files of subtitles beside it. */
  public List<Subtitle> subtitles() {
    return beside.subtitles();
  }

  /** Files that were made of it. */
  public List<Part> parts() {
    return beside.parts();
  }

  /** The name it has on the shelf, in its job's folder. */
  public String shelfName() {
    return "media" + fileName.substring(fileName.lastIndexOf('.'));
  }

  /** The name that subtitles have for people. */
  public String fileName(Subtitle subtitle) {
    return stem() + subtitle.end();
  }

  /** The name that subtitles have on the shelf. */
  public String shelfName(Subtitle subtitle) {
    return ("media" + subtitle.end()).toLowerCase(Locale.ROOT);
  }

  /** The name that a part has for people, which no other of them has. */
  public String fileName(Part part) {
    if (part.number() == 0) {
      return stem() + "." + part.extension();
    }
    // In the order of the chapters wherever files are shown by name.
    int last = parts().stream().mapToInt(Part::number).max().orElse(part.number());
    String number = "%0" + Integer.toString(last).length() + "d";
    String name = String.format(Locale.ROOT, number, part.number()) + " " + part.title();
    return FileName.of(FileName.shorten(stem(), MOST_OF_STEM) + " - " + name, part.extension());
  }

  /** What remains once retention has removed the files. */
  public StoredMedia removed() {
    return new StoredMedia(fileName, size, mediaType, provider, beside, false);
  }

  private String stem() {
    return fileName.substring(0, fileName.lastIndexOf('.'));
  }
}
