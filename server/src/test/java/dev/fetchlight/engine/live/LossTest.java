package dev.fetchlight.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.Fetch;
import dev.fetchlight.egress.Fetch.Why;
import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.job.outcome.Failure.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a recording makes of parts that do not come: to wait for them, to look elsewhere or not. */
class LossTest {
  @ParameterizedTest
  @CsvSource({
    "404, NOT_FOUND, true, true",
    "410, NOT_FOUND, true, true",
    "401, FORBIDDEN, true, true",
    "403, FORBIDDEN, true, true",
    "451, FORBIDDEN, true, true",
    "200, NETWORK, false, false",
    "204, NETWORK, false, false",
    "304, NETWORK, false, false",
    "400, NETWORK, false, false",
    "416, NETWORK, false, false",
    "429, NETWORK, false, false",
    "500, NETWORK, false, false",
    "503, NETWORK, false, false",
    "999, NETWORK, false, false",
  })
  void anAnswerThatIsNotThePart(int status, Code code, boolean lasting, boolean stale) {
    Loss loss = Loss.of(status);

    assertThat(loss.failure().code()).isEqualTo(code);
    assertThat(loss.lasting()).isEqualTo(lasting);
    assertThat(loss.stale()).isEqualTo(stale);
    assertThat(loss.failure().sentence()).endsWith(".").doesNotContain("http");
  }

  @Test
  void anErrorIsNamedByItsNumber() {
    assertThat(Loss.of(503).failure().sentence()).contains("(503)");
  }

  /** Nothing on the way there tells that the part is gone. */
  @ParameterizedTest
  @EnumSource
  void noAnswerAtAllMayPass(Why why) {
    Loss loss = Loss.of(new Fetch.Failed(why, "It went wrong.")).orElseThrow();

    assertThat(loss.lasting()).isFalse();
    assertThat(loss.stale()).isFalse();
    assertThat(loss.failure().code()).isEqualTo(why == Why.LATE ? Code.TIMEOUT : Code.NETWORK);
  }

  @Test
  void aProxyIsToldOfInItsOwnWords() {
    Fetch away = new Fetch.Failed(Why.PROXY, "The proxy cannot be reached.");

    assertThat(Loss.of(away).orElseThrow().failure().sentence())
        .isEqualTo("The proxy cannot be reached.");
  }

  @Test
  void aRefusedAddressStaysRefused() {
    Fetch refused = new Fetch.Refused(new Refusal("10.0.0.1:80", "10.0.0.1 is a private address."));
    Loss loss = Loss.of(refused).orElseThrow();

    assertThat(loss.lasting()).isTrue();
    assertThat(loss.failure().code()).isEqualTo(Code.BLOCKED_ADDRESS);
    assertThat(loss.failure().sentence()).contains("10.0.0.1").contains("FETCHLIGHT_EGRESS_ALLOW");
  }

  @Test
  void whatCannotBeReadWillNotBeReadableLater() {
    assertThat(Loss.SEALED.lasting()).isTrue();
    assertThat(Loss.STRANGE.lasting()).isTrue();
    assertThat(Loss.KEYLESS.stale()).as("a key may have moved").isTrue();
    assertThat(Loss.UNREADABLE.lasting()).as("a list may have been cut").isFalse();
  }
}
