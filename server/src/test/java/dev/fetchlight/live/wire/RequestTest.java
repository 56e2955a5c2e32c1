package dev.fetchlight.live.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.JobId;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may say, and what they are told where they say something else. */
class RequestTest {
  private final JobId id = JobId.next(InstantSource.system());

  @ParameterizedTest
  @ValueSource(strings = {"ping", "{\"type\":\"ping\"}", "\n{ \"type\" :\t\"ping\" }"})
  void bothFormsOfAPing(String text) {
    assertThat(Request.parse(text)).isEqualTo(new Request.Ping());
  }

  @Test
  void wantsJobsOrTheFeed() {
    assertThat(
            Request.parse(
                "{\"type\":\"subscribe\",\"jobIds\":[\"%s\",\"x\"],\"have\":{\"%s\":7,\"x\":1}}"
                    .formatted(id, id)))
        .isEqualTo(new Request.Subscribe(Set.of(id.toString(), "x"), Map.of(id, 7L)));
    assertThat(
            Request.parse(
                "{\"type\":\"subscribe\",\"feed\":\"all\",\"have\":{\"%s\":7}}".formatted(id)))
        .isEqualTo(new Request.SubscribeFeed(Map.of(id, 7L)));
    assertThat(Request.parse("{\"type\":\"unsubscribe\",\"jobIds\":[]}"))
        .isEqualTo(new Request.Unsubscribe(Set.of()));
    assertThat(Request.parse("{\"type\":\"unsubscribe\",\"feed\":\"all\"}"))
        .isEqualTo(new Request.UnsubscribeFeed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PING | \"ping\"",
        "'ping ' | \"ping\"",
        "'' | \"ping\"",
        "[\"ping\"] | JSON object",
        "{} | \"type\"",
        "{\"type\":7} | \"type\"",
        "{\"type\":\"ping\",\"x\":1} | \"x\"",
        "{\"type\":\"ping\"} x | JSON object",
        "{\"type\":\"subscribe\"} | \"jobIds\"",
        "{\"type\":\"subscribe\",\"jobIds\":\"a\"} | \"jobIds\"",
        "{\"type\":\"subscribe\",\"jobIds\":[1]} | \"jobIds\"",
        "{\"type\":\"subscribe\",\"feed\":\"mine\"} | \"feed\"",
        "{\"type\":\"subscribe\",\"feed\":\"all\",\"jobIds\":[]} | not both",
        "{\"type\":\"subscribe\",\"jobIds\":[],\"have\":[]} | \"have\"",
        "{\"type\":\"subscribe\",\"jobIds\":[],\"have\":{\"a\":\"b\"}} | \"have\"",
        "{\"type\":\"unsubscribe\",\"feed\":\"all\",\"have\":{}} | \"have\"",
      })
  void anythingElseIsToldWhatToChange(String text, String named) {
    assertThat(Request.parse(text)).isInstanceOf(Request.Malformed.class);
    assertThat(((Request.Malformed) Request.parse(text)).sentence()).contains(named).endsWith(".");
  }
}
