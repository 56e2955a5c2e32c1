package dev.fetchlight.job.outcome;

import org.jspecify.annotations.Nullable;

/**
 * What the site says of the media, fit to show; every field may be unknown.
 *
 * @param duration seconds
 * @param hasThumbnail whether the service has fetched and kept the picture
 */
public record VideoInfo(
    @Nullable String id,
    @Nullable String title,
    @Nullable String uploader,
    @Nullable Double duration,
    boolean hasThumbnail,
    @Nullable String extractor,
    @Nullable String webpageUrl,
    @Nullable Integer width,
    @Nullable Integer height) {

  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_LINK = 2_048;

  public VideoInfo {
    id = Legible.lineOrNull(id, LONGEST_TEXT);
    title = Legible.lineOrNull(title, LONGEST_TEXT);
    uploader = Legible.lineOrNull(uploader, LONGEST_TEXT);
    extractor = Legible.lineOrNull(extractor, LONGEST_TEXT);
    webpageUrl = Legible.lineOrNull(webpageUrl, LONGEST_LINK);
  }

  /** The same, its picture kept. */
  public VideoInfo withThumbnail() {
    return new VideoInfo(id, title, uploader, duration, true, extractor, webpageUrl, width, height);
  }

  /** The same, of which nobody knows how long it will be. */
  public VideoInfo endless() {
    return new VideoInfo(
        id, title, uploader, null, hasThumbnail, extractor, webpageUrl, width, height);
  }

  /** The same, playing for so many seconds. */
  public VideoInfo withDuration(double seconds) {
    return new VideoInfo(
        id, title, uploader, seconds, hasThumbnail, extractor, webpageUrl, width, height);
  }

  /** The same, with what is known of its picture by now. */
  public VideoInfo withSize(int wide, int high) {
    return new VideoInfo(
        id, title, uploader, duration, hasThumbnail, extractor, webpageUrl, wide, high);
  }
}
