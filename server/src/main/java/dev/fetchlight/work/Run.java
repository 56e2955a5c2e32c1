package dev.fetchlight.work;

import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.FileName;
import dev.fetchlight.job.outcome.StoredMedia;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Cookies;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of one job, from the claim to an end that is written down. */
final class Run {
  private static final Logger LOG = System.getLogger(Run.class.getName());

  private final Held held;
  private final Rooms rooms;
  private final WorkSettings settings;
  private final Scratch scratch;
  private final Sites sites;
  private final Tries tries;
  private final RunLog log = new RunLog();
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Pictures pictures;

  Run(Job claimed, Rooms rooms, WorkSettings settings, Scratch scratch, Sites sites, Tries tries) {
    this.held = new Held(claimed, rooms, settings);
    this.rooms = rooms;
    this.settings = settings;
    this.scratch = scratch;
    this.sites = sites;
    this.tries = tries;
  }

  JobId id() {
    return held.id();
  }

  /** Begins once {@code earlier} is over; {@code after} runs when nothing of this run is left. */
  void start(@Nullable Run earlier, Runnable after) {
    held.start(() -> {
      try {
        if (earlier != null) {
          earlier.over.await();
        }
        work();
      } catch (InterruptedException _) {
        end();
      } finally {
        after.run();
        over.countDown();
      }
    });
  }

  /** Somebody has ended the job in another way, as of that revision. */
  void calledOff(long revision) {
    held.calledOff(revision);
  }

  /** Stops, and puts the job back into the queue. */
  void putBack() {
    held.stop(Held.Stop.SHUTDOWN);
  }

