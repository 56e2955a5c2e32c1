package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.proxy.LoggingProxy;
import dev.fetchlight.egress.proxy.LoggingProxy.Manner;
import dev.fetchlight.site.MediaSite;
import dev.fetchlight.site.PlayerScript;
import dev.fetchlight.site.TubeSite;
import dev.fetchlight.update.ReleaseSite;
import dev.fetchlight.update.Signer;
import dev.fetchlight.update.Zipapps;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real program behind a proxy: what it fetches comes that way or not at all. */
class ProxyIT {
  /** A name that the proxies alone know, so that nothing gets there without them. */
  private static final String SITE = "media.example";

  private static final String PASSWORD = "hush-4711";

  @TempDir private Path folder;
  private MediaSite site;

  @BeforeEach
  void start() throws Exception {
    site = MediaSite.start();
    site.called(SITE);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static LoggingProxy proxy(String kind) throws Exception {
    LoggingProxy proxy = kind.startsWith("socks") ? LoggingProxy.socks() : LoggingProxy.http();
    return proxy.knowing(SITE, "127.0.0.1").wanting("me:" + PASSWORD);
  }

  private Program program(String kind, LoggingProxy proxy, String... more) throws Exception {
    List<String> settings = new ArrayList<>(List.of(more));
    settings.add("PROXY=%s://me:%s@%s".formatted(kind, PASSWORD, proxy.place()));
    return Program.start(folder.resolve("data"), settings.toArray(String[]::new));
  }

  private JsonObject body(String path) {
    return new JsonObject().put("url", site.url(path));
  }

  private static JsonArray pass(String value) {
    return new JsonArray()
        .add(new JsonObject().put("domain", SITE).put("name", "pass").put("value", value));
  }

  private static Download end(Caller caller, JsonObject body) throws Exception {
    var answer = caller.post("/api/download", body);
    // 200 where cookies go to the one that failed before.
    assertThat(answer.statusCode()).as(Caller.text(answer)).isIn(200, 202);
    return caller.toTheEnd(new JsonObject(Caller.text(answer)).getString("jobId"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5h", "httph"})
  void everythingThatIsFetchedComesByIt(String kind) throws Exception {
    try (LoggingProxy proxy = proxy(kind);
        Program program = program(kind, proxy, "TRIES=1")) {
      Caller caller = Caller.of(program);
      JsonObject login =
          new JsonObject().put("user", MediaSite.USER).put("password", MediaSite.PASSWORD);
      List<JsonObject> wishes =
          List.of(
              body("/short.mp4"),
              body("/page?media=/short.mp4&title=Page"),
              body("/page?media=/hls/clip.m3u8&title=Segments"),
              body("/members").put("cookies", pass(MediaSite.MEMBERS_PASS)),
              body("/basic/short.mp4").put("login", login),
              body("/page?media=/clip.mp4&title=Clip")
                  .put("clip", new JsonObject().put("from", 1).put("to", 2)));
      for (JsonObject wish : wishes) {
        Download done = end(caller, wish);
        assertThat(done.status()).as("%s", done.json()).isEqualTo("completed");
      }
      Download page = end(caller, body("/page?media=/short.mp4&title=Picture"));
      assertThat(caller.get(Objects.requireNonNull(page.thumbnail())).statusCode()).isEqualTo(200);
      Download list = end(caller, body("/feed").put("list", true));
      assertThat(list.status()).as("%s", list.json()).isEqualTo("completed");
      var preview = caller.post("/api/preview", body("/page?media=/short.mp4&title=Preview"));
      assertThat(Caller.text(preview)).contains("Preview").contains("data:image/jpeg");

      assertThat(proxy.asked)
          .hasSizeGreaterThan(wishes.size())
          .allMatch(asked -> asked.startsWith("name " + SITE + ":"));
      assertThat(program.lines()).noneMatch(line -> line.contains(PASSWORD));
    }
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({
    "/short.mp4, socks5h",
    "/members, socks5h",
    "/short.mp4, httph",
    "/members, httph",
  })
  void withoutItNothingIsFetchedAndTheReasonIsSaid(String path, String kind) throws Exception {
    try (LoggingProxy proxy = proxy(kind);
        Program program = program(kind, proxy, "STALL_TIMEOUT=2s", "TRIES=1")) {
      Caller caller = Caller.of(program);
      String named =
          "The proxy " + kind + "://" + proxy.place() + ", by which this server goes out, ";

      proxy.being(Manner.HANGS);
      assertThat(failed(caller, path)).startsWith(named + "did not lead to the site in time.");
      proxy.being(Manner.KEEPS_SILENT);
      assertThat(failed(caller, path)).startsWith(named + "did not lead to the site in time.");
      proxy.being(Manner.LEADS).wanting("me:changed");
      assertThat(failed(caller, path)).startsWith(named + "does not take the name and password");
      proxy.wanting("me:" + PASSWORD).being(Manner.REFUSES);
      assertThat(failed(caller, path)).startsWith(named + "refuses to lead to " + SITE);
      proxy.leave();
      assertThat(failed(caller, path)).startsWith(named + "cannot be reached. Check that it runs");

      assertThat(site.hits(path)).isZero();
      assertThat(Caller.text(caller.get("/api/history"))).doesNotContain(PASSWORD);
      assertThat(program.lines()).noneMatch(line -> line.contains(PASSWORD));
    }
  }

  /** With cookies it is yt-dlp alone that fetches. */
  private String failed(Caller caller, String path) throws Exception {
    JsonObject wish = path.equals("/members") ? body(path).put("cookies", pass("any")) : body(path);
    Download ended = end(caller, wish);
    assertThat(ended.text("errorCode")).as("%s", ended.json()).isEqualTo("network");
    return Objects.requireNonNull(ended.text("error"));
  }

  @Test
  void theScriptsOfASiteAndWhatTheyLeadToComeByItOrNotAtAll() throws Exception {
    Path zipapp = Path.of("target/yt-dlp-zipapp/res/raw/ytdlp");
    JsonObject wish = new JsonObject().put("url", TubeSite.video("NOJS0000001"));
    try (TubeSite tube = TubeSite.start(PlayerScript.reversing(), folder);
        LoggingProxy proxy = LoggingProxy.socks().wanting("me:" + PASSWORD);
        Program program =
            program(
                "socks5",
                proxy,
                "TRIES=1",
                "YT_DLP=" + tube.viewer(zipapp, folder),
                "JS_RUNTIME=" + Path.of("..", ".cache", "programs", "deno").toRealPath())) {
      Caller caller = Caller.of(program);
      Download done = end(caller, wish);
      assertThat(done.status()).as("%s", done.json()).isEqualTo("completed");
      assertThat(proxy.asked).isNotEmpty();
      int asked = tube.asked().size();

      proxy.leave();
      Download failed = end(caller, wish.put("format", "720p"));
      assertThat(failed.text("error")).contains("by which this server goes out, cannot be reached");
      assertThat(tube.asked()).hasSize(asked);
    }
  }

  @Test
  void releasesComeByItOrNotAtAll() throws Exception {
    ReleaseSite releases = new ReleaseSite();
    Signer signer = new Signer();
    try (LoggingProxy proxy = proxy("socks5h");
        Program program =
            program(
                "socks5h",
                proxy,
                "YT_DLP_UPDATE=stable",
                "YT_DLP_RELEASES=" + releases.url().toString().replace("127.0.0.1", SITE),
                "YT_DLP_KEY=" + signer.publish(folder.resolve("key.asc")))) {
      Caller caller = Caller.of(program);
      releases.publish(Zipapps.ytDlp("2026.01.02"), signer);
      caller.post("/api/engine/update", new JsonObject());
      Await.until(
          "it is taken up",
          () -> Caller.text(caller.get("/api/engine")).contains("\"version\":\"2026.01.02\""));
      assertThat(proxy.asked).isNotEmpty().allMatch(asked -> asked.startsWith("name " + SITE));

      proxy.leave();
      Await.until("it rests", () -> Caller.text(caller.get("/api/engine")).contains("\"idle\""));
      caller.post("/api/engine/update", new JsonObject());
      Await.until(
          "it says why nothing came",
          () -> Caller.text(caller.get("/api/engine")).contains("by which this server goes out"));
    } finally {
      releases.close();
    }
  }

  @Test
  void oneThatComesBackIsGoneOnWith() throws Exception {
    try (LoggingProxy proxy = proxy("socks5h");
        Program program = program("socks5h", proxy)) {
      Caller caller = Caller.of(program);
      proxy.being(Manner.HANGS_UP);
      String id =
          new JsonObject(Caller.text(caller.post("/api/download", body("/short.mp4"))))
              .getString("jobId");
      try (Watch watch = caller.watch(id)) {
        watch.await("it waits", frame -> frame.status().equals("queued") && frame.attempt() == 2);
        assertThat(caller.read(id).text("error")).contains("does not answer as a SOCKS 5 proxy");
        proxy.being(Manner.LEADS);
        assertThat(watch.toTheEnd().status()).isEqualTo("completed");
      }
    }
  }

  @Test
  void oneThatWantsAnotherPasswordIsWaitedFor() throws Exception {
    try (LoggingProxy proxy = proxy("socks5h");
        Program program = program("socks5h", proxy)) {
      Caller caller = Caller.of(program);
      proxy.wanting("me:changed");
      JsonObject wish = body("/members").put("cookies", pass(MediaSite.MEMBERS_PASS));
      String id =
          new JsonObject(Caller.text(caller.post("/api/download", wish))).getString("jobId");
      try (Watch watch = caller.watch(id)) {
        watch.await("it waits", frame -> frame.status().equals("queued") && frame.attempt() == 2);
        assertThat(caller.read(id).text("error"))
            .contains("does not take the name and password that it is shown");
        proxy.wanting("me:" + PASSWORD);
        assertThat(watch.toTheEnd().status()).as("with its cookies").isEqualTo("completed");
      }
    }
  }

  @Test
  void aWrongOneStopsTheStartAndShowsNothingOfItself() throws Exception {
    String wrong = "PROXY=example.org=socks5://me:" + PASSWORD + "@nowhere";
    List<String> settings = List.of(wrong);
    try (Program program = Program.of(folder.resolve("data"), settings)) {
      assertThat(program.exit()).isEqualTo(2);
      assertThat(program.lines())
          .anyMatch(
              line -> line.startsWith("FETCHLIGHT_PROXY: entry 1 of 1 names no host and port"))
          .noneMatch(line -> line.contains(PASSWORD));
    }
  }
}
