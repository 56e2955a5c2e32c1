package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Change;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Jobs;
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
  private Instant now = Instant.parse("2026-01-02T12:00:00Z");
  private final Sites sites = new Sites(() -> now, new Random(3));

  private Duration rest(String site) {
    return Duration.between(now, sites.rest(site, "Come back later.").until());
  }

  @Test
  void aSiteRestsAndOthersGoOn() {
    Rest rest = sites.rest("a.com", "Come back later.");

    assertThat(sites.closed()).containsExactly("a.com");
    assertThat(sites.rests()).containsExactly(rest);
    now = rest.until();
    assertThat(sites.closed()).isEmpty();
  }

  @Test
  void severalWhoHearItAtOneTimeCountOnce() {
    Rest first = sites.rest("a.com", "Come back later.");
    now = now.plusSeconds(5);

    assertThat(sites.rest("a.com", "Again.")).isEqualTo(first);
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

    assertThat(sites.rests()).containsExactly(new Rest("a.com", until, "Come back later."));
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
    sites.served("a.com");

    assertThat(rest("a.com")).isLessThan(Duration.ofSeconds(73));
  }
}
