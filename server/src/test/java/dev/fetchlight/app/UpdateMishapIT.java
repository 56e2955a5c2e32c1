package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.egress.proxy.LoggingProxy;
import dev.fetchlight.egress.proxy.LoggingProxy.Manner;
import dev.fetchlight.site.MediaSite;
import dev.fetchlight.update.ReleaseSite;
import dev.fetchlight.update.Signer;
import dev.fetchlight.update.Zipapps;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What befalls the real program while it takes up a release: it has one that works afterwards. */
class UpdateMishapIT {
  private static final String OLD = "2026.01.02";
  private static final String NEW = "2026.02.03";
  private static final Signer SIGNER = new Signer();

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private MediaSite site;

  private final ReleaseSite releases = new ReleaseSite();
  private int pages;

  @BeforeEach
  void start() throws Exception {
    site = MediaSite.start();
  }

  @AfterEach
  void stop() {
    site.close();
    releases.close();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Program program(String... more) throws Exception {
    return program(data(), more);
  }

  private Program program(Path data, String... more) throws Exception {
    List<String> settings = new ArrayList<>();
    settings.add("YT_DLP_UPDATE=stable");
    settings.add("YT_DLP_RELEASES=" + releases.url());
    settings.add("YT_DLP_KEY=" + SIGNER.publish(folder.resolve("key.asc")));
    settings.addAll(List.of(more));
    return Program.start(data, settings.toArray(String[]::new));
  }

  /** A page that nobody has asked for yet. */
  private Download fetch(Caller caller, String title) throws Exception {
    String page = "/page?media=/short.mp4&title=" + title + "&n=" + pages++;
    return caller.toTheEnd(caller.submit(site.url(page)).id());
  }

  private void works(Caller caller) throws Exception {
    Download done = fetch(caller, "Works");
    assertThat(done.status()).as("%s", done.json()).isEqualTo("completed");
  }

  private static List<String> names(Path folder) throws Exception {
    try (var inside = Files.list(folder)) {
      return inside.map(each -> String.valueOf(each.getFileName())).sorted().toList();
    }
  }

  /** The steps in which somebody pulls the plug. */
  enum Step {
    ASKS,
    FETCHES,
    TRIES,
    HAS_TAKEN
  }

  private void holdAt(Step step) {
    byte[] fresh = Zipapps.ytDlp(NEW, step == Step.TRIES ? "import time; time.sleep(3600)" : "");
    releases.publish(fresh, SIGNER);
    if (step == Step.ASKS) {
      releases.reply(ReleaseSite.SUMS, _ -> forEver());
    }
    if (step == Step.FETCHES) {
      releases.reply(
          ReleaseSite.PROGRAM,
          out -> {
            ReleaseSite.head(out, "200 OK", "Content-Length: " + fresh.length);
            out.write(fresh, 0, fresh.length / 2);
            out.flush();
            forEver();
          });
    }
  }

  private boolean reached(Step step, Updates updates) throws Exception {
    return switch (step) {
      case ASKS -> releases.asked().getLast().endsWith(ReleaseSite.SUMS);
      case FETCHES -> releases.asked().getLast().endsWith("/" + ReleaseSite.PROGRAM);
      case TRIES -> updates.state().getString("activity").equals("trying");
      case HAS_TAKEN -> NEW.equals(updates.state().getString("version"));
    };
  }

  private static void forEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aKillInTheMiddleOfEachStepLeavesOneThatWorks() throws Exception {
    for (Step step : Step.values()) {
      try (Program program = program()) {
        Updates updates = Updates.begun(Caller.of(program));
        holdAt(step);
        int before = releases.asked().size();
        assertThat(updates.wish().statusCode()).isEqualTo(202);
        Await.until(
            "it is at " + step, () -> releases.asked().size() > before && reached(step, updates));
        program.kill();
      }
      releases.publish(new byte[0], new Signer()); // nothing to be had at the next start
      try (Program again = program()) {
        Caller caller = Caller.of(again);
        works(caller);
        Updates updates = Updates.begun(caller);
        assertThat(updates.state().getString("origin"))
            .as("%s", step)
            .isEqualTo(step == Step.HAS_TAKEN ? "own" : "system");
        assertThat(names(data().resolve("programs/yt-dlp"))).isSubsetOf("releases.properties", NEW);
        Await.until("nothing of a trial runs on", () -> Children.of(data()).isEmpty());
        assertThat(again.terminate()).isZero();
      }
    }
  }

  @Test
  void aKillAtWhateverMomentLeavesOneThatWorks() throws Exception {
    releases.publish(Zipapps.ytDlp(NEW), SIGNER);
    for (long millis : new long[] {50, 400, 2_000, 5_000, 8_000}) {
      try (Program program = program()) {
        assertThat(Updates.of(Caller.of(program)).wish().statusCode()).isEqualTo(202);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis)); // the moment is the test
        program.kill();
      }
    }
    try (Program again = program()) {
      Caller caller = Caller.of(again);
      works(caller);
      Updates updates = Updates.begun(caller);
      updates.ask();
      assertThat(updates.state().getString("version")).isEqualTo(NEW);
      works(caller);
      assertThat(names(data().resolve("programs/yt-dlp")))
          .containsExactly(NEW, "releases.properties");
    }
  }

  @ParameterizedTest(name = "{0} MiB are left")
  @ValueSource(ints = {0, 1, 6})
  void aFullDiskIsSaidAndMendsByItself(int left) throws Exception {
    releases.publish(Zipapps.ytDlp(NEW), SIGNER);
    try (Disk disk = Disk.mount(folder.resolve("disk"), "64m")) {
      releases.publish(new byte[0], new Signer());
      try (Program program = program(disk.data(), "MIN_FREE_SPACE=0")) {
        Caller caller = Caller.of(program);
        Updates updates = Updates.begun(caller);
        releases.publish(Zipapps.ytDlp(NEW), SIGNER);
        disk.fillAllBut((long) left << 20);
        JsonObject state = updates.ask();
        if (state.getString("origin").equals("system")) {
          assertThat(state.getString("sentence")).containsIgnoringCase("disk");
        }
        disk.empty();
        updates.ask();
        assertThat(updates.state().getString("version")).isEqualTo(NEW);
        works(caller);
      }
    }
  }

  @Test
  void oneWithWhichMuchFailsIsGivenUpAndRemembered() throws Exception {
    releases.publish(Zipapps.ytDlp(OLD), SIGNER);
    try (Program program = program("TRIES=1")) {
      Caller caller = Caller.of(program);
      Updates updates = Updates.begun(caller);
      assertThat(updates.state().getString("version")).isEqualTo(OLD);
      for (int each = 0; each < 5; each++) {
        works(caller);
      }
      String broken =
          """
          _read = GenericIE._real_extract
          def _unread(self, url):
              if '/page' in url:
                  raise AttributeError("'NoneType' object has no attribute 'get'")
              return _read(self, url)
          GenericIE._real_extract = _unread
          """;
      releases.publish(Zipapps.ytDlp(NEW, "", broken), SIGNER);
      updates.ask();
      assertThat(updates.state().getString("version")).isEqualTo(NEW);
      for (int each = 0; each < 5; each++) {
        Download failed = fetch(caller, "Unread");
        assertThat(failed.status()).as("%s", failed.json()).isEqualTo("failed");
      }
      updates.await("it is given up", state -> OLD.equals(state.getString("version")));
      assertThat(updates.state().getJsonArray("refused").getJsonObject(0).getString("version"))
          .isEqualTo(NEW);
      works(caller);
      updates.await("it rests", state -> state.getString("activity").equals("idle"));
      assertThat(Updates.outcome(updates.ask())).as("asked for again").isEqualTo("refused");
      assertThat(program.terminate()).isZero();
    }
    try (Program again = program()) {
      Caller caller = Caller.of(again);
      Updates updates = Updates.of(caller);
      assertThat(updates.state().getString("version")).isEqualTo(OLD);
      assertThat(Updates.outcome(updates.ask())).isEqualTo("refused");
      assertThat(updates.state().getString("version")).isEqualTo(OLD);
      works(caller);
    }
  }

  @Test
  void withoutInternetItSaysSoAndUsesWhatThereIs() throws Exception {
    releases.close();
    try (Program program = program()) {
      Caller caller = Caller.of(program);
      Updates updates = Updates.begun(caller);
      assertThat(updates.state().getString("origin")).isEqualTo("system");
      assertThat(updates.state().getString("sentence"))
          .contains("cannot be reached", "Downloads go on with the system's yt-dlp");
      program.awaitLine(line -> line.contains("Downloads go on with the system's yt-dlp"));
      works(caller);
    }
  }

  @Test
  void whereThereIsNoneAtAllOneIsBrought() throws Exception {
    releases.publish(Zipapps.ytDlp(NEW), SIGNER);
    try (Program program = program("YT_DLP=" + folder.resolve("none"))) {
      Caller caller = Caller.of(program);
      Updates.of(caller).await("it is there", state -> NEW.equals(state.getString("version")));
      works(caller);
    }
  }

  @Test
  void releasesComeByTheProxyOrNotAtAll() throws Exception {
    String host = "releases.example";
    releases.publish(Zipapps.ytDlp(NEW), SIGNER);
    try (LoggingProxy proxy = LoggingProxy.socks().knowing(host, "127.0.0.1").wanting("me:hush")) {
      proxy.being(Manner.REFUSES);
      try (Program program =
          program(
              "PROXY=socks5h://me:hush@" + proxy.place(),
              "YT_DLP_RELEASES=" + releases.url(host))) {
        Updates updates = Updates.begun(Caller.of(program));
        assertThat(updates.state().getString("sentence")).contains("proxy").doesNotContain("hush");
        assertThat(releases.asked()).isEmpty();

        proxy.being(Manner.LEADS);
        updates.ask();
        assertThat(updates.state().getString("version")).isEqualTo(NEW);
        assertThat(proxy.asked).isNotEmpty().allMatch(each -> each.startsWith("name " + host));
        assertThat(releases.asked()).hasSize(3);
      }
    }
  }
}
