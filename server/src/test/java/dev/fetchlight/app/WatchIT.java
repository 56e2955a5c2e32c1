package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.site.MediaSite;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a watcher of the real program gets to hear besides the way of a download. */
class WatchIT {
  @TempDir private static Path folder;
  private static Program program;
  private static Caller caller;
  private static MediaSite site;

  @BeforeAll
  static void start() throws Exception {
    site = MediaSite.start();
    program = Program.start(folder.resolve("data"));
    caller = Caller.of(program);
  }

  @AfterAll
  static void stop() throws Exception {
    program.close();
    site.close();
  }

  @Test
  void whoComesLateGetsTheEndAtOnce() throws Exception {
    Download queued = caller.submit(site.url("/page?media=/short.mp4&title=Late"));
    Download done = caller.toTheEnd(queued.id());

    try (Watch late = caller.watch(queued.id())) {
      assertThat(late.awaitClose()).isEqualTo(1000);
      assertThat(late.frames()).containsExactly(done);
    }
  }

  @Test
  void allWatchersOfADownloadSeeItsEnd() throws Exception {
    site.hold("/clip.mp4", 100_000);
    Download queued = caller.submit(site.url("/page?title=Crowd"));
    try (Watch one = caller.watch(queued.id());
        Watch other = caller.watch(queued.id())) {
      site.awaitHeld("/clip.mp4");
      site.release();

      assertThat(one.toTheEnd()).isEqualTo(other.toTheEnd());
    }
  }

  @Test
  void anUnknownDownloadIsAnErrorAndAClose() throws Exception {
    for (String id : new String[] {"01930000-0000-7000-8000-000000000000", "no-id"}) {
      try (Watch watch = caller.watch(id)) {
        assertThat(watch.awaitClose()).as(id).isEqualTo(4404);
        assertThat(watch.awaitMessages("error", 1))
            .singleElement()
            .satisfies(error -> assertThat(error.getString("code")).isEqualTo("not_found"));
        assertThat(watch.frames()).isEmpty();
      }
    }
  }

  @Test
  void aPingIsAnsweredInBothItsForms() throws Exception {
    site.hold("/portrait.mp4", 0);
    Download queued = caller.submit(site.url("/page?media=/portrait.mp4&title=Ping"));
    try (Watch watch = caller.watch(queued.id())) {
      watch.say("ping");
      watch.awaitMessages("pong", 1);
      watch.say("{\"type\":\"ping\"}");
      watch.awaitMessages("pong", 2);
      site.release("/portrait.mp4");

      assertThat(watch.toTheEnd().status()).isEqualTo("completed");
    }
  }

  @Test
  void anythingButAPingIsRefused() throws Exception {
    site.hold("/hls/clip.m3u8", 0);
    Download queued = caller.submit(site.url("/hls/clip.m3u8?" + UUID.randomUUID()));
    try (Watch watch = caller.watch(queued.id())) {
      watch.say("{\"type\":\"shout\"}");

      assertThat(watch.awaitClose()).isEqualTo(4400);
    }
    site.release("/hls/clip.m3u8");
  }
}
