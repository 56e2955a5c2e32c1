package dev.fetchlight.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.crowd.Crowd;
import dev.fetchlight.crowd.Plan;
import dev.fetchlight.crowd.Tally;
import dev.fetchlight.site.MediaSite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program is stopped and started again while thousands watch its running downloads. */
@Timeout(240)
class ReturnIT {
  private static final int WATCHERS = 5_000;
  private static final int JOBS = 3;
  private static final String CLIP = "/clip.mp4";

  @TempDir private Path folder;

  @Test
  void everyoneComesBackToTheNewestStateAndToTheEnd() throws Exception {
    try (MediaSite site = MediaSite.start()) {
      site.hold(CLIP, 1_000_000);
      List<String> ids = new ArrayList<>();
      Program first = Program.start(folder.resolve("data"));
      int port = first.address().getPort();
      for (int job = 0; job < JOBS; job++) {
        ids.add(Caller.of(first).submit(site.url("/page?title=T" + job)).id());
      }
      Plan plan =
          Plan.of(port, WATCHERS, client -> "/ws/download/" + ids.get(client % JOBS))
              .returning(Plan.Comeback.AS_ASKED);
      try (Crowd crowd = Crowd.open(plan)) {
        site.awaitHeld(CLIP);
        crowd.await("each has a state", seen -> seen.allHave(1, _ -> true));
        assertThat(first.terminate()).isZero();
        crowd.await(
            "each was told to come back", seen -> seen.endings().getOrDefault(1001, 0) >= WATCHERS);

        try (Program second = Program.startAt(port, folder.resolve("data"))) {
          // Two rounds, so that what ended before the start is not counted after it.
          crowd.await("a look", _ -> true);
          crowd.await("another look", _ -> true);
          crowd.reset();
          List<Long> versions = versions(Caller.of(second), ids);
          crowd.await(
              "all are back on a state as new as the book's",
              seen -> seen.open() == WATCHERS && allHave(seen, versions));
          assertThat(crowd.report().endings()).as("refused or dropped").isEmpty();

          site.release();
          crowd.await(
              "all have seen the end", seen -> seen.endings().equals(Map.of(1000, WATCHERS)));
          List<Long> last = versions(Caller.of(second), ids);
          assertThat(crowd.<Boolean>read(seen -> allHave(seen, last))).isTrue();
        }
      } finally {
        first.close();
      }
    }
  }

  private static List<Long> versions(Caller caller, List<String> ids) throws Exception {
    List<Long> versions = new ArrayList<>();
    for (String id : ids) {
      versions.add(caller.read(id).version());
    }
    return versions;
  }

  private static boolean allHave(Tally seen, List<Long> versions) {
    for (int job = 0; job < JOBS; job++) {
      int of = job;
      if (!seen.allHave(versions.get(job), client -> client % JOBS == of)) {
        return false;
      }
    }
    return true;
  }
}
