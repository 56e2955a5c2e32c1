package dev.fetchlight.engine.judge;

import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.MediaKind;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.Readiness;
import dev.fetchlight.engine.UnjudgedException;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges whatever the engine that it wraps has brought, by its bytes: what is no media, or is not
 * whole, is a failure, what has the wrong name gets the right one, and a picture that is smaller
 * than asked for is told.
 */
public final class JudgingEngine implements Engine {
  private static final Failure STRANGE =
      new Failure(Code.UNSUPPORTED_URL, "What the link leads to is not a video or sound file.");
  private static final Failure CUT =
      new Failure(
          Code.NETWORK,
          "The file ends before the video does: a part of it is missing. Try again later.");
  private static final Failure SILENT =
      new Failure(Code.UNSUPPORTED_URL, "This video has no sound. Ask for the video instead.");

  private final Engine other;
  private final Judge judge;

  /**
   * @param prober runs ffprobe on a file with these arguments; empty where it fails
   */
  public JudgingEngine(Engine other, BiFunction<Path, List<String>, Optional<String>> prober) {
    this.other = other;
    this.judge = new Judge(prober);
  }

  @Override
  public Outcome fetch(Assignment assignment, Consumer<EngineEvent> events)
      throws InterruptedException {
    Promise promise = new Promise(assignment.spec().choices().clip(), events);
    Outcome outcome = other.fetch(assignment, promise);
    try {
      return switch (outcome) {
        case Outcome.Failed failed -> failed;
        case Outcome.Later later -> later;
        case Outcome.Fetched fetched -> judged(fetched, assignment, promise);
      };
    } catch (UnjudgedException e) {
      promise.accept(new EngineEvent.Noted(e.failure().sentence()));
      return new Outcome.Failed(e.failure()); // the file stays for another try
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw new UncheckedIOException(e);
    }
  }

  private Outcome judged(Outcome.Fetched fetched, Assignment assignment, Promise promise)
      throws IOException {
    if (assignment.spec().choices().format() == Format.SUBTITLES) {
      return fetched; // whoever has brought them has looked at them
    }
    Judge.Verdict verdict = judge.judge(fetched.file(), fetched.extension(), promise.known());
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("judging " + assignment.id());
    }
    Outcome outcome =
        switch (verdict) {
          case Judge.Verdict.Strange() -> new Outcome.Failed(STRANGE);
          case Judge.Verdict.Cut() -> new Outcome.Failed(CUT);
          case Judge.Verdict.Good(MediaKind kind, Finding finding) -> {
            if (assignment.spec().choices().format() == Format.AUDIO && !finding.sound()) {
              yield new Outcome.Failed(SILENT);
            }
            Optional<Failure> broken = promise.broken(finding);
            if (broken.isPresent()) {
              yield new Outcome.Failed(broken.get());
            }
            tellOfSize(finding.size(), assignment.spec().choices().format(), promise);
            yield named(fetched, kind);
          }
        };
    if (outcome instanceof Outcome.Failed(Failure failure)) {
      promise.accept(new EngineEvent.Noted(failure.sentence()));
      Files.deleteIfExists(fetched.file()); // so that another try begins anew
    }
    return outcome;
  }

  private static void tellOfSize(@Nullable Size size, Format asked, Promise promise) {
    if (size != null) {
      promise.sized(size);
      size.smallerThan(asked).map(EngineEvent.Remarked::new).ifPresent(promise);
    }
  }

  private static Outcome named(Outcome.Fetched fetched, MediaKind kind) throws IOException {
    if (kind.extension().equals(fetched.extension())) {
      return fetched;
    }
    Path file = fetched.file().resolveSibling("media." + kind.extension());
    Files.move(fetched.file(), file);
    return new Outcome.Fetched(
        file, kind.extension(), kind.mediaType(), fetched.subtitles(), fetched.made());
  }

  @Override
  public Sighting preview(Link link, boolean list, @Nullable Cookies cookies, int mostItems)
      throws InterruptedException {
    return other.preview(link, list, cookies, mostItems);
  }

  @Override
  public Optional<Failure> expand(
      Link link, @Nullable Cookies cookies, int mostItems, Consumer<Preview.Item> items)
      throws InterruptedException {
    return other.expand(link, cookies, mostItems, items);
  }

  @Override
  public Readiness readiness() {
    return other.readiness();
  }
}
