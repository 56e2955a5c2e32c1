package dev.fetchlight.update;

import dev.fetchlight.engine.ytdlp.YtDlpEngine;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.update.Memory.Kept;
import dev.fetchlight.update.Memory.Refused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches how runs end: goes back from a release with which much more fails than with what was used
 * before it, and has a newer one asked for where links fail in a wave.
 */
final class RunWatch {
  private static final Logger LOG = System.getLogger(RunWatch.class.getName());

  private final InUse inUse;
  private final Calendar calendar;
  private final Runnable wave;
  private final InstantSource clock;

  RunWatch(InUse inUse, Calendar calendar, Runnable wave, InstantSource clock) {
    this.inUse = inUse;
    this.calendar = calendar;
    this.wave = wave;
    this.clock = clock;
  }

  /**
   * A run has ended.
   *
   * @param with our release that it was started with; empty for the system's
   * @param failure why it brought nothing; null where it did
   */
  void ended(Optional<Kept> with, Link link, @Nullable Failure failure) {
    boolean broken = failure != null && YtDlpEngine.mayBeOld(failure);
    if (failure != null && !broken) {
      return; // which tells nothing of yt-dlp
    }
    int number = link.value().hashCode();
    Experience.Run run = new Experience.Run(number, broken);
    inUse
        .rack()
        .remember(memory -> memory.running(name(with), experience(memory, with).with(run).text()));
    if (broken && with.isPresent() && rolledBack(with.get())) {
      return;
    }
    if (!broken) {
      calendar.worked();
    } else if (isTooMuch(failure, number)) {
      LOG.log(Level.INFO, "Links fail as if yt-dlp were too old: a newer one is asked for.");
      wave.run();
    }
  }

  /** Whether it is time to ask: a wave of failures, or one that an update is promised for. */
  private boolean isTooMuch(@Nullable Failure failure, int number) {
    Instant now = clock.instant();
    Instant asked = inUse.rack().memory().asked();
    boolean promised =
        failure != null
            && failure.code() == Failure.Code.ENGINE_OUTDATED
            && failure.passing()
            && Calendar.rested(now, asked);
    return calendar.failed(now, number, asked) || promised;
  }

  /** Whether it was given up just now, by the one of several runs that end at once. */
  private boolean rolledBack(Kept release) {
    synchronized (this) {
      Memory memory = inUse.rack().memory();
      Optional<Kept> before = memory.kept().stream().skip(1).findFirst();
      if (!inUse.release().equals(Optional.of(release))
          || !experience(memory, Optional.of(release)).muchWorseThan(before(memory))) {
        return false;
      }
      Instant now = clock.instant();
      String sentence =
          "yt-dlp %s was given up for %s: with it much more fails that could be read before."
              .formatted(
                  release.version(),
                  before.map(kept -> kept.version().text()).orElse("the system's"));
      LOG.log(Level.WARNING, sentence);
      inUse.giveUp(release, new Refused(release.sum(), release.version(), now, true, sentence));
      inUse
          .rack()
          .remember(known ->
              known.trying(new Try(now, Try.Outcome.ROLLED_BACK, release.version(), sentence)));
      return true;
    }
  }

  /** With the one before; with those before it too where it was hardly used. */
  private static Experience before(Memory memory) {
    Experience all = Experience.NONE;
    for (Kept each : memory.kept().stream().skip(1).toList()) {
      all = all.orEarlier(experience(memory, Optional.of(each)));
    }
    return all.orEarlier(experience(memory, Optional.empty()));
  }

  private static Experience experience(Memory memory, Optional<Kept> with) {
    return Experience.parse(memory.runs().getOrDefault(name(with), ""));
  }

  private static String name(Optional<Kept> with) {
    return with.map(release -> release.version().text()).orElse(Experience.SYSTEM);
  }
}
