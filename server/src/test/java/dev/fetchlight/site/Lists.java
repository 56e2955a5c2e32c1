package dev.fetchlight.site;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the site has several of: videos in a feed, sizes of a video, lines of subtitles. */
final class Lists {
  private Lists() {}

  /**
   * A feed of {@code count} pages, each with the same short video. With {@code odd} it begins with
   * entries that lead nowhere.
   */
  static String feed(String origin, Ask ask) {
    String odd =
        ask.query().containsKey("odd")
            ? item("A script", "javascript:alert(1)") + item("A server", "ftp://example.com/a.mp4")
            : "";
    int count = (int) ask.number("count", 3);
    String items =
        IntStream.rangeClosed(1, count)
            .mapToObj(number ->
                item(
                    "Episode " + number + " <b>&\n@file \"/etc/passwd\"",
                    origin + "/page?media=/short.mp4&n=" + number))
            .collect(Collectors.joining());
    return """
    <?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0"><channel><title>%s</title><link>%s</link><description>d</description>
    %s%s</channel></rss>
    """
        .formatted(Pages.escape(ask.get("title", "A feed")), origin, odd, items);
  }

  private static String item(String title, String link) {
    return "<item><title>%s</title><link>%s</link></item>\n"
        .formatted(Pages.escape(title), Pages.escape(link));
  }

  /** One video in three sizes, and its sound. */
  static String ladder() {
    return """
    <?xml version="1.0"?>
    <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT2S">
      <Period>
        <AdaptationSet mimeType="video/mp4" contentType="video">%s
        </AdaptationSet>
        <AdaptationSet mimeType="audio/mp4" contentType="audio" lang="en">
          <Representation id="sound" bandwidth="70000" codecs="mp4a.40.2" audioSamplingRate="44100">
            <BaseURL>ladder/sound.m4a</BaseURL></Representation>
        </AdaptationSet>
      </Period>
    </MPD>
    """
        .formatted(rung(320, 180, 100_000) + rung(854, 480, 400_000) + rung(1280, 720, 900_000));
  }

  private static String rung(int width, int height, int bandwidth) {
    return """

    <Representation id="%d" bandwidth="%d" width="%d" height="%d" codecs="avc1.42c01e">
      <BaseURL>ladder/%d.mp4</BaseURL></Representation>\
    """
        .formatted(height, bandwidth, width, height, height);
  }

  /** One video by several codecs; what each really is, is another matter. */
  static String codecs() {
    return ladder()
        .replaceFirst(
            "(?s)(contentType=\"video\">).*?</AdaptationSet>",
            "$1"
                + kind("plain", 720, 30, "avc1.42c01e")
                + kind("fast", 720, 60, "vp09.00.10.08")
                + kind("new", 480, 30, "av01.0.04M.08")
                + kind("bright", 480, 30, "vp09.02.10.10.01.09.16.09.01")
                + kind("small", 180, 60, "hvc1.1.6.L93.90")
                + "</AdaptationSet>");
  }

  private static String kind(String id, int height, int rate, String codec) {
    return """

    <Representation id="%s" bandwidth="%d" width="%d" height="%d" frameRate="%d" codecs="%s">
      <BaseURL>ladder/%d.mp4</BaseURL></Representation>\
    """
        .formatted(id, height * 1_000, height * 16 / 9, height, rate, codec, height);
  }

  /** A line at every second second. */
  static String subtitles() {
    return "WEBVTT\n\n"
        + IntStream.range(0, 6)
            .mapToObj(line ->
                "00:%02d.000 --> 00:%02d.500\nLine %d\n\n".formatted(2 * line, 2 * line + 1, line))
            .collect(Collectors.joining());
  }
}
