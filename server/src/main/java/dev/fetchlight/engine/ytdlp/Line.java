package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.Advance;
import dev.fetchlight.engine.Planned;
import java.nio.file.Path;
import java.util.List;

/**
 * One line that yt-dlp prints at our wish. Everything in it comes from the site: never trust it.
 */
sealed interface Line {
  String VIDEO = "@video";
  String STREAMS = "@streams";
  String PROGRESS = "@progress";
  String FETCHED = "@fetched";
  String FILE = "@file";

  String VIDEO_FIELDS =
      "{id,title,uploader,channel,duration,thumbnail,extractor,extractor_key,webpage_url,width,height,"
          + "n_entries,is_live,live_status,filesize,filesize_approx,tbr}";

  /** The id is there so that no stream is empty: yt-dlp leaves empty ones out of the list. */
  String STREAM_FIELDS = "{format_id,filesize,filesize_approx,tbr}";

  String PROGRESS_FIELDS =
      "{status,downloaded_bytes,total_bytes,fragment_index,fragment_count,filename}";

  /** The site has told what it is. */
  record Described(Metadata metadata) implements Line {}

  /** The streams that will be fetched and merged; empty where there is only one. */
  record Streams(List<Planned> planned) implements Line {}

  /** One stream has moved. */
  record Advanced(Advance advance) implements Line {}

  /** All streams are here; what comes now is ffmpeg's work. */
  record Fetched() implements Line {}

  /** The file is whole and in its place. */
  record Finished(Path file) implements Line {}

  /** Nothing that we asked for. */
  record Noise() implements Line {}
}
