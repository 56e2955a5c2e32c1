package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program with an access token shows nothing to those who have none. */
class AccessIT {
  private static final String TOKEN = "correct horse battery staple";

  @TempDir private static Path folder;
  private static Program program;
  private static MediaSite site;
  private static Caller member;
  private static Caller stranger;
  private static Download done;

  @BeforeAll
  static void start() throws Exception {
    site = MediaSite.start();
    program = Program.start(folder.resolve("data"), "TOKEN=" + TOKEN);
    member = Caller.of(program, "Authorization", "Bearer " + TOKEN);
    stranger = Caller.of(program);
    done = member.toTheEnd(member.submit(site.url("/page?media=/short.mp4")).id());
  }

  @AfterAll
  static void stop() throws Exception {
    program.close();
    site.close();
  }

  @Test
  void aStrangerReadsNothingAndAMemberEverything() throws Exception {
    for (String path :
        List.of(
            "/api/history",
            "/api/download/" + done.id(),
            "/api/thumbnails/" + done.id(),
            done.json().getString("downloadUrl"),
            "/metrics")) {
      assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(member.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aStrangerChangesNothing() throws Exception {
    JsonObject link = new JsonObject().put("url", site.url("/clip.mp4"));
    assertThat(stranger.post("/api/download", link).statusCode()).isEqualTo(401);
    assertThat(stranger.delete(done.id()).statusCode()).isEqualTo(401);
    assertThat(site.hits("/clip.mp4")).isZero();
    assertThat(member.read(done.id())).isEqualTo(done);
  }

  @Test
  void aSocketIsRefusedBeforeItIsOpen() {
    Caller liar = Caller.of(program, "Authorization", "Bearer wrong");

    assertThat(stranger.refusedSocket(done.id())).isEqualTo(401);
    assertThat(liar.refusedSocket(done.id())).isEqualTo(401);
  }

  @Test
  void aSessionOpensEveryDoorTheTokenOpens() throws Exception {
    HttpResponse<byte[]> login =
        stranger.post("/api/session", new JsonObject().put("token", TOKEN));
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .containsIgnoringCase("; HttpOnly")
        .contains("; SameSite=Strict")
        .doesNotContain(TOKEN);

    Caller guest = Caller.of(program, "Cookie", cookie.substring(0, cookie.indexOf(';')));

    assertThat(guest.toTheEnd(done.id())).isEqualTo(done);
    assertThat(guest.get(done.json().getString("downloadUrl")).statusCode()).isEqualTo(200);
    assertThat(guest.get("/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongTokenOpensNoSession() throws Exception {
    HttpResponse<byte[]> login =
        stranger.post("/api/session", new JsonObject().put("token", "guess"));

    assertThat(login.statusCode()).isEqualTo(401);
    assertThat(login.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void theTokenIsNeverPrinted() {
    assertThat(program.lines()).noneMatch(line -> line.contains(TOKEN));
  }
}
