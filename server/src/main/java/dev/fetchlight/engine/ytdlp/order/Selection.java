package dev.fetchlight.engine.ytdlp.order;

import dev.fetchlight.job.spec.AudioFormat;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which streams yt-dlp takes for a choice, and into what file it puts them. What fits as it is goes
 * before what would have to be converted. Pictures are never converted; sound is, where it is asked
 * for in a form that the site has not.
 */
public final class Selection {
  /**
   * What comes over HTTP. ffmpeg, which would fetch the rest (rtmp, rtsp, mms), obeys a proxy for
   * HTTP alone, so those streams would pass the door by.
   */
  private static final String OVER_HTTP =
      "^(https?|m3u8|m3u8_native|http_dash_segments|http_dash_segments_generator|ism)$";

  private static final String PICTURE_IN_MP4 =
      "[vcodec~='^(avc|h264|h265|hevc|hev|hvc|av01|av1|vp0?9|mp4v)']";
  private static final String SOUND_IN_MP4 = "[acodec~='^(mp4a|aac|mp3|ac-3|ec-3|opus|flac|alac)']";

  /** Good enough for what comes compressed already. */
  private static final String QUALITY = "2";

  private static final Pattern FETCHED = Pattern.compile(OVER_HTTP);

  private Selection() {}

  /** The options for a choice. */
  public static List<String> options(Choices choices) {
    String protocol = "[protocol~='" + OVER_HTTP + "']";
    return switch (choices.format()) {
      case AUDIO -> audio(choices.audioFormat(), protocol);
      case SUBTITLES -> subtitles(protocol);
      case BEST, UP_TO_2160P, UP_TO_1440P, UP_TO_1080P, UP_TO_720P, UP_TO_480P ->
          video(choices, protocol);
    };
  }

  /** The options for the best, in whatever file. */
  public static List<String> usual() {
    return options(Choices.of(Format.BEST));
  }

  /** Whether streams that come over this protocol may be taken. */
  public static boolean fetches(String protocol) {
    return FETCHED.matcher(protocol).matches();
  }

  private static List<String> video(Choices choices, String protocol) {
    String any = "bv*" + protocol + "+ba" + protocol + "/b" + protocol;
    String inMp4 = "bv*" + protocol + PICTURE_IN_MP4 + "+ba" + protocol + SOUND_IN_MP4;
    int limit = choices.format().lines();
    boolean mp4 = choices.container() == Container.MP4;
    List<String> streams = new ArrayList<>();
    for (String filter : Liking.filters(choices.finer().preferences(), limit)) {
      streams.add(
          mp4
              ? "bv*" + protocol + PICTURE_IN_MP4 + filter + "+ba" + protocol + SOUND_IN_MP4
              : "bv*" + protocol + filter + "+ba" + protocol);
      streams.add("b" + protocol + (mp4 ? PICTURE_IN_MP4 : "") + filter);
    }
    if (mp4) {
      streams.add(inMp4);
    }
    streams.add(any);
    List<String> options = new ArrayList<>();
    options.add("--format");
    options.add(String.join("/", streams));
    // Of equal pictures the one that every browser plays, so that nothing needs to be converted.
    options.add("--format-sort");
    options.add((limit == 0 ? "res" : "res:" + limit) + ",fps,vcodec:h264,acodec:m4a");
    options.addAll(
        switch (choices.container()) {
          case ANY ->
              choices.extras().contains(Extra.THUMBNAIL)
                  ? List.of("--remux-video", "webm>mkv") // which can hold a picture
                  : List.of();
          case MP4, MKV -> {
            String kind = choices.container().wire();
            yield List.of("--merge-output-format", kind, "--remux-video", kind);
          }
        });
    return options;
  }

  /** The streams are not fetched, but a site that has none at all is still refused. */
  private static List<String> subtitles(String protocol) {
    return List.of("--format", "b" + protocol + "/bv*" + protocol + "/ba" + protocol);
  }

  private static List<String> audio(AudioFormat kind, String protocol) {
    String fitting =
        switch (kind) {
          case ORIGINAL -> "";
          case M4A -> "[acodec~='^(mp4a|aac)']";
          case MP3 -> "[acodec~='^mp3']";
          case OPUS -> "[acodec~='^opus']";
          case FLAC -> "[acodec~='^flac']";
          case WAV -> "[acodec~='^(pcm|wav)']";
        };
    String streams =
        Stream.of("ba" + protocol + fitting, "ba" + protocol, "b" + protocol)
            .distinct()
            .collect(Collectors.joining("/"));
    return List.of(
        "--format",
        streams,
        "--extract-audio",
        "--audio-format",
        kind == AudioFormat.ORIGINAL ? "best" : kind.wire(),
        "--audio-quality",
        QUALITY);
  }
}
