package dev.fetchlight.engine.ytdlp.output;

import dev.fetchlight.engine.Advance;
import dev.fetchlight.engine.Planned;
import dev.fetchlight.engine.live.Channel;
import dev.fetchlight.job.spec.Extra;
import java.nio.file.Path;
import java.util.List;

/**
 * One line that yt-dlp, or its ffmpeg, prints at our wish. Everything in it comes from the site:
 * never trust it.
 */
public sealed interface Line {
  String VIDEO = "@video";
  String STREAMS = "@streams";
  String PROGRESS = "@progress";
  String FETCHED = "@fetched";
  String FILE = "@file";
  String ENTRY = "@entry";
  String BEGUN = "@begun";
  String THUMBNAIL = "@thumbnail";
  String CHAPTERS = "@chapters";
  String FORMATS = "@formats";
  String PICTURE = "@picture";
  String SOURCE = "@source";
  String SOURCES = "@sources";
  String ASKING = "@asking";
  String SPONSORS = "@sponsors";
  String LEFT = "@left";
  String PARTS = "@parts";

  /** A video with more chapters is not split. */
  int MOST_PARTS = 300;

  String VIDEO_FIELDS =
      "{id,title,uploader,channel,duration,thumbnail,extractor,extractor_key,webpage_url,width,height,"
          + "n_entries,protocol,is_live,live_status,release_timestamp,filesize,filesize_approx,tbr,"
          + "format,ext,vcodec,dynamic_range,fps}";

  /** The id is there so that no stream is empty: yt-dlp leaves empty ones out of the list. */
  String STREAM_FIELDS = "{format_id,filesize,filesize_approx,tbr}";

  /** Only a picture that was fetched has a file. */
  String THUMBNAIL_FIELDS = "{filepath}";

  String SPONSOR_FIELDS = "{start_time,end_time,category}";

  String PART_FIELDS = "{start_time,end_time,title}";

  String CHAPTER_FIELDS = "{start_time,end_time}";

  String PROGRESS_FIELDS =
      "{status,downloaded_bytes,total_bytes,fragment_index,fragment_count,filename}";

  String ENTRY_FIELDS =
      "{id,title,uploader,channel,duration,extractor,extractor_key,ie_key,url,webpage_url,width,height,"
          + "is_live,live_status,playlist_id,playlist_title,playlist_uploader,playlist_index}";

  String SOURCE_FIELDS = "{url,protocol,vcodec,http_headers}";

  String FORMAT_FIELDS =
      "{format_id,protocol,vcodec,acodec,width,height,filesize,filesize_approx,tbr,preference}";

  /** The site has told what it is. */
  record Described(Metadata metadata) implements Line {}

  /** The streams that will be fetched and merged; empty where there is only one. */
  record Streams(List<Planned> planned) implements Line {}

  /** Where what was chosen can be had; with those that are merged, one of each. */
  record Sources(List<Channel> sources) implements Line {}

  /** What comes beside the media is here; now it is the media's turn. */
  record Begun() implements Line {}

  /** Whether there is something to be put into the file. */
  record Has(Extra extra, boolean there) implements Line {}

  /** SponsorBlock is asked now. */
  record Asking() implements Line {}

  /** What SponsorBlock knows of the video. */
  record Sponsors(List<Stretch> stretches) implements Line {}

  /**
   * A stretch that SponsorBlock knows.
   *
   * @param category by the name that it has there
   */
  record Stretch(double from, double to, String category) {}

  /** The file lasts so many seconds, as far as anyone knows. */
  record Left(double seconds) implements Line {}

  /** The chapters that the file has, in their order; one more than are taken tells of many. */
  record Parts(List<Chapter> chapters) implements Line {}

  /** A chapter, in seconds of the file. */
  record Chapter(double from, double to, String title) {}

  /** One stream has moved. */
  record Advanced(Advance advance) implements Line {}

  /** A section has this many bytes by now. */
  record Cut(long bytes) implements Line {}

  /** A section is here up to this second of its playing time. */
  record CutUpTo(double seconds) implements Line {}

  /** All streams are here; what comes now is ffmpeg's work. */
  record Fetched() implements Line {}

  /** The file is whole and in its place. */
  record Finished(Path file) implements Line {}

  /** One video: the one that a link leads to, or an entry of a list. */
  record Entry(Fields fields) implements Line {}

  /** The streams that a site has of the video before, the best last. */
  record Formats(List<Fields> formats) implements Line {}

  /** Where the picture of the video before is. */
  record Picture(String link) implements Line {}

  /** Nothing that we asked for. */
  record Noise() implements Line {}
}
