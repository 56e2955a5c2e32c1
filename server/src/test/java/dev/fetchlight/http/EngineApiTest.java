package dev.fetchlight.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.contract.Shapes;
import dev.fetchlight.update.Channel;
import dev.fetchlight.update.EngineState;
import dev.fetchlight.update.EngineState.Activity;
import dev.fetchlight.update.EngineState.Refused;
import dev.fetchlight.update.Try;
import dev.fetchlight.update.release.ReleaseVersion;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients read of yt-dlp, and how they have a newer one asked for. */
class EngineApiTest {
  private static final Instant AT = Instant.parse("2026-05-04T03:02:01.123456Z");
  private static final ReleaseVersion VERSION = ReleaseVersion.parse("2026.01.02").orElseThrow();

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

  @Test
  void everythingKnownIsShown() throws Exception {
    service.engine(
        new EngineState(
            VERSION,
            true,
            Channel.NIGHTLY,
            Activity.TRYING,
            "Trying it.",
            AT,
            AT.plusSeconds(1),
            List.of(VERSION),
            List.of(new Refused(null, AT, "It is no yt-dlp.")),
            List.of(new Try(AT, Try.Outcome.ROLLED_BACK, VERSION, "It was given up."))));

    HttpResponse<String> answer = service.get("/api/engine");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject json = new JsonObject(answer.body());
    Shapes.check("Engine", json, "engine");
    assertThat(json.getString("version")).isEqualTo("2026.01.02");
    assertThat(json.getString("released")).isEqualTo("2026-01-02");
    assertThat(json.getString("origin")).isEqualTo("own");
    assertThat(json.getString("channel")).isEqualTo("nightly");
    assertThat(json.getString("activity")).isEqualTo("trying");
    assertThat(json.getString("askedAt")).isEqualTo("2026-05-04T03:02:01.123Z");
    assertThat(json.getJsonArray("tries").getJsonObject(0).getString("outcome"))
        .isEqualTo("rolled_back");
    assertThat(json.getJsonArray("refused").getJsonObject(0).getString("version")).isNull();
  }

  @Test
  void whatIsNotKnownIsNull() throws Exception {
    service.engine(state(Channel.STABLE));
    JsonObject json = new JsonObject(service.get("/api/engine").body());
    Shapes.check("Engine", json, "engine");
    assertThat(json.getString("version")).isNull();
    assertThat(json.getString("origin")).isNull();
    assertThat(json.getString("nextAt")).isNull();
  }

  @Test
  void anUpdateIsAskedForWhereThatIsOn() throws Exception {
    service.engine(state(Channel.STABLE));
    HttpResponse<String> answer = service.post("/api/engine/update", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    Shapes.check("Engine", new JsonObject(answer.body()), "engine");
    assertThat(service.updatesAskedFor()).isEqualTo(1);

    service.engine(state(Channel.OFF));
    HttpResponse<String> off = service.post("/api/engine/update", "");
    assertThat(off.statusCode()).isEqualTo(409);
    assertThat(new JsonObject(off.body()).getString("code")).isEqualTo("updates_off");
    assertThat(new JsonObject(off.body()).getString("detail")).contains("FETCHLIGHT_YT_DLP_UPDATE");
  }

  static EngineState state(Channel channel) {
    return new EngineState(
        null,
        false,
        channel,
        Activity.IDLE,
        "Nobody has asked yet.",
        null,
        null,
        List.of(),
        List.of(),
        List.of());
  }
}
