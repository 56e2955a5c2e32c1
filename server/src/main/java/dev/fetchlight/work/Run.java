package dev.fetchlight.work;

import dev.fetchlight.engine.Assignment;
import dev.fetchlight.engine.Bell;
import dev.fetchlight.engine.EngineEvent;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Premieres;
import dev.fetchlight.job.Stage;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.JobBookException;
import dev.fetchlight.job.book.Openings;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.job.jar.Visit;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.FileName;
import dev.fetchlight.job.outcome.StoredMedia;
import dev.fetchlight.job.outcome.VideoInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private final Ground ground;
  private final RunLog log = new RunLog();
  private final Bell bell = new Bell();
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Pictures pictures;

  /** What all runs have in common. */
  record Shop(
      Rooms rooms,
      WorkSettings settings,
      Scratch scratch,
      Sites sites,
      Tries tries,
      Ground ground) {}

  Run(Job claimed, Shop shop) {
    this.held = new Held(claimed, shop.rooms(), shop.settings(), shop.ground());
    this.rooms = shop.rooms();
    this.settings = shop.settings();
    this.scratch = shop.scratch();
    this.sites = shop.sites();
    this.tries = shop.tries();
    this.ground = shop.ground();
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

  /** Ends a recording and keeps what there is. */
  void finish() {
    bell.ring();
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
      Job job = held.job();
      switch (rooms.logins().open(job.ticket(), job.spec().link())) {
        case Logins.Opening.Ready(var visit) when job.spec().list() -> expand(visit, folder);
        case Logins.Opening.Ready(var visit) -> fetch(visit, folder);
        case Logins.Opening.Lost(var failure) -> fail(failure);
      }
    } catch (InterruptedException _) {
      LOG.log(Level.DEBUG, "Job {0} was interrupted", id());
    } catch (IOException e) {
      disk(e);
    } catch (UncheckedIOException e) {
      disk(new IOException(e)); // as engines and the shelf throw it
    } catch (JobBookException e) {
      LOG.log(Level.WARNING, "Job {0} waits for the database: {1}", id(), e.getMessage());
      giveBack();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "Job " + id() + " met a bug", e);
      fail(Failures.BUG);
    } finally {
      end();
    }
  }

  /** A disk that is full or broken is no fault of the job: it waits until the disk is well. */
  private void disk(IOException e) {
    Failure failure = Failures.of(e);
    if (wait(failure)) {
      return;
    }
    if (failure.code() == Failure.Code.NO_SPACE) {
      LOG.log(Level.WARNING, "Job {0} met a full disk, where there is room now", id());
    } else {
      LOG.log(Level.ERROR, "Job " + id() + " could not use its disk", e);
    }
    try {
      if (held.beginEnd()) {
        ended(failure, again(failure));
      }
    } catch (RuntimeException broken) {
      LOG.log(Level.ERROR, "The end of job " + id() + " could not be written down", broken);
    }
  }

  /** Whether the job goes back into the queue since the ground it stands on gives way. */
  private boolean wait(Failure failure) {
    boolean ours =
        failure.code() == Failure.Code.NO_SPACE || failure.code() == Failure.Code.DISK_FAILED;
    if (!ours || !ground.givesWay()) {
      return false;
    }
    LOG.log(Level.WARNING, "Job {0} waits for its disk: {1}", id(), failure.sentence());
    giveBack();
    return true;
  }

  /** What cannot be written down now is found by the foreman, who finds the job without a run. */
  private void giveBack() {
    try {
      held.giveBack();
    } catch (JobBookException e) {
      LOG.log(Level.WARNING, "Job {0} waits for the database: {1}", id(), e.getMessage());
    }
  }

  private void fetch(Visit visit, Path folder) throws IOException, InterruptedException {
    Job job = held.job();
    VideoInfo listed = job.ticket().parent() == null ? null : job.video();
    Assignment assignment =
        new Assignment(id(), job.spec(), listed, folder, settings.limits(), visit.cookies(), bell);
    Outcome outcome =
        rooms
            .engine()
            .fetch(
                assignment,
                event -> {
                  if (event instanceof EngineEvent.Returned(var cookies)) {
                    visit.returned(cookies);
                  } else {
                    on(event);
                  }
                });
    visit.ended(job.spec().link().site(), outcome instanceof Outcome.Failed(var why) ? why : null);
    if (outcome instanceof Outcome.Failed(var failure) && wait(failure)) {
      return;
    }
    if (held.beginEnd()) {
      switch (outcome) {
        case Outcome.Fetched fetched -> store(fetched, folder);
        case Outcome.Failed(var failure) -> failed(failure, folder);
        case Outcome.Later later -> defer(later, folder);
      }
    }
  }

  private void expand(Visit visit, Path folder) throws IOException, InterruptedException {
    Expansion expansion = new Expansion(held, rooms, visit.cookies(), settings.maxItems());
    Optional<Failure> failure = expansion.run();
    visit.ended(held.job().spec().link().site(), failure.orElse(null));
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
  private void failed(Failure failure, Path folder) {
    Optional<Instant> next = again(failure);
    log.add(failure.code().wire() + ": " + failure.sentence());
    next.ifPresent(at -> log.add("next try at " + at.truncatedTo(ChronoUnit.SECONDS)));
    keepLog(folder);
    ended(failure, next);
  }

  /** Waits for what is to come, as long as that has sense. */
  private void defer(Outcome.Later later, Path folder) {
    Instant now = rooms.clock().instant();
    Optional<Instant> next = Premieres.next(later.start(), held.job().times().created(), now);
    log.add(later.why().code().wire() + ": " + later.why().sentence());
    next.ifPresent(at -> log.add("looks again at " + at.truncatedTo(ChronoUnit.SECONDS)));
    keepLog(folder);
    held.finish(
        next.<Change>map(at -> new Change.Deferred(later.why(), at))
            .orElseGet(() -> new Change.Failing(later.end())));
  }

  private void ended(Failure failure, Optional<Instant> next) {
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
    Instant open = sites.rest(Openings.Closed.of(held.job()), failure.sentence()).until();
    return next.map(at -> at.isBefore(open) ? open : at);
  }

  /** A log that cannot be kept is no reason to lose a download. */
  private void keepLog(Path folder) {
    int attempt = held.job().attempt();
    try {
      log.keep(rooms.media(), id().toString(), folder, attempt, rooms.clock().instant());
    } catch (IOException e) {
      LOG.log(Level.INFO, "The log of job " + id() + " could not be kept", e);
    }
  }

  private void on(EngineEvent event) {
    switch (event) {
      case EngineEvent.Described(var video, var thumbnail) -> described(video, thumbnail);
      case EngineEvent.Noted(var line) -> log.add(line);
      case EngineEvent.Remarked(var sentence) -> remarked(sentence);
      case EngineEvent.Entered(var stage) -> held.advance(new Change.Reached(stage));
      case EngineEvent.Progressed(var progress) -> held.progressed(progress);
      case EngineEvent.Returned(_) -> {} // heard by the visit
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
        new StoredMedia(
            name,
            size,
            fetched.mediaType(),
            rooms.media().provider(),
            new StoredMedia.Beside(
                subtitles, fetched.made().stream().map(Outcome.Made::part).toList()),
            true);
    for (Outcome.Beside each : fetched.subtitles()) {
      rooms.media().put(id().toString(), media.shelfName(each.subtitle()), each.file());
    }
    for (Outcome.Made each : fetched.made()) {
      rooms.media().put(id().toString(), each.part().shelfName(), each.file());
    }
    keepLog(folder);
    sites.served(Openings.Closed.of(held.job()));
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
      } else if (now.get().status().terminal() || now.get().spec().list()) {
        scratch.removeEmpty(id()); // a list ends when its downloads do
      }
    } catch (RuntimeException | IOException e) {
      LOG.log(Level.ERROR, "Job " + id() + " could not be tidied away", e);
    } finally {
      held.close();
    }
  }
}
