package dev.fetchlight.engine.ytdlp;

import java.net.URI;

/**
 * What there is around an engine.
 *
 * @param renewed whether somebody keeps yt-dlp new
 * @param sponsorBlock where SponsorBlock's server is
 */
public record Surroundings(boolean renewed, URI sponsorBlock) {
  /** Nobody keeps it new, and SponsorBlock is where it always is. */
  public static final Surroundings ALONE =
      new Surroundings(false, URI.create("https://sponsor.ajay.app"));
}
