package dev.fetchlight.engine.playlist;

import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows links that are lists as files, and hands all others to the engine that it wraps. */
public final class PlaylistEngine implements Engine {
  private static final Failure LIST =
      new Failure(
          Code.UNSUPPORTED_URL,
          "The link leads to a list of videos. Ask for the whole list, or use one video's link.");
  private static final Failure EMPTY =
      new Failure(Code.NOT_FOUND, "There is nothing in this list that can be downloaded.");

  private final Reader reader;
  private final Engine other;

  /**
   * @param fetchers opens the door to the outside for one job
   * @param other fetches everything else
   * @param patience for a list to come
   */
  public PlaylistEngine(Supplier<Fetcher> fetchers, Engine other, Duration patience) {
    this.reader = new Reader(fetchers, patience);
    this.other = other;
  }

  @Override
  public Readiness readiness() {
    return other.readiness();
  }

  /** A list of one is that one. */
  @Override
  public Outcome fetch(Assignment assignment, Consumer<EngineEvent> events)
      throws InterruptedException {
    Link link = assignment.spec().link();
    Optional<Playlist> list = reader.read(link, assignment.cookies());
    if (list.isEmpty()) {
      return other.fetch(assignment, events);
    }
    List<Playlist.Entry> entries = list.get().entries();
    if (entries.size() != 1 || entries.getFirst().link().equals(link)) {
      return new Outcome.Failed(entries.isEmpty() ? EMPTY : LIST);
    }
    Spec spec = new Spec(entries.getFirst().link(), assignment.spec().choices());
    return other.fetch(
        new Assignment(
            assignment.id(),
            spec,
            assignment.listed(),
            assignment.scratch(),
            assignment.limits(),
            assignment.cookies()),
        events);
  }

  @Override
  public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems)
      throws InterruptedException {
    Optional<Playlist> read = reader.read(link, cookies);
    if (read.isEmpty()) {
      return other.preview(link, list, cookies, mostItems);
    }
    List<Preview.Item> items = read.get().items();
    if (items.isEmpty()) {
      return new Sighting.Unseen(EMPTY);
    }
    VideoInfo info =
        new VideoInfo(
            null, read.get().title(), null, null, false, "playlist", link.value(), null, null);
    return new Sighting.Seen(
        new Preview(
            info,
            null,
            List.of(),
            items.stream().limit(mostItems).toList(),
            items.size() > mostItems));
  }

  @Override
  public Optional<Failure> expand(
      Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items)
      throws InterruptedException {
    Optional<Playlist> read = reader.read(link, cookies);
    if (read.isEmpty()) {
      return other.expand(link, cookies, mostItems, items);
    }
    List<Preview.Item> all = read.get().items();
    all.stream().limit(mostItems).forEach(items);
    return all.isEmpty() ? Optional.of(EMPTY) : Optional.empty();
  }
}
