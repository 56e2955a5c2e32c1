package dev.fetchlight.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.contract.Shapes;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Preview;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Look;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at a link before it is queued. */
class PreviewApiTest {
  private static final VideoInfo VIDEO =
      new VideoInfo("1", "A title", "Somebody", 61.0, false, "generic", null, 1080, 1920);

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

  private HttpResponse<String> preview(String body) throws Exception {
    return service.post("/api/preview", body);
  }

  @Test
  void aVideoIsShownWithTheSizesOfItsChoices() throws Exception {
    service.sighting =
        new Sighting.Seen(
            new Preview(
                VIDEO,
                URI.create("data:image/png;base64,AA=="),
                List.of(
                    new Preview.Rendition(Format.BEST, 5_000L, true, 1080),
                    new Preview.Rendition(Format.AUDIO, null, false, null)),
                List.of(),
                false));
    HttpResponse<String> answer = preview("{\"url\":\"HTTP://Example.com\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonObject seen = new JsonObject(answer.body());
    Shapes.check("Preview", seen, "preview");
    assertThat(seen.getString("url")).isEqualTo("http://example.com/");
    assertThat(seen.getJsonObject("videoInfo").getString("thumbnail")).startsWith("data:image/png");
    assertThat(seen.getBoolean("isList")).isFalse();
    assertThat(service.looks.take())
        .isEqualTo(new Look(Jobs.link("http://example.com"), false, null));
    assertThat(service.book.census(null).counts().values()).containsOnly(0L);
  }

  @Test
  void aListIsShownWithItsEntries() throws Exception {
    service.sighting =
        new Sighting.Seen(
            new Preview(
                VIDEO,
                null,
                List.of(),
                List.of(new Preview.Item(1, Jobs.link("http://example.com/1"), "One", 3.5)),
                true));
    JsonObject seen =
        new JsonObject(preview("{\"url\":\"http://example.com/l\",\"list\":true}").body());
    Shapes.check("Preview", seen, "preview");
    assertThat(seen.getBoolean("isList")).isTrue();
    assertThat(seen.getBoolean("more")).isTrue();
    assertThat(service.looks.take().list()).isTrue();
  }

  @Test
  void whatTheSiteRefusesIsToldByClassAndSentence() throws Exception {
    service.sighting = new Sighting.Unseen(new Failure(Failure.Code.GEO_BLOCKED, "Not from here."));
    HttpResponse<String> answer = preview("{\"url\":\"http://example.com/\"}");
    assertThat(answer.statusCode()).isEqualTo(422);
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getString("code")).isEqualTo("geo_blocked");
    assertThat(problem.getString("detail")).isEqualTo("Not from here.");
  }

  @Test
  void tooManyWhoLookAreToldToWait() throws Exception {
    HttpResponse<String> answer = preview("{\"url\":\"http://example.com/\"}");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("too_many_previews");
  }

  @Test
  void badInputIsNamed() throws Exception {
    assertThat(preview("{\"url\":\"ftp://example.com/\"}").statusCode()).isEqualTo(400);
    assertThat(
            new JsonObject(preview("{\"url\":\"http://a.com\",\"x\":1}").body()).getString("field"))
        .isEqualTo("x");
  }
}
