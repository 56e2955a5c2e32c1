package dev.fetchlight.update;

import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.update.Memory.Kept;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has each run of yt-dlp watched, and keeps the release that it began with until its end. */
final class WatchedEngine implements Engine {
  private final Engine other;
  private final InUse inUse;
  private final RunWatch watch;

  WatchedEngine(Engine other, InUse inUse, RunWatch watch) {
    this.other = other;
    this.inUse = inUse;
    this.watch = watch;
  }

  @Override
  public Outcome fetch(Assignment assignment, Consumer<EngineEvent> events)
      throws InterruptedException {
    return holding(with -> {
      Outcome outcome = other.fetch(assignment, events);
      Failure why = outcome instanceof Outcome.Failed(Failure failure) ? failure : null;
      watch.ended(with, assignment.spec().link(), why);
      return outcome;
    });
  }

  @Override
  public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems)
      throws InterruptedException {
    return holding(with -> {
      Sighting seen = other.preview(link, list, cookies, mostItems);
      Failure why = seen instanceof Sighting.Unseen(Failure failure) ? failure : null;
      watch.ended(with, link, why);
      return seen;
    });
  }

  @Override
  public Optional<Failure> expand(
      Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items)
      throws InterruptedException {
    return holding(with -> {
      Optional<Failure> why = other.expand(link, cookies, mostItems, items);
      watch.ended(with, link, why.orElse(null));
      return why;
    });
  }

  @Override
  public Readiness readiness() {
    return other.readiness();
  }

  private <T> T holding(Run<T> run) throws InterruptedException {
    Optional<Kept> with = inUse.release();
    with.ifPresent(release -> inUse.rack().takeInHand(release.version()));
    try {
      return run.with(with);
    } finally {
      with.ifPresent(release -> inUse.rack().putBack(release.version()));
    }
  }

  /** One run with what is in use. */
  private interface Run<T> {
    T with(Optional<Kept> release) throws InterruptedException;
  }
}
