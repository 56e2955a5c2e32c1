package dev.fetchlight.http.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fetchlight.http.contract.Problem;
import dev.fetchlight.http.contract.RefusedException;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.ListLimit;
import dev.fetchlight.job.spec.Spec;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which entries of a list are wanted, and what does not go together. */
class ListFormTest {
  private static final Link LINK = new Link("https://example.com/list");
  private static final Choices BEST = Choices.of(Format.BEST);

  private static Spec read(String body) {
    return ListForm.read(new JsonObject(body), LINK, BEST);
  }

  private static Problem refusal(String body) {
    return catchThrowableOfType(RefusedException.class, () -> read(body)).problem();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"list\":false}"})
  void aLinkIsOneVideoUnlessItIsSaid(String body) {
    Spec spec = read(body);

    assertThat(spec.list()).isFalse();
    assertThat(spec.items()).isEmpty();
    assertThat(spec.limit()).isEqualTo(ListLimit.NONE);
  }

  @Test
  void aListIsAllOfIt() {
    Spec spec = read("{\"list\":true}");

    assertThat(spec.list()).isTrue();
    assertThat(spec.items()).isEmpty();
    assertThat(spec.limit().none()).isTrue();
  }

  @Test
  void entriesAreSortedAndTakenOnce() {
    assertThat(read("{\"list\":true,\"items\":[7,2,7,2.0]}").items()).containsExactly(2, 7);
  }

  @Test
  void theFirstAreALimit() {
    assertThat(read("{\"list\":true,\"limit\":{\"first\":3}}").limit().count()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"items\":[1]} | items | goes with",
        "{\"list\":false,\"items\":[1]} | items | goes with",
        "{\"limit\":{\"first\":1}} | limit | goes with",
        "{\"list\":true,\"items\":[1],\"limit\":{\"first\":1}} | limit | does not go with",
      })
  void whatWouldMeanNothingIsRefused(String body, String field, String sentence) {
    Problem problem = refusal(body);

    assertThat(problem.field()).isEqualTo(field);
    assertThat(problem.detail()).contains(sentence).endsWith(".");
  }
}
