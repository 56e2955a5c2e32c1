package dev.fetchlight.engine;

import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Link;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The picture of a video.
 *
 * @param page that it belongs to, whose way it is fetched by
 */
public record Picture(URI source, URI page) {
  /**
   * One that a site names.
   *
   * @param video what it says of the video, where that is known
   */
  public static Picture of(URI source, Link link, @Nullable VideoInfo video) {
    String page = video == null ? null : video.webpageUrl();
    if (page != null) {
      try {
        return new Picture(source, URI.create(page));
      } catch (IllegalArgumentException e) {
        // The link that was asked for will do.
      }
    }
    return new Picture(source, URI.create(link.value()));
  }
}
