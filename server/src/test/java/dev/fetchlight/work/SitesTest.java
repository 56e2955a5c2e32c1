package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.book.Openings.Closed;
import dev.fetchlight.job.book.QueueState.Rest;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long sites are left alone. */
class SitesTest {
  private static final Closed ANYONE = new Closed("a.com", false);
  private static final Closed MEMBERS = new Closed("a.com", true);

  private Instant now = Instant.parse("2026-01-02T12:00:00Z");
  private final Sites sites = new Sites(() -> now, new Random(3));

  private Duration rest(String site) {
    return Duration.between(now, sites.rest(new Closed(site, false), "Come back later.").until());
  }

  @Test
  void aSiteRestsAndOthersGoOn() {
    Rest rest = sites.rest(ANYONE, "Come back later.");

    assertThat(sites.closed()).containsExactly(ANYONE);
    assertThat(sites.rests()).containsExactly(rest);
    now = rest.until();
    assertThat(sites.closed()).isEmpty();
  }

  @Test
  void severalWhoHearItAtOneTimeCountOnce() {
    Rest first = sites.rest(ANYONE, "Come back later.");
    now = now.plusSeconds(5);

    assertThat(sites.rest(ANYONE, "Again.")).isEqualTo(first);
  }

  @Test
  void aRestOfAnEarlierLifeGoesOn() {
    Failure tired = new Failure(Failure.Code.RATE_LIMITED, "Come back later.");
    Instant until = now.plusSeconds(40);
    Stream.of(
            postponed("https://www.a.com/1", tired, until),
            postponed("https://a.com/2", tired, now.plusSeconds(30)),
            postponed("https://b.com/1", new Failure(Failure.Code.NETWORK, "No."), until),
            postponed("https://c.com/1", tired, now),
            Jobs.queued("d", now))
        .forEach(sites::remember);

    assertThat(sites.rests()).containsExactly(new Rest("a.com", false, until, "Come back later."));
    now = until;
    assertThat(sites.closed()).isEmpty();
    assertThat(rest("a.com")).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
  }

  private Job postponed(String url, Failure failure, Instant until) {
    Spec spec = new Spec(Jobs.link(url), Format.BEST);
    return Jobs.after(
        Job.queued(JobId.next(() -> now), spec, now),
        new Change.Claimed(),
        new Change.Postponed(failure, until));
  }

  @Test
  void restsGrowUntilADownloadComesThrough() {
    for (int strike = 0; strike < 5; strike++) {
      Duration rest = rest("a.com");
      double usual = Math.min(3_600_000, 60_000 * Math.pow(5, strike));
      assertThat((double) rest.toMillis()).isBetween(usual, usual * 1.2);
      now = now.plus(rest);
    }
    sites.served(ANYONE);

    assertThat(rest("a.com")).isLessThan(Duration.ofSeconds(73));
  }

  @Test
  void whoShowsALoginRestsAlone() {
    sites.rest(ANYONE, "Come back later.");
    assertThat(sites.closed()).containsExactly(ANYONE);
    sites.rest(MEMBERS, "You too.");
    assertThat(sites.closed()).containsExactlyInAnyOrder(ANYONE, MEMBERS);
    sites.served(MEMBERS);
    assertThat(sites.closed()).containsExactly(ANYONE);
  }

  @Test
  void whoWakesASiteDoesNotMakeItForget() {
    sites.rest(ANYONE, "Come back later.");
    sites.rest(MEMBERS, "Come back later.");
    sites.rest(new Closed("b.com", false), "Come back later.");

    assertThat(sites.wake("a.com")).isTrue();

    assertThat(sites.closed()).containsExactly(new Closed("b.com", false));
    assertThat(sites.wake("a.com")).isFalse();
    assertThat(rest("a.com")).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
  }
}
