package dev.fetchlight.job;

/**
 * Finished media on the shelf.
 *
 * @param fileName the display name, from the title; see {@link FileName}
 * @param size bytes
 * @param mediaType as in {@code Content-Type}
 * @param provider the media store that keeps it: {@code disk} or {@code s3}
 * @param present false once retention has removed the file and only the history remains
 */
public record StoredMedia(
    String fileName, long size, String mediaType, String provider, boolean present) {

  /** The name it has on the shelf, in its job's folder. */
  public String shelfName() {
    return "media" + fileName.substring(fileName.lastIndexOf('.'));
  }

  StoredMedia removed() {
    return new StoredMedia(fileName, size, mediaType, provider, false);
  }
}
