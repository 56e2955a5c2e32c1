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

  private static final Failure WITHIN =
      new Failure(
          Code.UNSUPPORTED_URL,
          "This entry of the list is a list itself. Hand in its own link to get what is in it.");
  private static final Failure ENDLESS =
      new Failure(
          Code.TOO_LARGE, "The list is longer than the 4 MiB that this server reads of one.");

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
    boolean first = Reader.named(link);
    Reader.Found found = first ? reader.read(link, assignment.cookies()) : new Reader.Other();
    if (found instanceof Reader.Other) {
      Outcome outcome = other.fetch(assignment, events);
      if (!(outcome instanceof Outcome.Failed(Failure failure))) {
        return outcome;
      } else if (failure.equals(LIST)) { // as the other says it too
        return new Outcome.Failed(list(assignment));
      }
      found = unread(failure) && !first ? reader.read(link, assignment.cookies()) : found;
      return found instanceof Reader.Other ? outcome : fetch(found, assignment, events);
    }
    return fetch(found, assignment, events);
  }

  private Outcome fetch(Reader.Found found, Assignment assignment, Consumer<EngineEvent> events)
      throws InterruptedException {
    return switch (found) {
      case Reader.Listed(Playlist list) -> fetch(list, assignment, events);
      case Reader.Endless() -> new Outcome.Failed(ENDLESS);
      case Reader.Other() -> other.fetch(assignment, events);
    };
  }

  private Outcome fetch(Playlist list, Assignment assignment, Consumer<EngineEvent> events)
      throws InterruptedException {
    List<Playlist.Entry> entries = list.entries();
    if (entries.size() != 1 || entries.getFirst().link().equals(assignment.spec().link())) {
      return new Outcome.Failed(entries.isEmpty() ? EMPTY : list(assignment));
    }
    Spec spec = new Spec(entries.getFirst().link(), assignment.spec().choices());
    return other.fetch(assignment.with(spec), events);
  }

  @Override
  public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems)
      throws InterruptedException {
    boolean first = list || Reader.named(link);
    Reader.Found found = first ? reader.read(link, cookies) : new Reader.Other();
    if (found instanceof Reader.Other) {
      Sighting sighting = other.preview(link, list, cookies, mostItems);
      if (first || !(sighting instanceof Sighting.Unseen(Failure failure)) || !unread(failure)) {
        return sighting;
      }
      found = reader.read(link, cookies);
      if (found instanceof Reader.Other) {
        return sighting;
      }
    }
    return switch (found) {
      case Reader.Listed(Playlist read) -> preview(read, link, mostItems);
      case Reader.Endless() -> new Sighting.Unseen(ENDLESS);
      case Reader.Other() -> new Sighting.Unseen(EMPTY);
    };
  }

  private static Sighting preview(Playlist read, Link link, int mostItems) {
    List<Preview.Item> items = read.items();
    if (items.isEmpty()) {
      return new Sighting.Unseen(EMPTY);
    }
    VideoInfo info =
        new VideoInfo(null, read.title(), null, null, false, "playlist", link.value(), null, null);
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
    return switch (reader.read(link, cookies)) {
      case Reader.Other() -> other.expand(link, cookies, mostItems, items);
      case Reader.Endless() -> Optional.of(ENDLESS);
      case Reader.Listed(Playlist list) -> {
        List<Preview.Item> all = list.items();
        all.stream().limit(mostItems).forEach(items);
        yield all.isEmpty() ? Optional.of(EMPTY) : Optional.empty();
      }
    };
  }

  /** Where one video is wanted and there is a list. */
  private static Failure list(Assignment assignment) {
    return assignment.listed() == null ? LIST : WITHIN;
  }

  /** Whether the other found nothing in what may be a list that is not called so. */
  private static boolean unread(Failure failure) {
    return failure.code() == Code.UNSUPPORTED_URL || failure.code() == Code.NOT_FOUND;
  }
}
