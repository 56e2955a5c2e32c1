package dev.fetchlight.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.access.Sessions.Judgement;
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
    assertThat(sessions.judge(cookie))
        .isEqualTo(new Judgement.Valid(now.get().plus(Sessions.LIFE)));
    now.set(now.get().plus(Sessions.LIFE));
    assertThat(sessions.judge(cookie)).isEqualTo(new Judgement.Over());
  }

  @Test
  void anotherTokenEndsAllSessions() {
    assertThat(new Sessions("another", clock).judge(sessions.issue()))
        .isEqualTo(new Judgement.Forged());
  }

  @Test
  void noBitOfACookieCanBeChanged() {
    byte[] value = Base64.getUrlDecoder().decode(sessions.issue());
    for (int bit = 0; bit < value.length * 8; bit++) {
      byte[] forged = value.clone();
      forged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(sessions.judge(Base64.getUrlEncoder().encodeToString(forged)))
          .as("bit %s", bit)
          .isEqualTo(new Judgement.Forged());
    }
  }

  @Test
  void whatIsNoCookieOfOursIsNone() {
    for (String cookie : new String[] {"", "x", "!!!", "AAAA", "a".repeat(5_000)}) {
      assertThat(sessions.judge(cookie)).as(cookie).isEqualTo(new Judgement.Forged());
    }
  }

  @Test
  void theTokenDoesNotStandInTheCookie() {
    byte[] value = Base64.getUrlDecoder().decode(sessions.issue());
    assertThat(new String(value, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("token");
  }
}
