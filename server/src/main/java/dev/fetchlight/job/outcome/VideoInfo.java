package dev.fetchlight.job.outcome;

import org.jspecify.annotations.Nullable;

/**
 * What the site says of the media; every field may be unknown.
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

  /** The same, its picture kept. */
  public VideoInfo withThumbnail() {
    return new VideoInfo(id, title, uploader, duration, true, extractor, webpageUrl, width, height);
  }
}
