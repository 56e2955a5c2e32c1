package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import dev.fetchlight.update.ReleaseSite;
import dev.fetchlight.update.Signer;
import dev.fetchlight.update.Zipapps;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a release on its server to downloads with it, in the real program, which is not restarted.
 */
class UpdateProgramIT {
  private static final int HELD_AT = 2_500_000;
  private static final String NEW = "2026.01.02";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private MediaSite site;

  private final ReleaseSite releases = new ReleaseSite();
  private final Signer signer = new Signer();

  @BeforeEach
  void start() throws Exception {
    site = MediaSite.start();
  }

  @AfterEach
  void stop() {
    site.close();
    releases.close();
  }

  private Program program() throws Exception {
    return Program.start(
        folder.resolve("data"),
        "YT_DLP_UPDATE=stable",
        "YT_DLP_RELEASES=" + releases.url(),
        "YT_DLP_KEY=" + signer.publish(folder.resolve("key.asc")));
  }

  @Test
  void aReleaseIsTakenUpWhileDownloadsGoOn() throws Exception {
    site.hold("/clip.mp4", HELD_AT);
    try (Program program = program()) {
      Caller caller = Caller.of(program);
      Updates updates = Updates.begun(caller);
      assertThat(updates.state().getString("origin")).isEqualTo("system");
      assertThat(updates.state().getString("sentence"))
          .contains("has no SHA2-256SUMS", "Downloads go on with the system's yt-dlp");

      String running = caller.submit(site.url("/page?title=Running")).id();
      String paused = caller.submit(site.url("/page?title=Paused&n=2")).id();
      try (Watch one = caller.watch(running);
          Watch two = caller.watch(paused)) {
        one.await("it runs", frame -> frame.progress() > 0);
        two.await("it runs", frame -> frame.progress() > 0);
        caller.act(paused, "pause");
        two.await("it is paused", frame -> frame.json().getBoolean("paused"));

        releases.publish(Zipapps.ytDlp(NEW), signer);
        long begin = System.nanoTime();
        assertThat(updates.wish().statusCode()).isEqualTo(202);
        updates.await("it is taken up", state -> NEW.equals(state.getString("version")));
        assertThat(updates.state().getString("origin")).isEqualTo("own");
        assertThat(one.last().status()).isEqualTo("processing");

        Download first = caller.toTheEnd(caller.submit(site.url("/page?media=/short.mp4")).id());
        assertThat(first.status()).as("%s", first).isEqualTo("completed");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
            .as("from the wish to the end of the first download with it")
            .isLessThan(Duration.ofMinutes(1));
        assertThat(warmWith(folder.resolve("data/programs/yt-dlp/" + NEW + "/yt-dlp"))).isTrue();
        Await.until(
            "the health report tells of it",
            () -> Caller.text(caller.get("/api/health")).contains("yt-dlp " + NEW));

        caller.act(paused, "resume");
        site.release();
        for (Watch watch : new Watch[] {one, two}) {
          Download done = watch.toTheEnd();
          assertThat(done.status()).as("%s", done).isEqualTo("completed");
          assertThat(done.attempt()).isEqualTo(1);
          assertThat(caller.get(Objects.requireNonNull(done.text("downloadUrl"))).body())
              .isEqualTo(Files.readAllBytes(site.file("clip.mp4")));
        }
      }

      releases.publish(Zipapps.ytDlp("2026.02.02"), new Signer());
      updates.await("it rests", state -> state.getString("activity").equals("idle"));
      JsonObject refused = updates.ask();
      assertThat(Updates.outcome(refused)).isEqualTo("refused");
      assertThat(refused.getString("version")).isEqualTo(NEW);
    }

    try (Program again = program()) {
      Caller caller = Caller.of(again);
      Updates updates = Updates.of(caller);
      assertThat(updates.state().getString("version")).isEqualTo(NEW);
      assertThat(updates.state().getString("nextAt")).isNotNull();
      Download done = caller.toTheEnd(caller.submit(site.url("/page?media=/portrait.mp4")).id());
      assertThat(done.status()).isEqualTo("completed");
      assertThat(again.terminate()).isZero();
    }
  }

  @Test
  void aStopInTheMiddleOfATrialLeavesNothing() throws Exception {
    try (Program program = program()) {
      Caller caller = Caller.of(program);
      Updates updates = Updates.begun(caller);
      releases.publish(Zipapps.ytDlp(NEW, "import time; time.sleep(3600)"), signer);
      assertThat(updates.wish().statusCode()).isEqualTo(202);
      updates.await("it is tried", state -> state.getString("activity").equals("trying"));
      assertThat(program.terminate()).isZero();
    }
    assertThat(folder.resolve("data/programs/yt-dlp").toFile().list())
        .containsExactly("releases.properties");
    assertThat(folder.resolve("data/scratch").toFile().list()).isEmpty();
  }

  @Test
  void withoutAWordNothingIsAskedWhereAProgramIsNamed() throws Exception {
    try (Program program = Program.start(folder.resolve("data"))) {
      Updates updates = Updates.of(Caller.of(program));
      assertThat(updates.wish().statusCode()).isEqualTo(409);
      assertThat(updates.state().getString("channel")).isEqualTo("off");
      assertThat(updates.state().getString("nextAt")).isNull();
    }
  }

  private static boolean warmWith(Path program) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .anyMatch(line -> line.contains("warm_parent.py") && line.contains(program.toString()));
  }
}
