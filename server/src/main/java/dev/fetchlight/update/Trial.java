package dev.fetchlight.update;

import dev.fetchlight.egress.Egress;
import dev.fetchlight.egress.address.AddressPolicy;
import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Engine;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Limits;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.judge.JudgingEngine;
import dev.fetchlight.engine.ytdlp.Patience;
import dev.fetchlight.engine.ytdlp.Surroundings;
import dev.fetchlight.engine.ytdlp.YtDlpEngine;
import dev.fetchlight.engine.ytdlp.process.Nest;
import dev.fetchlight.engine.ytdlp.program.ProgramMissingException;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import dev.fetchlight.update.release.ReleaseVersion;
import dev.fetchlight.update.release.UnfitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Has a release do once what it is for, as any download does: warm, behind the wall and a gate, and
 * judged by what it brings; from a site of our own, since others may be at fault. Leaves nothing.
 */
public final class Trial {
  private static final Limits LIMITS = new Limits(1 << 20, Duration.ofMinutes(1));

  private static final long MOST_TEXT = 32 << 20;

  /** In what yt-dlp says where its Python is too old. */
  private static final String OLD_PYTHON = "version of Python";

  private final Function<AddressPolicy, Egress> doors;
  private final Function<Optional<Path>, Programs> find;
  private final Path root;
  private final Duration patience;

  /**
   * @param doors opens one to exactly the addresses of a policy
   * @param find the programs with this yt-dlp
   * @param root where scratch folders lie
   * @param patience for all of it
   */
  public Trial(
      Function<AddressPolicy, Egress> doors,
      Function<Optional<Path>, Programs> find,
      Path root,
      Duration patience) {
    this.doors = doors;
    this.find = find;
    this.root = root;
    this.patience = patience;
  }

  private Programs programs(Path program) throws UnfitException {
    try {
      return find.apply(Optional.of(program));
    } catch (ProgramMissingException e) {
      throw UnfitException.unreachable("No release can be tried: " + e.hint());
    }
  }

  /** Returns where the release has passed. */
  void pass(Path program, ReleaseVersion version)
      throws IOException, UnfitException, InterruptedException {
    Programs programs = programs(program);
    CompletableFuture<Boolean> passed = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .name("trial")
            .start(() -> {
              try {
                run(programs, version);
                passed.complete(true);
                // Whatever it is, whoever waits has to hear of it.
              } catch (Throwable e) {
                passed.completeExceptionally(e);
              }
            });
    try {
      boolean _ = passed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw UnfitException.forAWhile(
          "yt-dlp %s did not come to the end of its trial within %d s."
              .formatted(version, patience.toSeconds()));
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case UnfitException unfit -> throw unfit;
        case IOException broken -> throw broken;
        case null, default -> throw new IllegalStateException("trying yt-dlp", e.getCause());
      }
    } finally {
      thread.interrupt();
      thread.join();
    }
  }

  /** What a warm parent loads stands behind no wall, so what fails behind one is never loaded. */
  private void run(Programs programs, ReleaseVersion version)
      throws IOException, UnfitException, InterruptedException {
    Path folder = Files.createTempDirectory(Files.createDirectories(root), Nest.LOOK);
    try (TrialSite site = TrialSite.open();
        Egress door = doors.apply(AddressPolicy.only(site.host() + "/32"))) {
      YtDlpEngine.Doors ways = new YtDlpEngine.Doors(door::open, door::fetcher);
      try (YtDlpEngine cold =
          YtDlpEngine.cold(() -> programs, ways, Patience.USUAL, root, MOST_TEXT)) {
        String said = cold.said(Files.createDirectory(folder.resolve("word"))).orElse("nothing");
        Path film = fetch(cold, site.url(TrialSite.FILE), folder.resolve("file"), version);
        if (!said.equals(version.text())) {
          throw UnfitException.forAWhile(
              "yt-dlp %s calls itself %s when it is started.".formatted(version, said));
        }
        if (!TrialSite.isFilm(film)) {
          throw UnfitException.forAWhile(
              "yt-dlp %s fails its trial: what it brings is not what it was sent."
                  .formatted(version));
        }
      }
      try (YtDlpEngine warm =
          new YtDlpEngine(
              () -> programs, ways, Patience.USUAL, root, MOST_TEXT, Surroundings.ALONE)) {
        Path _ = fetch(warm, site.url(TrialSite.STREAM), folder.resolve("stream"), version);
      }
    } finally {
      Nest.remove(folder);
    }
  }

  private static Path fetch(YtDlpEngine ytDlp, String url, Path scratch, ReleaseVersion version)
      throws IOException, UnfitException, InterruptedException {
    Engine engine = new JudgingEngine(ytDlp, ytDlp::probe);
    List<String> words = new ArrayList<>();
    Assignment assignment =
        new Assignment(
            JobId.next(InstantSource.system()),
            new Spec(new Link(url), Format.BEST),
            null,
            Files.createDirectory(scratch),
            LIMITS,
            null);
    Outcome outcome =
        engine.fetch(
            assignment,
            event -> {
              if (event instanceof EngineEvent.Noted(String line)) {
                words.add(line);
              }
            });
    return switch (outcome) {
      case Outcome.Fetched fetched -> fetched.file();
      case Outcome.Later later -> throw unfit(version, words, later.why());
      case Outcome.Failed(Failure failure) -> {
        if (failure.code() == Failure.Code.NO_SPACE || failure.code() == Failure.Code.DISK_FAILED) {
          throw new IOException(failure.sentence());
        }
        throw unfit(version, words, failure);
      }
    };
  }

  private static UnfitException unfit(ReleaseVersion version, List<String> words, Failure failure) {
    return UnfitException.forAWhile(
        words.stream().anyMatch(line -> line.contains(OLD_PYTHON))
            ? "yt-dlp %s needs a newer Python than this server has.".formatted(version)
            : "yt-dlp %s fails its trial: %s".formatted(version, failure.sentence()));
  }
}
