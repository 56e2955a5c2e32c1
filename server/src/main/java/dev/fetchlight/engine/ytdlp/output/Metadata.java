package dev.fetchlight.engine.ytdlp.output;

import dev.fetchlight.engine.Planned;
import dev.fetchlight.job.outcome.VideoInfo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a site tells of its media.
 *
 * @param single the one stream, where there is only one
 * @param format the streams that were chosen, in yt-dlp's words
 * @param protocol how they come, in yt-dlp's words
 * @param look of the picture
 * @param start when it is to be there, as far as it is told
 */
public record Metadata(
    VideoInfo video,
    @Nullable URI thumbnail,
    Planned single,
    @Nullable String format,
    String protocol,
    Look look,
    boolean list,
    Airing airing,
    @Nullable Instant start) {
  private static final int LONGEST_LINK = 8_192;

  /** The year 9999. */
  private static final long LATEST = 253_370_764_800L;

  private static final String EMBEDDED = "HTML5MediaEmbed";

  /**
   * How a picture is made.
   *
   * @param codec as the site calls it; empty where it does not tell
   * @param frameRate pictures a second
   */
  public record Look(String codec, boolean hdr, @Nullable Double frameRate) {
    static Look of(Fields fields) {
      String range = fields.text("dynamic_range").orElse("SDR");
      return new Look(
          fields.text("vcodec").filter(codec -> !codec.equals("none")).orElse(""),
          !range.equals("SDR"),
          fields.number("fps").filter(rate -> rate > 0).orElse(null));
    }
  }

  static Metadata of(Fields fields) {
    return new Metadata(
        video(fields),
        link(fields.text("thumbnail")).orElse(null),
        planned(fields),
        text(fields, "format"),
        fields.text("protocol").orElse(""),
        Look.of(fields),
        fields.number("n_entries").orElse(1.0) > 1,
        Airing.of(fields),
        start(fields));
  }

  /** Whether it is being broadcast right now. */
  public static boolean live(Fields fields) {
    return Airing.of(fields) == Airing.RUNNING;
  }

  private static @Nullable Instant start(Fields fields) {
    return fields
        .whole("release_timestamp")
        .filter(seconds -> seconds < LATEST)
        .map(Instant::ofEpochSecond)
        .orElse(null);
  }

  public static VideoInfo video(Fields fields) {
    String key = fields.text("extractor_key").orElse("");
    String title = text(fields, "title");
    if (title != null && key.equals(EMBEDDED)) {
      title = title.replaceFirst(" \\(1\\)$", ""); // counts the videos of a page even if it is one
    }
    String uploader = text(fields, "uploader");
    return new VideoInfo(
        text(fields, "id"),
        title,
        uploader == null ? text(fields, "channel") : uploader,
        seconds(fields),
        false,
        text(fields, "extractor"),
        link(fields.text("webpage_url")).map(URI::toASCIIString).orElse(null),
        pixels(fields, "width"),
        pixels(fields, "height"));
  }

  static Planned planned(Fields fields) {
    return new Planned(
        fields.whole("filesize").orElse(null),
        fields.whole("filesize_approx").orElse(null),
        fields.number("tbr").filter(rate -> rate > 0).orElse(null));
  }

  /** Playing time, where it is known. */
  public @Nullable Duration length() {
    Double seconds = video.duration();
    return seconds == null ? null : Duration.ofMillis((long) (seconds * 1_000));
  }

  /** Playing time in seconds, where it is known. */
  static @Nullable Double seconds(Fields fields) {
    return fields.number("duration").filter(seconds -> seconds > 0).orElse(null);
  }

  public static @Nullable String text(Fields fields, String name) {
    return fields.text(name).filter(value -> !value.isBlank()).orElse(null);
  }

  public static @Nullable Integer pixels(Fields fields, String name) {
    return fields
        .whole(name)
        .filter(value -> value <= Integer.MAX_VALUE)
        .map(Math::toIntExact)
        .orElse(null);
  }

  /** What a browser may be led to. */
  public static Optional<URI> link(Optional<String> text) {
    return text.filter(value -> value.length() <= LONGEST_LINK)
        .filter(value -> value.startsWith("http://") || value.startsWith("https://"))
        .flatMap(value -> {
          try {
            return Optional.of(URI.create(value));
          } catch (IllegalArgumentException e) {
            return Optional.empty();
          }
        });
  }
}
