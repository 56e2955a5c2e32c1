package dev.fetchlight.engine.ytdlp.output;

import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.spec.Link;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One video as yt-dlp tells of it while it looks at a link: that link's own, or one of a list. */
public record Entry(Fields fields) {
  /** What these find is on the page itself, whose address would lead to all of it again. */
  private static final Set<String> OF_A_PAGE = Set.of("HTML5MediaEmbed", "Generic");

  /** Extractors are named after what they read. */
  private static final Pattern LIST =
      Pattern.compile(
          ".*(Tab|Playlists?|Channels?|User|Album|Series|Season|Show|Collection|Category|Feed"
              + "|Set|Search(URL)?)");

  public boolean ofList() {
    return fields.number("playlist_index").isPresent();
  }

  /** Whether it is a list again, such as a channel's tab. */
  public boolean list() {
    return fields.text("ie_key").filter(key -> LIST.matcher(key).matches()).isPresent();
  }

  /** A link to this entry alone; empty where there is none that could be fetched. */
  public Optional<Link> link() {
    boolean onPage =
        ofList() && fields.text("extractor_key").filter(OF_A_PAGE::contains).isPresent();
    return (onPage ? Stream.of("url") : Stream.of("webpage_url", "url"))
        .flatMap(name -> fields.text(name).stream())
        .flatMap(text -> Link.parse(text) instanceof Link.Valid(Link link) ? Stream.of(link) : null)
        .findFirst();
  }

  /** As an item of a list; empty where it cannot be fetched. */
  public Optional<Preview.Item> item(int index) {
    return link()
        .map(link ->
            new Preview.Item(
                index, link, Metadata.text(fields, "title"), Metadata.seconds(fields)));
  }
}
