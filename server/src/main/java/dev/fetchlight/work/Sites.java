package dev.fetchlight.work;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.State;
import dev.fetchlight.job.book.Openings.Closed;
import dev.fetchlight.job.book.QueueState.Rest;
import dev.fetchlight.job.outcome.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Sites that asked to be left alone for a while: a minute at first, longer each time it happens
 * again. One download that comes through makes up for all. Those who show a login and those who
 * show none are different people to a site. Safe for use by several threads.
 */
final class Sites {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int GROWTH = 5;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<Closed, Integer> strikes = new HashMap<>();
  private final Map<Closed, Rest> rests = new HashMap<>();

  Sites(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The site has asked for it; of several who hear so at one time the first one counts. */
  synchronized Rest rest(Closed visitors, String sentence) {
    Rest known = rests.get(visitors);
    Instant now = clock.instant();
    if (known != null && now.isBefore(known.until())) {
      return known;
    }
    int strike = strikes.merge(visitors, 1, Integer::sum);
    double seconds =
        Math.min((double) LONGEST.toSeconds(), FIRST.toSeconds() * Math.pow(GROWTH, strike - 1.0));
    Duration length = Duration.ofMillis((long) (seconds * 1_000 * random.nextDouble(1, 1.2)));
    Rest rest = new Rest(visitors.site(), visitors.login(), now.plus(length), sentence);
    rests.put(visitors, rest);
    return rest;
  }

  /**
   * Goes on with the rests of an earlier life, as far as a job waits for it: until the last one of
   * a site may be tried again. How often the site had asked is not known, so this counts as once.
   */
  synchronized void remember(Job waiting) {
    if (waiting.state() instanceof State.Waiting(var failure, var until)
        && failure.code() == Failure.Code.RATE_LIMITED
        && until.isAfter(clock.instant())) {
      Closed visitors = Closed.of(waiting);
      strikes.put(visitors, 1);
      rests.merge(
          visitors,
          new Rest(visitors.site(), visitors.login(), until, failure.sentence()),
          BinaryOperator.maxBy(Comparator.comparing(Rest::until)));
    }
  }

  /** A download came through. */
  synchronized void served(Closed visitors) {
    strikes.remove(visitors);
    rests.remove(visitors);
  }

  /** Somebody does not want to wait for it; false where it does not rest. What it asked counts. */
  synchronized boolean wake(String site) {
    boolean resting = rests().stream().anyMatch(rest -> rest.site().equals(site));
    rests.keySet().removeIf(visitors -> visitors.site().equals(site));
    return resting;
  }

  /** Those that rest now, the first to be open again first. */
  synchronized List<Rest> rests() {
    Instant now = clock.instant();
    rests.values().removeIf(rest -> !now.isBefore(rest.until()));
    return rests.values().stream()
        .sorted(
            Comparator.comparing(Rest::until).thenComparing(Rest::site).thenComparing(Rest::login))
        .toList();
  }

  /** Of whom nothing may be asked now. */
  Set<Closed> closed() {
    return rests().stream()
        .map(rest -> new Closed(rest.site(), rest.login()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
