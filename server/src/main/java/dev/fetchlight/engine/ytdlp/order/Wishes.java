package dev.fetchlight.engine.ytdlp.order;

import dev.fetchlight.job.spec.Aside;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Clip;
import dev.fetchlight.job.spec.Container;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.SponsorBlock;
import dev.fetchlight.job.spec.SponsorBlock.Category;
import dev.fetchlight.job.spec.Subtitles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What yt-dlp does for a choice beside fetching streams: subtitles, extras and a section. */
public final class Wishes {
  /**
   * A language as asked for, in any script and region: "zh" is "zh-Hant" and "zh-Hans-CN" too, but
   * not "zh-orig", as a site may call what a machine heard first.
   */
  private static final String VARIANTS = "(-(?!orig)[a-z]{4})?(-[a-z]{2})?";

  /** Longer than any media. A section without an end breaks the yt-dlp of 2023. */
  private static final String END = "1000000";

  /** ffmpeg tells where it is on the standard output that it shares with yt-dlp. */
  private static final String FFMPEG_TELLS = "ffmpeg_o:-progress pipe:1 -nostats";

  /** It complains, and a line that breaks is taken up again or is an error, never a short file. */
  private static final String FFMPEG_INSISTS =
      "ffmpeg_i:-loglevel error -xerror -reconnect 1 -reconnect_delay_max 5";

  private Wishes() {}

  /**
   * The options for a choice.
   *
   * @param cut how a clip is cut out
   * @param sponsors where SponsorBlock's server is
   */
  public static List<String> options(Choices choices, Cut cut, URI sponsors) {
    List<String> options = new ArrayList<>();
    if (choices.format() == Format.SUBTITLES) {
      options.add("--skip-download");
    }
    if (asksSponsorBlock(choices)) {
      options.addAll(sponsors(choices.finer().sponsorBlock(), sponsors));
    }
    // Their times are those of the whole, as are those of chapters.
    if (choices.clip() == null) {
      options.addAll(subtitles(choices.subtitles()));
    }
    if (embeds(choices)) {
      options.add("--embed-subs");
    }
    options.addAll(extras(choices));
    if (choices.clip() != null) {
      options.addAll(
          switch (cut) {
            case WHILE_FETCHING -> section(choices.clip());
            case ON_DISK -> piece(choices.clip());
          });
    }
    return options;
  }

  /** Whether what was fetched is converted or added to before it is whole. */
  public static boolean work(Choices choices) {
    return choices.format() == Format.AUDIO
        || choices.container() != Container.ANY
        || !choices.extras().isEmpty()
        || asksSponsorBlock(choices)
        || embeds(choices);
  }

  /** Whether subtitles are to go into the file. */
  public static boolean embeds(Choices choices) {
    return !choices.subtitles().languages().isEmpty()
        && choices.subtitles().placement() == Subtitles.Placement.EMBEDDED
        && choices.clip() == null;
  }

  /** Whether SponsorBlock is to be asked, whose times are those of the whole. */
  public static boolean asksSponsorBlock(Choices choices) {
    return !choices.finer().sponsorBlock().none() && choices.clip() == null;
  }

  /** Whether a file is to be made for each chapter, of which a clip has none. */
  public static boolean splits(Choices choices) {
    return choices.finer().also().contains(Aside.CHAPTERS) && choices.clip() == null;
  }

  private static List<String> sponsors(SponsorBlock wanted, URI server) {
    List<String> options = new ArrayList<>(List.of("--sponsorblock-api", server.toString()));
    if (!wanted.mark().isEmpty()) {
      options.addAll(List.of("--sponsorblock-mark", names(wanted.mark())));
    }
    if (!wanted.remove().isEmpty()) {
      options.addAll(List.of("--sponsorblock-remove", names(wanted.remove())));
    }
    return options;
  }

  private static String names(Collection<Category> some) {
    return some.stream().sorted().map(Category::wire).collect(Collectors.joining(","));
  }

  /** Those that people wrote go before those that a machine heard. */
  private static List<String> subtitles(Subtitles wanted) {
    if (wanted.languages().isEmpty()) {
      return List.of();
    }
    String kind = wanted.captions().wire();
    String kinds = kind.equals("srt") ? "srt/vtt/ass/ttml/best" : "vtt/srt/ass/ttml/best";
    List<String> options = new ArrayList<>();
    options.add("--write-subs");
    options.add("--write-auto-subs");
    options.add("--sub-langs");
    // The brackets are for "all", which would be a word of yt-dlp's.
    options.add(
        wanted.languages().stream()
            .map(language -> "(" + language + ")" + VARIANTS)
            .collect(Collectors.joining(",")));
    options.addAll(List.of("--sub-format", kinds, "--convert-subs", kind));
    return options;
  }

  private static List<String> extras(Choices choices) {
    Set<Extra> extras = choices.extras();
    List<String> options = new ArrayList<>();
    boolean marks = asksSponsorBlock(choices) && !choices.finer().sponsorBlock().mark().isEmpty();
    if (extras.contains(Extra.THUMBNAIL)) {
      options.add("--embed-thumbnail");
    }
    if (extras.contains(Extra.METADATA)) {
      options.addAll(List.of("--embed-metadata", "--no-embed-info-json"));
    }
    // Their times are those of the whole, which a section of it must not have.
    if (marks || (extras.contains(Extra.CHAPTERS) && choices.clip() == null)) {
      options.add("--embed-chapters");
    } else if (extras.contains(Extra.METADATA)) {
      options.add("--no-embed-chapters");
    }
    return options;
  }

  /** It begins at the key frame before, for to begin in between pictures had to be converted. */
  private static List<String> section(Clip clip) {
    String range =
        "*"
            + (clip.from() == null ? "0" : seconds(clip.from()))
            + "-"
            + (clip.to() == null ? END : seconds(clip.to()));
    return List.of(
        "--download-sections",
        range,
        "--downloader-args",
        FFMPEG_TELLS,
        "--downloader-args",
        FFMPEG_INSISTS);
  }

  /**
   * Cuts at the same place what lies on the disk. It is copied before: fragments that were only put
   * together cannot be sought in.
   */
  private static List<String> piece(Clip clip) {
    double from = clip.from() == null ? 0 : clip.from();
    return List.of(
        "--use-postprocessor",
        "FFmpegFixupDuplicateMoov",
        "--use-postprocessor",
        "FFmpegCopyStream",
        "--postprocessor-args",
        "CopyStream+ffmpeg_i:-ss "
            + seconds(from)
            + (clip.to() == null ? "" : " -t " + seconds(clip.to() - from)));
  }

  public static String seconds(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }
}
