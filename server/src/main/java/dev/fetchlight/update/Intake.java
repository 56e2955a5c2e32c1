package dev.fetchlight.update;

import dev.fetchlight.update.Memory.Kept;
import dev.fetchlight.update.Memory.Refused;
import dev.fetchlight.update.Try.Outcome;
import dev.fetchlight.update.release.Checksums;
import dev.fetchlight.update.release.ReleaseServer;
import dev.fetchlight.update.release.ReleaseVersion;
import dev.fetchlight.update.release.TrustedKeys;
import dev.fetchlight.update.release.UnfitException;
import dev.fetchlight.update.release.Zipapp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the newest release, where it is newer: each check before the next, signature first and
 * trial last, and only what has passed them all is ever in use.
 */
final class Intake {
  private static final String PROGRAM = "yt-dlp";
  private static final String SUMS = "SHA2-256SUMS";
  private static final String SIGNATURE = SUMS + ".sig";
  private static final int MOST_AGAIN = 2;
  private static final int MOST_SUMS = 64 << 10;
  private static final int MOST_SIGNATURE = 16 << 10;
  private static final long MOST_PROGRAM = 32 << 20;
  private static final Duration WHILE = Duration.ofDays(7);

  private final ReleaseServer server;
  private final TrustedKeys keys;
  private final InUse inUse;
  private final Trial trial;
  private final InstantSource clock;

  Intake(ReleaseServer server, TrustedKeys keys, InUse inUse, Trial trial, InstantSource clock) {
    this.server = server;
    this.keys = keys;
    this.inUse = inUse;
    this.trial = trial;
    this.clock = clock;
  }

  /**
   * Blocks; an interrupt ends it and leaves nothing.
   *
   * @param person whether somebody wishes it, who may have mended what was wrong
   * @param trying hears of the release that is tried
   * @throws IOException where the disk does not take it
   */
  Try look(boolean person, Consumer<ReleaseVersion> trying)
      throws IOException, InterruptedException {
    try {
      for (int again = 0; ; again++) {
        byte[] sums = server.text(SUMS, MOST_SUMS);
        try {
          keys.check(sums, server.text(SIGNATURE, MOST_SIGNATURE));
          return look(Checksums.of(sums, PROGRAM), person, trying);
        } catch (UnfitException e) {
          // Another release may have taken its place between two of its files.
          if (e.kind() != UnfitException.Kind.NOW
              || again == MOST_AGAIN
              || Arrays.equals(sums, server.text(SUMS, MOST_SUMS))) {
            throw e;
          }
        }
      }
    } catch (UnfitException e) {
      return e.kind() == UnfitException.Kind.UNREACHABLE
          ? attempt(Outcome.FAILED, null, e.sentence() + " " + meanwhile())
          : attempt(Outcome.REFUSED, null, e.sentence());
    }
  }

  private Try look(String sum, boolean person, Consumer<ReleaseVersion> trying)
      throws IOException, InterruptedException, UnfitException {
    Optional<ReleaseVersion> known = known(sum);
    if (known.isPresent()) {
      return notNewer(known.get());
    }
    Optional<Refused> refusal = inUse.rack().memory().refusal(sum);
    if (refusal.isPresent() && holds(refusal.get(), person)) {
      return attempt(Outcome.REFUSED, refusal.get().version(), refusal.get().sentence());
    }
    Path place = inUse.rack().newPlace();
    try {
      server.program(PROGRAM, MOST_PROGRAM, sum, place);
      return judged(place, sum, trying);
    } finally {
      Rack.discard(place);
    }
  }

  private Try judged(Path place, String sum, Consumer<ReleaseVersion> trying)
      throws IOException, InterruptedException, UnfitException {
    ReleaseVersion version = null;
    try {
      version = Zipapp.version(place);
      Kept release = new Kept(version, sum);
      if (!newer(version)) {
        inUse.rack().remember(memory -> memory.passingOver(release));
        return notNewer(version);
      }
      trying.accept(version);
      trial.pass(place, version);
      inUse.take(place, release);
      return attempt(
          Outcome.UPDATED, version, "yt-dlp " + version + " is in use from the next download on.");
    } catch (UnfitException e) {
      if (e.kind() == UnfitException.Kind.UNREACHABLE) {
        throw e;
      }
      boolean lasting = e.kind() == UnfitException.Kind.FOR_GOOD;
      Refused refused = new Refused(sum, version, clock.instant(), lasting, e.sentence());
      inUse.rack().remember(memory -> memory.refusing(refused));
      return attempt(Outcome.REFUSED, version, e.sentence());
    }
  }

  /** The version of what need not be fetched to be known as not newer. */
  private Optional<ReleaseVersion> known(String sum) {
    Kept passedOver = inUse.rack().memory().passedOver();
    return inUse
        .release()
        .filter(release -> release.sum().equals(sum))
        .or(() -> Optional.ofNullable(passedOver).filter(release -> release.sum().equals(sum)))
        .map(Kept::version)
        .filter(version -> !newer(version));
  }

  /** Than what is in use; the system's may be replaced by the same of ours, which has all parts. */
  private boolean newer(ReleaseVersion version) {
    return inUse.release().isPresent()
        ? version.newerThan(inUse.release().get().version())
        : inUse.version().filter(now -> now.newerThan(version)).isEmpty();
  }

  private boolean holds(Refused refusal, boolean person) {
    return refusal.lasting() || !(person || refusal.at().plus(WHILE).isBefore(clock.instant()));
  }

  private Try notNewer(ReleaseVersion version) {
    Optional<ReleaseVersion> now = inUse.version();
    return attempt(
        Outcome.CURRENT,
        version,
        now.filter(version::equals).isPresent()
            ? "yt-dlp " + version + " is the newest release."
            : "The newest release is yt-dlp %s; %s, which is in use, is newer."
                .formatted(version, now.map(ReleaseVersion::text).orElse("another")));
  }

  private String meanwhile() {
    return inUse
        .version()
        .map(now ->
            inUse.release().isPresent()
                ? "Downloads go on with yt-dlp " + now + "."
                : "Downloads go on with the system's yt-dlp " + now + ".")
        .orElse("Until then there is no yt-dlp.");
  }

  private Try attempt(Outcome outcome, @Nullable ReleaseVersion version, String sentence) {
    return new Try(clock.instant(), outcome, version, sentence);
  }
}
