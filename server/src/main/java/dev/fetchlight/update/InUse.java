package dev.fetchlight.update;

import dev.fetchlight.engine.ytdlp.process.Launcher;
import dev.fetchlight.engine.ytdlp.program.ProgramMissingException;
import dev.fetchlight.engine.ytdlp.program.Programs;
import dev.fetchlight.update.Memory.Kept;
import dev.fetchlight.update.Memory.Refused;
import dev.fetchlight.update.release.ReleaseVersion;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which yt-dlp downloads are started with: one of our own releases, or the system's where there is
 * none, where ours cannot be started, or where the system's has become the newer one.
 */
public final class InUse {
  private static final Logger LOG = System.getLogger(InUse.class.getName());

  private final Rack rack;
  private final boolean own;
  private final Function<Optional<Path>, Programs> find;
  private final Launcher system;
  private volatile boolean systemIsNewer;
  private volatile Runnable changed = () -> {};

  private InUse(Rack rack, boolean own, Function<Optional<Path>, Programs> find) {
    this.rack = rack;
    this.own = own;
    this.find = find;
    // It only ever says its version.
    system = new Launcher(() -> find.apply(Optional.empty()), Duration.ZERO, Duration.ZERO);
  }

  /**
   * The one in use as the folder has it.
   *
   * @param folder of the releases; made where it is missing
   * @param own whether one of ours may be used at all
   * @param find the programs with this yt-dlp, or with the system's
   */
  public static InUse of(Path folder, boolean own, Function<Optional<Path>, Programs> find) {
    return new InUse(Rack.open(folder), own, find);
  }

  /**
   * The programs to start now.
   *
   * @throws ProgramMissingException where one is not there
   */
  public Programs programs() {
    Optional<Kept> ours = release();
    if (ours.isPresent()) {
      try {
        return find.apply(ours.map(rack::file));
      } catch (ProgramMissingException e) {
        LOG.log(Level.WARNING, "yt-dlp {0} cannot be started: {1}", ours.get().version(), e.hint());
      }
    }
    return find.apply(Optional.empty());
  }

  /** Our own release that is in use; empty where it is the system's yt-dlp. */
  Optional<Kept> release() {
    return own && !systemIsNewer ? rack.current() : Optional.empty();
  }

  /** The version in use; blocks while the system's is asked for it. Empty where it tells none. */
  Optional<ReleaseVersion> version() {
    Optional<ReleaseVersion> ours = release().map(Kept::version);
    return ours.isPresent() ? ours : ofSystem();
  }

  /** Sees whether what lies on disk is what was put there; blocks for a moment. */
  void verify() {
    if (rack.verify()) {
      changed.run();
    }
  }

  /** Sees whether somebody has made the system's newer than ours; blocks. */
  void compare() {
    Optional<Kept> ours = rack.current();
    boolean newer =
        ours.isPresent()
            && ofSystem().filter(version -> version.newerThan(ours.get().version())).isPresent();
    if (newer != systemIsNewer) {
      systemIsNewer = newer;
      changed.run();
    }
  }

  /** Has downloads from now on use a program that has passed every check. */
  void take(Path place, Kept release) throws IOException {
    rack.take(place, release);
    systemIsNewer = false;
    changed.run();
  }

  /** Goes back to what was used before it. */
  void giveUp(Kept release, Refused refused) {
    rack.remember(memory -> memory.without(release).refusing(refused));
    changed.run();
  }

  /**
   * Has somebody hear of changes.
   *
   * @param listener is run once another yt-dlp is in use
   */
  public void onChange(Runnable listener) {
    changed = listener;
  }

  Rack rack() {
    return rack;
  }

  private Optional<ReleaseVersion> ofSystem() {
    return system.version().flatMap(ReleaseVersion::parse);
  }
}
