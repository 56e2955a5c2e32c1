package dev.fetchlight.http;

import static dev.fetchlight.http.contract.Shapes.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.contract.Shapes;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Cookies;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins are handed in, told of and forgotten; what is in them never comes out. */
class JarsApiTest {
  private static final String PLACE = "/api/cookies/main";
  private static final String SECRET = "sesame-1177";
  private static final long LATER = 4_000_000_000L;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Service service;

  @BeforeEach
  void start() throws Exception {
    service = new Service(folder);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static String line(String domain, long expires) {
    return domain + "\tTRUE\t/\tTRUE\t" + expires + "\tsid\t" + SECRET + "\n";
  }

  private HttpResponse<String> put(String place, String site, Object cookies) throws Exception {
    String body = new JsonObject().put("site", site).put("cookies", cookies).encode();
    HttpResponse<String> answer =
        service.send(
            service
                .request(place)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    assertThat(answer.body()).doesNotContain(SECRET);
    return answer;
  }

  private JsonArray kept() throws Exception {
    HttpResponse<String> answer = service.get("/api/cookies");
    assertThat(answer.body()).doesNotContain(SECRET);
    return new JsonObject(answer.body()).getJsonArray("jars");
  }

  /** What a link of the site would be shown. */
  private String shown(String body) throws Exception {
    service.sighting = new Sighting.Unseen(new Failure(Failure.Code.NOT_FOUND, "No."));
    service.post("/api/preview", body);
    Cookies cookies = service.looks.take().cookies();
    return cookies == null ? "" : cookies.text();
  }

  @Test
  void oneIsKeptAndToldOfAndForgotten() throws Exception {
    HttpResponse<String> answer =
        put(PLACE, "https://www.Example.com/login", line(".example.com", LATER));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonObject jar = new JsonObject(answer.body());
    Shapes.check("Jar", jar, "jar");
    assertThat(jar.getString("site")).isEqualTo("example.com");
    assertThat(jar.getString("state")).isEqualTo("fresh");
    assertThat(jar.getString("expiresAt")).startsWith("2096-10-02");
    assertThat(kept()).containsExactly(jar);

    assertThat(shown("{\"url\":\"https://m.example.com/v\"}")).contains(SECRET);
    assertThat(shown("{\"url\":\"https://notexample.com/v\"}")).isEmpty();
    assertThat(shown("{\"url\":\"https://other.com/v\",\"jar\":\"main\"}")).contains(SECRET);

    assertThat(service.send(service.request(PLACE).DELETE()).statusCode()).isEqualTo(204);
    assertProblem(service.send(service.request(PLACE).DELETE()), 404, "not_found", null);
    assertThat(kept()).isEmpty();
    assertThat(shown("{\"url\":\"https://example.com/v\"}")).isEmpty();
  }

  @Test
  void onlyWhatIsForTheSiteIsTakenOfAWholeBrowser() throws Exception {
    String text =
        line(".other.com", LATER)
            + "# a word\n#HttpOnly_"
            + line(".example.com", LATER)
            + line(".evilexample.com", LATER)
            + line("example.com", 1_000).replace("sid", "old");
    assertThat(put(PLACE, "example.com", text).statusCode()).isEqualTo(200);
    assertThat(shown("{\"url\":\"https://example.com/v\"}")).isEqualTo(line(".example.com", LATER));
  }

  @Test
  void whatIsOfNoUseIsRefusedWithASentence() throws Exception {
    HttpResponse<String> others = put(PLACE, "example.com", line(".other.com", LATER));
    assertProblem(others, 400, "invalid_field", "cookies");
    assertThat(others.body()).contains("for example.com");
    assertProblem(
        put(PLACE, "example.com", line(".example.com", 1_000)), 400, "invalid_field", "cookies");
    assertProblem(put(PLACE, "no host", line("a.com", LATER)), 400, "invalid_field", "site");
    assertProblem(
        put(PLACE, "ftp://example.com", line("a.com", LATER)), 400, "invalid_field", "site");
    assertThat(kept()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "#HttpOnly_",
        "a.com\tTRUE\t/\tTRUE\t0\tsid",
        "a.com\tTRUE\t/\tTRUE\t0\tsid\tx\u0000y",
        "a.com\tTRUE\t/\tTRUE\t0\ts\u001bid\tx",
        "a.com\tTRUE\t/\tTRUE\t0\tsid\tx;admin=1",
        "a.com\tTRUE\t/\tTRUE\t-1\tsid\tx",
        "a.com/../b\tTRUE\t/\tTRUE\t0\tsid\tx",
        "a.com\tTRUE\tC:\tTRUE\t0\tsid\tx"
      })
  void hostileTextIsRefused(String text) throws Exception {
    assertProblem(put(PLACE, "a.com", text), 400, "invalid_field", "cookies");
    assertThat(kept()).isEmpty();
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    String huge = line(".example.com", LATER).repeat(2_000);
    assertProblem(put(PLACE, "example.com", huge), 413, "body_too_large", "body");
    String large = line(".example.com", LATER) + "#".repeat(60_000);
    assertProblem(put(PLACE, "example.com", large), 400, "invalid_field", "cookies");
    for (int at = 0; at < Logins.MOST; at++) {
      assertThat(put("/api/cookies/n" + at, "a.com", line("a.com", LATER)).statusCode())
          .isEqualTo(200);
    }
    assertProblem(put(PLACE, "a.com", line("a.com", LATER)), 409, "too_many_cookies", null);
    assertThat(put("/api/cookies/n7", "a.com", line("a.com", 0)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..%2Fkey", "-rf", "a%20b", "a%00", "%C3%A4"})
  void aNameThatIsNone(String name) throws Exception {
    HttpResponse<String> answer = put("/api/cookies/" + name, "a.com", line("a.com", 0));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
    assertThat(kept()).isEmpty();
  }

  @Test
  void aTestNotesWhatTheSiteMakesOfIt() throws Exception {
    put(PLACE, "example.com", line(".example.com", LATER));
    String link = "{\"url\":\"https://example.com/members\"}";
    service.sighting =
        new Sighting.Unseen(new Failure(Failure.Code.LOGIN_REQUIRED, "The site wants a login."));
    JsonObject refused = new JsonObject(service.post(PLACE + "/test", link).body());
    assertThat(refused.getString("state")).isEqualTo("refused");
    assertThat(refused.getString("sentence")).isEqualTo("The site wants a login.");
    assertThat(Objects.requireNonNull(service.looks.take().cookies()).text()).contains(SECRET);

    service.sighting = new Sighting.Unseen(new Failure(Failure.Code.NOT_FOUND, "No."));
    assertProblem(service.post(PLACE + "/test", link), 422, "not_found", "url");
    assertThat(kept().getJsonObject(0)).isEqualTo(refused);
    assertProblem(
        service.post(PLACE + "/test", "{\"url\":\"https://other.com/\"}"),
        400,
        "invalid_field",
        "url");
  }

  @Test
  void aJarIsNamedThatIsThereAndStandsAlone() throws Exception {
    assertProblem(
        service.post("/api/download", "{\"url\":\"http://a.com/\",\"jar\":\"main\"}"),
        400,
        "invalid_field",
        "jar");
    put(PLACE, "a.com", line("a.com", LATER));
    assertProblem(
        service.post(
            "/api/preview",
            "{\"url\":\"http://a.com/\",\"jar\":\"main\",\"login\":{\"user\":\"a\",\"password\":\"b\"}}"),
        400,
        "invalid_field",
        "jar");
    HttpResponse<String> taken =
        service.post("/api/download", "{\"url\":\"http://a.com/\",\"jar\":\"main\"}");
    assertThat(taken.statusCode()).isEqualTo(202);
    assertThat(service.claim().ticket().jar()).isEqualTo("main");
  }
}
