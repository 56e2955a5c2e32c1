package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logins that are kept under names, at a site with accounts whose cookie is another one after every
 * visit.
 */
class JarsIT {
  /** What every cookie of these tests begins with. */
  private static final String SECRET = "sesame";

  @TempDir private Path folder;
  private final List<String> answers = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  private MediaSite site;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Program program;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    site = MediaSite.start();
    open();
  }

  private void open() throws Exception {
    program = Program.start(folder.resolve("data"), "TRIES=1", "WORKERS=2");
    caller = Caller.of(program);
  }

  /** Nothing of a login is in any answer, in the log, or in a file when all is over. */
  @AfterEach
  void nothingIsInClear() throws Exception {
    List<String> lines = program.lines();
    program.close();
    site.close();
    assertThat(lines).noneMatch(line -> line.contains(SECRET));
    assertThat(answers).isNotEmpty().noneMatch(answer -> answer.contains(SECRET));
    try (Stream<Path> files = Files.walk(program.data())) {
      assertThat(files.filter(Files::isRegularFile).filter(JarsIT::holdsASecret)).isEmpty();
    }
  }

  private static boolean holdsASecret(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonObject said(HttpResponse<byte[]> answer, int status) {
    answers.add(Caller.text(answer) + answer.headers());
    assertThat(answer.statusCode()).as("%s", Caller.text(answer)).isEqualTo(status);
    return answer.body().length == 0 ? new JsonObject() : new JsonObject(Caller.text(answer));
  }

  private JsonObject keep(String name, String cookies) throws Exception {
    JsonObject body = new JsonObject().put("site", "127.0.0.1").put("cookies", cookies);
    return said(caller.put("/api/cookies/" + name, body), 200);
  }

  private JsonObject kept(String name) throws Exception {
    return said(caller.get("/api/cookies"), 200).getJsonArray("jars").stream()
        .map(JsonObject.class::cast)
        .filter(jar -> jar.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private JsonObject test(String name, int status) throws Exception {
    JsonObject body = new JsonObject().put("url", site.url("/accounts"));
    return said(caller.post("/api/cookies/" + name + "/test", body), status);
  }

  private Download fetch(String path, JsonObject with) throws Exception {
    JsonObject body = with.copy().put("url", site.url(path));
    Download taken = new Download(said(caller.post("/api/download", body), 202));
    Download ended = caller.toTheEnd(taken.id());
    answers.add(Caller.text(caller.get("/api/download/" + taken.id() + "/log")));
    return ended;
  }

  private static JsonObject using(String jar) {
    return new JsonObject().put("jar", jar);
  }

  @Test
  void aLoginIsUsedByNameOrBySiteAndRenewedByTheSite() throws Exception {
    assertThat(fetch("/accounts?a=0", new JsonObject()).text("errorCode"))
        .isEqualTo("login_required");
    JsonObject alice = keep("alice", site.accounts().cookie("alice"));
    assertThat(alice.getString("state")).isEqualTo("fresh");
    assertThat(alice.getString("seenAt")).isNull();
    keep("bob", site.accounts().cookie("bob"));

    assertThat(fetch("/accounts?a=1", using("alice")).status()).isEqualTo("completed");
    int once = site.accounts().visits("alice");
    assertThat(once).isPositive();
    assertThat(site.accounts().visits("bob")).isZero();
    assertThat(kept("alice").getString("seenAt")).isNotNull();

    // The cookie that was handed in is good no more: this is what came back, also after a restart.
    program.close();
    open();
    assertThat(fetch("/accounts?a=2", using("alice")).status()).isEqualTo("completed");
    assertThat(site.accounts().visits("alice")).isGreaterThan(once);

    said(caller.deletes("/api/cookies/alice"), 204);
    said(caller.deletes("/api/cookies/alice"), 404);
    assertThat(fetch("/accounts?a=3", new JsonObject()).status()).isEqualTo("completed");
    assertThat(site.accounts().visits("bob")).isPositive();
    JsonObject gone = using("alice").put("url", site.url("/x"));
    assertThat(said(caller.post("/api/download", gone), 400).getString("field")).isEqualTo("jar");
  }

  @Test
  void aRefusalIsNotedAndALoginHandedInAnewIsTriedAtOnce() throws Exception {
    keep("alice", site.accounts().cookie("alice"));
    site.accounts().close("alice");
    Download failed = fetch("/accounts", using("alice"));
    assertThat(failed.text("errorCode")).isEqualTo("login_required");
    JsonObject refused = kept("alice");
    assertThat(refused.getString("state")).isEqualTo("refused");
    assertThat(refused.getString("sentence")).isNotBlank();

    // Its place is taken by a login that is good, and the download takes it in.
    assertThat(keep("alice", site.accounts().cookie("bob")).getString("state")).isEqualTo("fresh");
    JsonObject again = using("alice").put("url", site.url("/accounts"));
    Download taken = new Download(said(caller.post("/api/download", again), 200));
    assertThat(taken.id()).isEqualTo(failed.id());
    assertThat(caller.toTheEnd(taken.id()).status()).isEqualTo("completed");
    assertThat(kept("alice").getString("state")).isEqualTo("fresh");
  }

  @Test
  void aRetryUsesWhatIsKeptByThenAndTellsWhereItIsGone() throws Exception {
    keep("alice", site.accounts().cookie("alice"));
    site.accounts().close("alice");
    Download failed = fetch("/accounts", using("alice"));
    said(caller.deletes("/api/cookies/alice"), 204);
    caller.retry(failed.id());
    Download lost = caller.toTheEnd(failed.id());
    assertThat(lost.text("errorCode")).isEqualTo("login_required");
    assertThat(lost.text("error")).contains("alice").contains("not kept here any more");

    keep("alice", site.accounts().cookie("bob"));
    caller.retry(failed.id());
    assertThat(caller.toTheEnd(failed.id()).status()).isEqualTo("completed");
  }

  @Test
  void aTestTellsWhetherTheSiteTakesIt() throws Exception {
    String good = site.accounts().cookie("alice");
    keep("alice", good);
    keep("lost", good.replace("alice", "nobody"));
    assertThat(test("alice", 200).getString("state")).isEqualTo("fresh");
    assertThat(kept("alice").getString("seenAt")).isNotNull();
    assertThat(test("lost", 200).getString("state")).isEqualTo("refused");
    assertThat(test("none", 404).getString("code")).isEqualTo("not_found");
    JsonObject elsewhere = new JsonObject().put("url", "http://localhost:1/");
    assertThat(said(caller.post("/api/cookies/alice/test", elsewhere), 400).getString("field"))
        .isEqualTo("url");
  }
}
