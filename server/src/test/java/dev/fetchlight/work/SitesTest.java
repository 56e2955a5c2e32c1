package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.QueueState.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
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
