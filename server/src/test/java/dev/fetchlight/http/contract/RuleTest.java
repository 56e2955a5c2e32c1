package dev.fetchlight.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every sentence comes from the document's own rules, so it is judged on the document itself. */
class RuleTest {
  private final Contract contract = new Contract();
  private final Rule newDownload =
      java.util.Objects.requireNonNull(contract.operation("submitDownload").body());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | url | The field \"url\" is missing.",
        "{\"url\": 5} | url | \"url\" must be text of 1 to 8192 characters.",
        "{\"url\": null} | url | \"url\" must be text",
        "{\"url\": \"\"} | url | \"url\" must be text",
        "{\"url\": \"ftp://a/b\"} | url | An http or https link without user name and password.",
        "{\"url\": \"javascript:alert(1)\"} | url | An http or https link",
        "{\"url\": \"ftp://a/b\"} | url | and this one starts with ftp:.",
        "{\"url\": \"x\"} | url | This is not a link. Paste one that starts with https://",
        "{\"url\": \"http://a/\\u0000b\"} | url | U+0000",
        "{\"url\": \"http://a/\", \"items\": [2, 0]} | items/1 | \"items/1\" must be a whole number of 1 to 100000.",
        "{\"url\": \"http://a/\", \"items\": [\"x\"]} | items/0 | must be a whole number",
        "{\"url\": \"http://a/\", \"items\": []} | items | must be a list of 1 to 1000 entries.",
        "{\"url\": \"http://a/\", \"subtitles\": {\"languages\": [\"x y\"]}} | subtitles/languages/0 | must be text of 0 to 35 characters. Tags such as en or pt-BR.",
        "{\"url\": \"http://a/\", \"embed\": [\"x\"]} | embed | must be a list of",
        "{\"url\": \"http://a/\", \"formt\": \"best\"} | formt | There is no field \"formt\"; known are: url, format, audioFormat,",
        "{\"url\": \"http://a/\", \"format\": \"4k\"} | format | must be one of best, 2160p, 1440p, 1080p, 720p, 480p, audio, subtitles.",
        "{\"url\": \"http://a/\", \"format\": {}} | format | must be one of best",
        "{\"url\": 5, \"formt\": 1} | url | \"url\" must be text",
        "{\"formt\": 1, \"url\": 5} | formt | There is no field",
        "{\"format\": \"4k\", \"formt\": 1} | format | must be one of best",
        "{\"format\": \"4k\"} | format | must be one of best",
        "{\"url\": \"http://me:x@a/\", \"formt\": 1} | url | Remove the user name",
        "{\"url\": \"http://a:99999/\", \"format\": \"4k\"} | url | host name or port",
        "{\"url\": \"http://a/\", \"clip\": {\"frm\": 1, \"to\": \"x\"}} | clip/frm | There is no field \"frm\"",
        "{\"url\": \"http://a/\", \"clip\": {\"to\": \"x\", \"frm\": 1}} | clip/to | \"clip/to\" must be",
        "{\"url\": \"http://a/\", \"list\": \"yes\", \"items\": 5} | list | \"list\" must be true or false."
      })
  void theFieldAndWhatToChangeAreNamed(String body, String field, String sentence) {
    Problem problem = refusal(newDownload, new JsonObject(body));
    assertThat(problem.field()).isEqualTo(field);
    assertThat(problem.detail()).contains(sentence);
    assertThat(problem.status()).isEqualTo(400);
  }

  @Test
  void theLongestLinkPassesAndOneMoreCharacterDoesNot() {
    String longest = "https://a/" + "x".repeat(8_192 - 10);
    newDownload.check(new JsonObject().put("url", longest), "body");
    Problem problem = refusal(newDownload, new JsonObject().put("url", longest + "x"));
    assertThat(problem.field()).isEqualTo("url");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit | 0 | \"limit\" must be a whole number of 1 to 200",
        "limit | 201 | \"limit\" must be a whole number of 1 to 200",
        "limit | ten | \"limit\" must be a whole number of 1 to 200",
        "limit | 1.5 | \"limit\" must be a whole number of 1 to 200",
        "status | done | \"status\" must be a list of queued, processing, completed, failed, cancelled.",
        "status | queued,,failed | \"status\" must be a list of"
      })
  void parametersAreJudgedTheSameWay(String name, String value, String sentence) {
    Parameter parameter = contract.operation("getHistory").query(name).orElseThrow();
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> parameter.read(value));
    assertThat(refused.problem().field()).isEqualTo(name);
    assertThat(refused.problem().detail()).contains(sentence);
  }

  @Test
  void aHostileFieldNameIsNotRepeatedWhole() {
    Problem problem = refusal(newDownload, new JsonObject().put("x".repeat(60_000), 1));
    assertThat(problem.detail()).hasSizeLessThan(250);
  }

  private static Problem refusal(Rule rule, JsonObject body) {
    return catchThrowableOfType(RefusedException.class, () -> rule.check(body, "body")).problem();
  }
}
