package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.job.Format;
import dev.fetchlight.job.Link;
import java.util.ArrayList;
import java.util.List;

/**
 * The one place where options for yt-dlp are written: fixed ones, and those of a typed choice.
 * Nothing that a client or a site says becomes an option; the link comes after the end of options.
 */
final class CommandLine {
  /** The file's fixed name: no word of a site reaches a path. */
  private static final String FILE_NAME = "media.%(ext)s";

  private static final List<String> FIXED =
      List.of(
          "--ignore-config",
          "--no-simulate",
          "--quiet",
          "--no-warnings",
          "--progress",
          "--newline",
          "--no-cache-dir",
          "--no-mtime",
          "--no-playlist",
          // Two are enough to see that it is a list, however long it is.
          "--playlist-items",
          "1:2",
          "--continue",
          "--part",
          "--abort-on-unavailable-fragments",
          "--retries",
          "5",
          "--fragment-retries",
          "5",
          "--extractor-retries",
          "2",
          "--socket-timeout",
          "20",
          "--downloader",
          "native",
          "--encoding",
          "utf-8",
          "--output",
          FILE_NAME,
          "--progress-template",
          "download:" + Line.PROGRESS + " %(progress." + Line.PROGRESS_FIELDS + ")j",
          "--print",
          "before_dl:" + Line.VIDEO + " %(." + Line.VIDEO_FIELDS + ")j",
          "--print",
          "before_dl:" + Line.STREAMS + " %(requested_formats.:." + Line.STREAM_FIELDS + ")j",
          "--print",
          "post_process:" + Line.FETCHED,
          "--print",
          "after_move:" + Line.FILE + " %(filepath)j");

  /**
   * What comes over HTTP. ffmpeg, which would fetch the rest (rtmp, rtsp, mms), obeys a proxy for
   * HTTP alone, so those streams would pass the door by.
   */
  private static final String OVER_HTTP =
      "[protocol~='^(https?|m3u8|m3u8_native|http_dash_segments|http_dash_segments_generator|ism)$']";

  private CommandLine() {}

  static List<String> of(List<String> ytDlp, Format format, Link link) {
    List<String> command = new ArrayList<>(ytDlp);
    command.addAll(FIXED);
    command.addAll(choice(format));
    command.add("--");
    command.add(link.value());
    return List.copyOf(command);
  }

  private static List<String> choice(Format format) {
    return switch (format) {
      case BEST -> video("res");
      case UP_TO_2160P -> video("res:2160");
      case UP_TO_1440P -> video("res:1440");
      case UP_TO_1080P -> video("res:1080");
      case UP_TO_720P -> video("res:720");
      case UP_TO_480P -> video("res:480");
      case AUDIO ->
          List.of(
              "--format",
              only("ba") + "/" + only("b"),
              "--extract-audio",
              "--audio-format",
              "best");
    };
  }

  /** Of equal pictures the one that every browser plays, so that nothing needs to be converted. */
  private static List<String> video(String resolution) {
    return List.of(
        "--format",
        only("bv*") + "+" + only("ba") + "/" + only("b"),
        "--format-sort",
        resolution + ",fps,vcodec:h264,acodec:m4a");
  }

  private static String only(String streams) {
    return streams + OVER_HTTP;
  }
}
