package dev.fetchlight.update;

import dev.fetchlight.update.release.ReleaseVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of releases across restarts.
 *
 * @param kept those on disk, the one in use first; empty where the system's is used
 * @param refused those that are not taken again, newest first
 * @param tries newest first
 * @param asked when was asked last
 * @param passedOver the release seen last that was not newer than what is in use
 * @param runs how runs ended lately, as {@link Experience} writes it, by version
 */
record Memory(
    List<Kept> kept,
    List<Refused> refused,
    List<Try> tries,
    @Nullable Instant asked,
    @Nullable Kept passedOver,
    Map<String, String> runs) {
  static final Memory NOTHING = new Memory(List.of(), List.of(), List.of(), null, null, Map.of());

  /** The one in use and the two before it. */
  static final int MOST_KEPT = 3;

  private static final int MOST_REFUSED = 20;
  private static final int MOST_TRIES = 10;

  /** A release by its version and the SHA-256 of its program. */
  record Kept(ReleaseVersion version, String sum) {}

  /**
   * A release that is not taken.
   *
   * @param version where it is known
   * @param lasting whether it is never tried again
   */
  record Refused(
      String sum, @Nullable ReleaseVersion version, Instant at, boolean lasting, String sentence) {}

  Memory {
    kept = List.copyOf(kept);
    refused = List.copyOf(refused);
    tries = List.copyOf(tries);
    runs = Map.copyOf(runs);
  }

  /** Why a release is not taken. */
  Optional<Refused> refusal(String sum) {
    return refused.stream().filter(each -> each.sum().equals(sum)).findFirst();
  }

  /** A release is in use from now on. */
  Memory taking(Kept release) {
    List<Kept> others =
        kept.stream().filter(each -> !each.version().equals(release.version())).toList();
    List<Refused> refusals =
        refused.stream().filter(each -> !each.sum().equals(release.sum())).toList();
    List<Kept> all = added(release, others, MOST_KEPT);
    return new Memory(all, refusals, tries, asked, null, runs);
  }

  /** One is used no more. */
  Memory without(Kept release) {
    List<Kept> others = kept.stream().filter(each -> !each.equals(release)).toList();
    return new Memory(others, refused, tries, asked, passedOver, runs);
  }

  Memory refusing(Refused release) {
    List<Refused> others =
        refused.stream().filter(each -> !each.sum().equals(release.sum())).toList();
    List<Refused> all = added(release, others, MOST_REFUSED);
    return new Memory(kept, all, tries, asked, passedOver, runs);
  }

  Memory passingOver(Kept release) {
    return new Memory(kept, refused, tries, asked, release, runs);
  }

  /** What came of asking; going back by itself is no answer of a server. */
  Memory trying(Try attempt) {
    Instant when = attempt.outcome() == Try.Outcome.ROLLED_BACK ? asked : attempt.at();
    return new Memory(kept, refused, added(attempt, tries, MOST_TRIES), when, passedOver, runs);
  }

  Memory running(String version, String lately) {
    Map<String, String> all = new HashMap<>(runs);
    all.put(version, lately);
    all.keySet().removeIf(each -> !each.equals(version) && !known(each));
    return new Memory(kept, refused, tries, asked, passedOver, all);
  }

  private boolean known(String version) {
    return version.equals(Experience.SYSTEM)
        || kept.stream().anyMatch(each -> each.version().text().equals(version));
  }

  private static <T> List<T> added(T first, List<T> others, int most) {
    List<T> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all.subList(0, Math.min(most, all.size()));
  }
}