  /** Waits for the end; false where the patience is over first. */
  boolean await(Duration patience) {
    try {
      return over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Puts the job back though its thread still runs; what that does later is refused. */
  void abandon() {
    held.finish(new Change.Interrupted());
  }

  private void work() {
    try {
      Path folder = scratch.make(id());
      pictures = new Pictures(rooms, held, folder, this::remarked);
      held.beat();
      Sealed sealed = held.job().ticket().cookies();
      Cookies cookies = sealed == null ? null : rooms.unseal().apply(sealed).orElse(null);
      if (sealed != null && cookies == null) {
        fail(Failures.COOKIES_LOST);
        return;
      }
      if (held.job().spec().list()) {
        expand(new Expansion(held, rooms, cookies, settings.maxItems()), folder);
      } else {
        fetch(folder, cookies);
      }
    } catch (InterruptedException _) {
      LOG.log(Level.DEBUG, "Job {0} was interrupted", id());
    } catch (IOException e) {
      LOG.log(Level.ERROR, "Job " + id() + " could not use its disk", e);
      fail(Failures.of(e));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "Job " + id() + " met a bug", e);
      fail(Failures.BUG);
    } finally {
      end();
    }
  }

  private void fetch(Path folder, @Nullable Cookies cookies)
      throws IOException, InterruptedException {
    Job job = held.job();
    VideoInfo listed = job.ticket().parent() == null ? null : job.video();
    Assignment assignment =
        new Assignment(id(), job.spec(), listed, folder, settings.limits(), cookies);
    Outcome outcome = rooms.engine().fetch(assignment, this::on);
    if (held.beginEnd()) {
      switch (outcome) {
        case Outcome.Fetched fetched -> store(fetched, folder);
        case Outcome.Failed(var failure) -> failed(failure, folder);
      }
    }
  }

  private void expand(Expansion expansion, Path folder) throws IOException, InterruptedException {
    Optional<Failure> failure = expansion.run();
    if (!held.beginEnd()) {
      return;
    }
    if (failure.isPresent() && (again(failure.get()).isPresent() || !expansion.found())) {
      failed(failure.get(), folder);
    } else {
      expansion.finish();
    }
  }

  /** Ends the run, though perhaps not the job. */
  private void failed(Failure failure, Path folder) throws IOException {
    Optional<Instant> next = again(failure);
    log.add(failure.code().wire() + ": " + failure.sentence());
    next.ifPresent(at -> log.add("next try at " + at.truncatedTo(ChronoUnit.SECONDS)));
    keepLog(folder);
    held.finish(
        next.<Change>map(at -> new Change.Postponed(failure, at))
            .orElseGet(() -> new Change.Failing(failure)));
  }

  /** When the job is tried again; a site that asked for a rest gets it from all jobs. */
  private Optional<Instant> again(Failure failure) {
    Instant now = rooms.clock().instant();
    Optional<Instant> next = tries.after(held.job(), failure).map(now::plus);
    if (failure.code() != Failure.Code.RATE_LIMITED) {
      return next;
    }
    Instant open = sites.rest(held.job().spec().link().site(), failure.sentence()).until();
    return next.map(at -> at.isBefore(open) ? open : at);
  }

  private void keepLog(Path folder) throws IOException {
    log.keep(rooms.media(), id().toString(), folder, held.job().attempt(), rooms.clock().instant());
  }

  private void on(EngineEvent event) {
    switch (event) {
      case EngineEvent.Described(var video, var thumbnail) -> described(video, thumbnail);
      case EngineEvent.Noted(var line) -> log.add(line);
      case EngineEvent.Remarked(var sentence) -> remarked(sentence);
      case EngineEvent.Entered(var stage) -> held.advance(new Change.Reached(stage));
      case EngineEvent.Progressed(var progress) -> held.progressed(progress);
    }
  }

  private void described(VideoInfo video, @Nullable URI thumbnail) {
    if (held.advance(new Change.Described(video)) && thumbnail != null && pictures != null) {
      pictures.fetch(thumbnail);
    }
  }

  private void remarked(String sentence) {
    log.add("note: " + sentence);
    held.advance(new Change.Remarked(sentence));
  }

  private void store(Outcome.Fetched fetched, Path folder) throws IOException {
    if (!held.advance(new Change.Reached(Stage.STORING))) {
      return;
    }
    long size = Files.size(fetched.file());
    rooms.media().put(id().toString(), "media." + fetched.extension(), fetched.file());
    if (pictures != null) {
      pictures.await();
    }
    VideoInfo video = held.job().video();
    String name = FileName.of(video == null ? null : video.title(), fetched.extension());
    List<StoredMedia.Subtitle> subtitles =
        fetched.subtitles().stream().map(Outcome.Beside::subtitle).toList();
    StoredMedia media =
        new StoredMedia(name, size, fetched.mediaType(), rooms.media().provider(), subtitles, true);
    for (Outcome.Beside each : fetched.subtitles()) {
      rooms.media().put(id().toString(), media.shelfName(each.subtitle()), each.file());
    }
    keepLog(folder);
    sites.served(held.job().spec().link().site());
    if (!held.finish(new Change.Stored(media))) {
      // Called off while the file was on its way to the shelf.
      rooms.media().delete(id().toString());
    }
  }

  private void fail(Failure failure) {
    try {
      if (held.beginEnd()) {
        held.finish(new Change.Failing(failure));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The end of job " + id() + " could not be written down", e);
    }
  }

  /** Writes down an end that came from outside, and leaves nothing that is of no more use. */
  private void end() {
    try {
      held.settle();
      if (pictures != null) {
        pictures.stop();
      }
      held.close();
      Optional<Job> now = rooms.desk().find(id());
      if (now.isEmpty()) {
        rooms.media().delete(id().toString());
      }
      if (now.isEmpty() || now.get().status() == Status.CANCELLED) {
        rooms.desk().cancelAll(id()); // what was queued while the list was called off
      }
      if (Scratch.useless(now)) {
        scratch.remove(id());
      }
    } catch (RuntimeException | IOException e) {
      LOG.log(Level.ERROR, "Job " + id() + " could not be tidied away", e);
    } finally {
      held.close();
    }
  }
}
