package dev.fetchlight.engine.ytdlp.order;

import dev.fetchlight.engine.ytdlp.output.Line;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Link;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The one place where yt-dlp's arguments are put together: fixed ones, and those of typed choices.
 * Nothing that a client or a site says becomes an option; the link comes after the end of options.
 */
public final class CommandLine {
  /** What each file is called before its extension: no word of a site reaches a path. */
  public static final String NAME = "media";

  private static final String FILE_NAME = NAME + ".%(ext)s";

  /** What every run has, whatever it is for. */
  private static final List<String> ALWAYS =
      List.of(
          "--ignore-config",
          "--quiet",
          "--no-update",
          "--no-cache-dir",
          "--extractor-retries",
          "2",
          "--encoding",
          "utf-8");

  private static final List<String> FETCHING =
      List.of(
          "--no-simulate",
          "--progress",
          "--newline",
          "--no-mtime",
          "--no-playlist",
          "--continue",
          "--part",
          "--abort-on-unavailable-fragments",
          "--retries",
          "5",
          "--fragment-retries",
          "5",
          // A smaller first block has a segment read in many, each with a line of progress.
          "--buffer-size",
          "64K",
          // More than that gains nothing in one Python process, and asks much of a site.
          "--concurrent-fragments",
          "8",
          "--downloader",
          "native",
          "--output",
          FILE_NAME,
          "--progress-template",
          "download:" + Line.PROGRESS + " %(progress." + Line.PROGRESS_FIELDS + ")j",
          "--print",
          "video:" + Line.SOURCE + " %(." + Line.SOURCE_FIELDS + ")j",
          "--print",
          "video:" + Line.SOURCES + " %(requested_formats.:." + Line.SOURCE_FIELDS + ")j",
          "--print",
          "video:" + Line.VIDEO + " %(." + Line.VIDEO_FIELDS + ")j",
          "--print",
          "before_dl:" + Line.BEGUN,
          "--print",
          "before_dl:" + Line.THUMBNAIL + " %(thumbnails.:." + Line.THUMBNAIL_FIELDS + ")j",
          "--print",
          "before_dl:" + Line.CHAPTERS + " %(chapters.:." + Line.CHAPTER_FIELDS + ")j",
          "--print",
          "before_dl:" + Line.STREAMS + " %(requested_formats.:." + Line.STREAM_FIELDS + ")j",
          "--print",
          "post_process:" + Line.FETCHED,
          "--print",
          "after_move:" + Line.LEFT + " %(.{duration})j");

  private static final List<String> SPONSORED =
      List.of(
          "--print",
          "after_filter:" + Line.ASKING,
          "--print",
          "before_dl:"
              + Line.SPONSORS
              + " %(sponsorblock_chapters.:."
              + Line.SPONSOR_FIELDS
              + ")j");

  private static final List<String> SPLIT =
      List.of(
          "--print",
          "after_move:"
              + Line.PARTS
              + " %(chapters.:"
              + (Line.MOST_PARTS + 1)
              + "."
              + Line.PART_FIELDS
              + ")j");

  /** When it is said, all is done. */
  private static final List<String> LAST =
      List.of("--print", "after_move:" + Line.FILE + " %(filepath)j");

  private static final List<String> LOOKING =
      List.of(
          "--simulate",
          "--flat-playlist",
          "--lazy-playlist",
          "--print",
          "video:" + Line.ENTRY + " %(." + Line.ENTRY_FIELDS + ")j");

  private static final List<String> PREVIEWING =
      List.of(
          "--print",
          "video:" + Line.FORMATS + " %(formats.:." + Line.FORMAT_FIELDS + ")j",
          "--print",
          "video:" + Line.PICTURE + " %(thumbnails.-1.url)j");

  /** Where nothing is asked of SponsorBlock. */
  private static final URI NOBODY = URI.create("http://localhost");

  private CommandLine() {}

  /**
   * Fetches what one link leads to.
   *
   * @param cut how a clip is cut out, where one is asked for
   * @param sponsors where SponsorBlock's server is
   * @param first whether the first of several is meant; else two are enough to see that it is a
   *     list
   */
  public static List<String> fetch(
      Choices choices, Cut cut, URI sponsors, Link link, boolean first) {
    List<String> items = List.of("--playlist-items", first ? "1" : "1:2");
    return of(
        link,
        List.of(
            FETCHING,
            Wishes.asksSponsorBlock(choices) ? SPONSORED : List.of(),
            Wishes.splits(choices) ? SPLIT : List.of(),
            LAST,
            items,
            Selection.options(choices),
            Wishes.options(choices, cut, sponsors)));
  }

  /** Has the site tell of one video alone, also where there is nothing to fetch yet. */
  public static List<String> look(Choices choices, Link link, boolean first) {
    Choices alone = choices.withoutSponsorBlock();
    List<String> all = new ArrayList<>(fetch(alone, Cut.WHILE_FETCHING, NOBODY, link, first));
    all.add(0, "--ignore-no-formats-error");
    return List.copyOf(all);
  }

  /** Tells of what a link leads to: of one video, or of a list's entries in their order. */
  public static List<String> preview(Link link, boolean list, int mostEntries) {
    return of(link, List.of(LOOKING, PREVIEWING, Selection.usual(), entries(list, mostEntries)));
  }

  /** Tells of a list's entries in their order. */
  public static List<String> expand(Link link, int mostEntries) {
    return of(link, List.of(LOOKING, Selection.usual(), entries(true, mostEntries)));
  }

  private static List<String> entries(boolean list, int most) {
    return List.of(list ? "--yes-playlist" : "--no-playlist", "--playlist-items", "1:" + most);
  }

  private static List<String> of(Link link, List<List<String>> options) {
    List<String> all = new ArrayList<>(ALWAYS);
    options.forEach(all::addAll);
    all.add("--");
    all.add(link.value());
    return List.copyOf(all);
  }
}
