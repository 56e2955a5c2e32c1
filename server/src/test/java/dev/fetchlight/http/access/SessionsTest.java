package dev.fetchlight.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
  private final InstantSource clock = now::get;
  private final Sessions sessions = new Sessions("the token", clock);

  @Test
  void aSessionLivesForItsTimeAndNotLonger() {
    String cookie = sessions.issue();
    assertThat(sessions.end(cookie)).contains(now.get().plus(Sessions.LIFE));
    now.set(now.get().plus(Sessions.LIFE));
    assertThat(sessions.end(cookie)).isEmpty();
  }

  @Test
  void anotherTokenEndsAllSessions() {
    assertThat(new Sessions("another", clock).end(sessions.issue())).isEmpty();
  }

  @Test
  void noBitOfACookieCanBeChanged() {
    byte[] value = Base64.getUrlDecoder().decode(sessions.issue());
    for (int bit = 0; bit < value.length * 8; bit++) {
      byte[] forged = value.clone();
      forged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(sessions.end(Base64.getUrlEncoder().encodeToString(forged)))
          .as("bit %s", bit)
          .isEmpty();
    }
  }

  @Test
  void whatIsNoCookieOfOursIsNone() {
    for (String cookie : new String[] {"", "x", "!!!", "AAAA", "a".repeat(5_000)}) {
      assertThat(sessions.end(cookie)).as(cookie).isEmpty();
    }
  }

  @Test
  void theTokenDoesNotStandInTheCookie() {
    byte[] value = Base64.getUrlDecoder().decode(sessions.issue());
    assertThat(new String(value, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("token");
  }
}
