package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link that did not work without cookies works with them, as the same download. */
class CookiesCountIT {
  @TempDir private Path folder;

  @Test
  void aFailedDownloadIsTriedAgainWithThem() throws Exception {
    try (MediaSite site = MediaSite.start();
        Program program = Program.start(folder.resolve("data"), "TRIES=1")) {
      Caller caller = Caller.of(program);
      Download failed = caller.toTheEnd(caller.submit(site.url("/members")).id());
      assertThat(failed.text("errorCode")).isEqualTo("login_required");
      JsonObject pass =
          new JsonObject()
              .put("domain", "127.0.0.1")
              .put("name", "pass")
              .put("value", MediaSite.MEMBERS_PASS);

      HttpResponse<byte[]> answer =
          caller.post(
              "/api/download",
              new JsonObject()
                  .put("url", site.url("/members"))
                  .put("cookies", new JsonArray().add(pass)));

      assertThat(answer.statusCode()).isEqualTo(200);
      Download taken = new Download(new JsonObject(Caller.text(answer)));
      assertThat(taken.id()).isEqualTo(failed.id());
      assertThat(taken.version()).isGreaterThan(failed.version());
      assertThat(caller.toTheEnd(failed.id()).status()).isEqualTo("completed");
    }
  }
}
