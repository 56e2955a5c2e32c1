package dev.fetchlight.engine.direct;

import dev.fetchlight.egress.Fetcher;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.Passes;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.engine.live.Broadcast;
import dev.fetchlight.engine.live.Recorder;
import dev.fetchlight.engine.live.Tuning;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches links that are media files themselves, and hands all others to the engine that it wraps.
 * Asks the site once to find out, whatever it has found out before: the same link has the same end.
 */
public final class DirectEngine implements Engine {
  private final Supplier<Fetcher> fetchers;
  private final Engine other;
  private final Recorder recorder;
  private final Patience patience;

  /**
   * @param fetchers opens the door to the outside for one job
   * @param other fetches everything else
   * @param recorder records radio stations
   * @param stall how long no byte may come before it gives up
   */
  public DirectEngine(Supplier<Fetcher> fetchers, Engine other, Recorder recorder, Duration stall) {
    this(fetchers, other, recorder, Patience.usual(stall));
  }

  DirectEngine(Supplier<Fetcher> fetchers, Engine other, Recorder recorder, Patience patience) {
    this.fetchers = fetchers;
    this.other = other;
    this.recorder = recorder;
    this.patience = patience;
  }

  @Override
  public Readiness readiness() {
    return other.readiness();
  }

  @Override
  public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems)
      throws InterruptedException {
    URI uri = URI.create(link.value());
    if (!list && (cookies == null || !cookies.any())) {
      switch (Probe.of(fetchers.get().showing(Passes.of(cookies)), uri, patience)) {
        case Probe.Media media -> {
          media.opening().exchange().close();
          return new Sighting.Seen(media.preview(link));
        }
        case Probe.Station station -> {
          return new Sighting.Seen(station.preview(link));
        }
        case Probe.Nothing(Failure failure) -> {
          return new Sighting.Unseen(failure);
        }
        case Probe.Page(), Probe.Silence() -> {}
      }
    }
    return other.preview(link, list, cookies, mostItems);
  }

  @Override
  public Optional<Failure> expand(
      Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items)
      throws InterruptedException {
    return other.expand(link, cookies, mostItems, items);
  }

  @Override
  public Outcome fetch(Assignment assignment, Consumer<EngineEvent> events)
      throws InterruptedException {
    Cookies cookies = assignment.cookies();
    if (cookies != null && cookies.any()) {
      return other.fetch(assignment, events); // which knows whom they may be shown to
    }
    URI link = URI.create(assignment.spec().link().value());
    Run run =
        new Run(assignment, link, fetchers.get().showing(Passes.of(cookies)), patience, events);
    try {
      if (Recorder.left(assignment.scratch())) {
        return other.fetch(assignment, events); // which knows how to go on with all of them
      }
      Optional<Outcome> outcome = run.goOn();
      if (outcome.isEmpty()) {
        outcome = run.begin();
      }
      Optional<Broadcast> station = run.station();
      if (station.isPresent()) {
        Tuning again = new Tuning.OnAir(station.get());
        return recorder.record(assignment, station.get(), () -> again, events);
      }
      return outcome.isPresent() ? outcome.get() : other.fetch(assignment, events);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
