package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.engine.ytdlp.output.Entry;
import dev.fetchlight.engine.ytdlp.output.Fields;
import dev.fetchlight.engine.ytdlp.output.Line;
import dev.fetchlight.engine.ytdlp.output.Metadata;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Link;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What has been seen of a link so far: one video with its streams, or a list's entries. */
final class Glimpse {
  private final int mostItems;
  private final Consumer<Preview.Item> items;
  private final Queue<Link> lists = new ArrayDeque<>();
  private final Set<Link> known = new HashSet<>();
  private final Set<Link> videos = new HashSet<>();
  private @Nullable Entry video;
  private @Nullable Entry first;
  private @Nullable URI picture;
  private List<Fields> formats = List.of();
  private int entries;
  private int handedOn;

  /**
   * @param mostItems entries that are read at most
   * @param items hears of each that can be fetched
   */
  Glimpse(int mostItems, Consumer<Preview.Item> items) {
    this.mostItems = mostItems;
    this.items = items;
  }

  /** Takes in one line; false where no more is wanted. */
  boolean take(Line line) {
    switch (line) {
      case Line.Entry(Fields fields) -> entry(new Entry(fields));
      case Line.Formats(List<Fields> all) -> formats = all;
      case Line.Picture(String link) ->
          picture = picture == null ? Metadata.link(Optional.of(link)).orElse(null) : picture;
      case Line.Described _,
          Line.Streams _,
          Line.Sources _,
          Line.Begun _,
          Line.Has _,
          Line.Asking _,
          Line.Sponsors _,
          Line.Left _,
          Line.Parts _,
          Line.Advanced _,
          Line.Cut _,
          Line.CutUpTo _,
          Line.Fetched _,
          Line.Finished _,
          Line.Noise _ -> {}
    }
    return entries <= mostItems;
  }

  private void entry(Entry entry) {
    if (entry.ofList() && entry.link().filter(link -> !videos.add(link)).isPresent()) {
      return; // a page may show one video in two places
    }
    if (entry.ofList()) {
      first = first == null ? entry : first;
    } else {
      video = entry;
    }
    Optional<Link> link = entry.link();
    if (entry.list() && link.isPresent()) {
      if (known.add(link.get())) {
        lists.add(link.get());
      }
      return;
    }
    entries++;
    if (entries <= mostItems) {
      entry
          .item(entries)
          .ifPresent(item -> {
            handedOn++;
            items.accept(item);
          });
    }
  }

  /** A list within the list that has not been looked into, such as one tab of a channel. */
  Optional<Link> nextList() {
    return Optional.ofNullable(lists.poll());
  }

  /** Whether there is something. */
  boolean anything() {
    return handedOn > 0;
  }

  /** Whether there is more than was wanted. */
  boolean more() {
    return entries > mostItems;
  }

  /**
   * All of it together.
   *
   * @param seen the items that were handed on
   * @param failure why looking ended before its time
   */
  Sighting whole(Link link, List<Preview.Item> seen, Optional<Failure> failure) {
    if (video != null && failure.isEmpty()) {
      VideoInfo info = Metadata.video(video.fields());
      return new Sighting.Seen(ofVideo(Metadata.live(video.fields()) ? info.endless() : info));
    }
    if (first != null && !seen.isEmpty()) {
      boolean more = more() || failure.isPresent();
      return new Sighting.Seen(new Preview(ofList(link, first), picture, List.of(), seen, more));
    }
    return new Sighting.Unseen(failure.orElse(Stops.EMPTY_LIST));
  }

  private Preview ofVideo(VideoInfo info) {
    List<Preview.Rendition> renditions = Renditions.of(formats, info.duration());
    return new Preview(info, picture, renditions, List.of(), false);
  }

  private static VideoInfo ofList(Link link, Entry entry) {
    Fields fields = entry.fields();
    return new VideoInfo(
        Metadata.text(fields, "playlist_id"),
        Metadata.text(fields, "playlist_title"),
        Metadata.text(fields, "playlist_uploader"),
        null,
        false,
        Metadata.text(fields, "extractor"),
        link.value(),
        null,
        null);
  }
}
