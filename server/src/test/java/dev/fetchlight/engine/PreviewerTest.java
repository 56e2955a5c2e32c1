package dev.fetchlight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Look;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at a link on behalf of somebody who waits. */
class PreviewerTest {
  private static final Sighting NOTHING =
      new Sighting.Unseen(new Failure(Failure.Code.NOT_FOUND, "There is nothing here."));

  @TempDir Path folder;

  private Optional<Sighting> look(Callable<Sighting> sight) {
    Link link = ((Link.Valid) Link.parse("http://example.com/")).link();
    return new Previewer(new Sight(sight), (_, _) -> Optional.empty(), folder, 10)
        .look(new Look(link, false, null));
  }

  /** Threads that answer share few carriers, and one that computes gives none back. */
  @Test
  void isDoneOnAThreadOfThePlatform() throws Exception {
    AtomicReference<Thread> looked = new AtomicReference<>();
    CompletableFuture<Optional<Sighting>> seen = new CompletableFuture<>();
    Thread.startVirtualThread(() ->
        seen.complete(
            look(() -> {
              looked.set(Thread.currentThread());
              return NOTHING;
            })));

    assertThat(seen.get()).contains(NOTHING);
    assertThat(looked.get().isVirtual()).isFalse();
  }

  @Test
  void aBrokenLookBreaksAsItDid() {
    assertThatThrownBy(() ->
            look(() -> {
              throw new IllegalStateException("broken");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }

  private record Sight(Callable<Sighting> sight) implements Engine {
    @Override
    public Outcome fetch(Assignment assignment, Consumer<EngineEvent> events) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems) {
      try {
        return sight.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Optional<Failure> expand(
        Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items) {
      return Optional.empty();
    }

    @Override
    public Readiness readiness() {
      return Readiness.of("here");
    }
  }
}
