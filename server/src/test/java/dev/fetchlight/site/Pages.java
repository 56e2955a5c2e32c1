package dev.fetchlight.site;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text that the site serves: pages around a video, and manifests. */
final class Pages {
  private Pages() {}

  /**
   * A page with one video.
   *
   * @param origin the site's own, without a slash at the end
   */
  static String video(String origin, String media, Ask ask) {
    String title = escape(ask.get("title", "A test clip"));
    String picture = escape(ask.get("picture", origin + ask.get("thumbnail", "/thumbnail.jpg")));
    return """
    <!doctype html>
    <html><head><meta charset="utf-8"><title>%s</title>
    <meta property="og:title" content="%s">
    <meta property="og:image" content="%s">
    </head><body>
    %s</body></html>
    """
        .formatted(
            title,
            title,
            picture,
            ask.query().containsKey("duration")
                ? details(origin, media, ask)
                : player(media, picture, tracks(ask)));
  }

  /** Subtitles in {@code languages}, and those that {@code tracks} has as language@path. */
  private static String tracks(Ask ask) {
    Stream<String> usual =
        Stream.of(ask.get("languages", "").split(",", -1))
            .filter(language -> !language.isEmpty())
            .map(language -> language + "@/subtitles/" + language + ".vtt");
    return Stream.concat(usual, Stream.of(ask.get("tracks", "").split(",", -1)))
        .filter(track -> track.contains("@"))
        .map(track -> escape(track).split("@", 2))
        .map(track ->
            "<track kind=\"subtitles\" src=\"%s\" srclang=\"%s\">".formatted(track[1], track[0]))
        .collect(Collectors.joining());
  }

  private static String player(String media, String picture, String tracks) {
    String type =
        media.contains(".m3u8")
            ? "application/x-mpegURL"
            : media.contains(".mpd")
                ? "application/dash+xml"
                : media.contains(".webm") ? "video/webm" : "video/mp4";
    return """
    <video controls poster="%s"><source src="%s" type="%s">%s</video>
    """
        .formatted(picture, escape(media), type, tracks);
  }

  /** Linked data, the one place where a plain page can tell how long its video is. */
  private static String details(String origin, String media, Ask ask) {
    return """
    <script type="application/ld+json">{"@context":"https://schema.org","@type":"VideoObject",\
    "name":"A described clip","duration":"PT%dS","contentUrl":"%s%s","thumbnailUrl":"%s%s"}</script>
    """
        .formatted(
            ask.number("duration", 0),
            origin,
            media,
            origin,
            ask.get("thumbnail", "/thumbnail.jpg"));
  }

  /** Several videos on one page. */
  static String several() {
    return """
    <!doctype html><html><head><title>Many</title></head><body>
    <video src="/clip.mp4"></video><video src="/short.mp4"></video>
    <video src="/portrait.mp4"></video></body></html>
    """;
  }

  static String without(String title) {
    return "<!doctype html><html><head><title>%s</title></head><body><p>Only words.</p></body></html>"
        .formatted(escape(title));
  }

  /** Video and sound in lists of their own. */
  static String separateHls(String suffix) {
    return """
    #EXTM3U
    #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",DEFAULT=YES,URI="audio/list.m3u8%s"
    #EXT-X-STREAM-INF:BANDWIDTH=2700000,RESOLUTION=640x360,CODECS="avc1.42c01e,mp4a.40.2",AUDIO="sound"
    video/list.m3u8%s
    """
        .formatted(suffix, suffix);
  }

  /** Video and sound as one plain file each. */
  static String separateDash(String suffix) {
    return """
    <?xml version="1.0"?>
    <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT12S">
      <Period>
        <AdaptationSet mimeType="video/mp4" contentType="video">
          <Representation id="video" bandwidth="2500000" width="640" height="360" codecs="avc1.42c01e">
            <BaseURL>video.mp4%s</BaseURL></Representation>
        </AdaptationSet>
        <AdaptationSet mimeType="audio/mp4" contentType="audio" lang="en">
          <Representation id="audio" bandwidth="96000" codecs="mp4a.40.2" audioSamplingRate="44100">
            <BaseURL>audio.m4a%s</BaseURL></Representation>
        </AdaptationSet>
      </Period>
    </MPD>
    """
        .formatted(escape(suffix), escape(suffix));
  }

  /** A list whose segments live wherever {@code to} says. */
  static String segmentsAt(String to) {
    return """
    #EXTM3U
    #EXT-X-VERSION:3
    #EXT-X-TARGETDURATION:1
    #EXTINF:1.0,
    %s
    #EXTINF:1.0,
    %s
    #EXT-X-ENDLIST
    """
        .formatted(to, to);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
