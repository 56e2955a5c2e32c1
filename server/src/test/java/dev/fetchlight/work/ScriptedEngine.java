package dev.fetchlight.work;

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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine that does what a test tells each of its runs to do. */
final class ScriptedEngine implements Engine {
  private static final Failure NOTHING =
      new Failure(Failure.Code.NOT_FOUND, "There is nothing here.");

  /** Every run, as it begins. */
  final BlockingQueue<Session> begun = new LinkedBlockingQueue<>();

  /** One call of {@link #fetch}, led by the test. */
  static final class Session {
    final Assignment assignment;
    private final Consumer<EngineEvent> events;
    private final BlockingQueue<Supplier<@Nullable Outcome>> steps = new LinkedBlockingQueue<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    Session(Assignment assignment, Consumer<EngineEvent> events) {
      this.assignment = assignment;
      this.events = events;
    }

    Session tell(EngineEvent event) {
      steps.add(() -> {
        events.accept(event);
        return null;
      });
      return this;
    }

    void end(Supplier<@Nullable Outcome> outcome) {
      steps.add(outcome);
    }

    /** Ends with a file of that text. */
    void fetched(String text) {
      end(() -> {
        try {
          Path file = Files.writeString(assignment.scratch().resolve("out.mp4"), text);
          return new Outcome.Fetched(file, "mp4", "video/mp4");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }

    boolean wasInterrupted() throws InterruptedException {
      return interrupted.await(20, TimeUnit.SECONDS);
    }
  }

  @Override
  public Outcome fetch(Assignment assignment, Consumer<EngineEvent> events)
      throws InterruptedException {
    Session session = new Session(assignment, events);
    begun.add(session);
    try {
      while (true) {
        Outcome outcome = session.steps.take().get();
        if (outcome != null) {
          return outcome;
        }
      }
    } catch (InterruptedException e) {
      session.interrupted.countDown();
      throw e;
    }
  }

  /** What {@link #preview} sees, and {@link #expand} gives. */
  volatile @Nullable Preview preview;

  @Override
  public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems) {
    Preview seen = preview;
    return seen == null ? new Sighting.Unseen(NOTHING) : new Sighting.Seen(seen);
  }

  @Override
  public Optional<Failure> expand(
      Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items) {
    Preview seen = preview;
    if (seen == null) {
      return Optional.of(NOTHING);
    }
    seen.items().stream().limit(mostItems).forEach(items);
    return Optional.empty();
  }

  @Override
  public Readiness readiness() {
    return Readiness.of("scripted");
  }
}
