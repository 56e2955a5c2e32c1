package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.crowd.Crowd;
import dev.fetchlight.crowd.Plan;
import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands who begin to watch at once, as after a restart. */
@Timeout(180)
class ReadingTest {
  private static final int WATCHERS = 2_000;
  private static final int JOBS = 50;
  private static final String FEED = "{\"type\":\"subscribe\",\"feed\":\"all\"}";

  @TempDir Path folder;
  private final AtomicReference<CountingBook> made = new AtomicReference<>();

  private Service service(int mostSockets) throws Exception {
    return new Service(
        folder,
        0,
        mostSockets,
        book -> {
          made.set(new CountingBook(book));
          return made.get();
        });
  }

  private CountingBook counting() {
    return made.get();
  }

  private static List<Job> running(Service service) throws Exception {
    List<Job> jobs = new ArrayList<>();
    for (int each = 0; each < JOBS; each++) {
      service.submit("http://example.com/" + each);
      jobs.add(service.claim());
    }
    return jobs;
  }

  @Test
  void thousandsWhoComeAtOnceReadTheBookOnceForEachJob() throws Exception {
    try (Service service = service(WATCHERS)) {
      List<Job> jobs = running(service);
      try (Crowd crowd =
          Crowd.open(
              Plan.of(
                  service.port(),
                  WATCHERS,
                  client -> "/ws/download/" + jobs.get(client % JOBS).id()))) {
        long newest = jobs.getFirst().version().value();
        crowd.await("all are on the newest state", seen -> seen.allHave(newest, _ -> true));
        assertThat(counting().jobsRead.get()).isLessThanOrEqualTo(JOBS);
        assertThat(crowd.report().endings()).isEmpty();
      }
    }
  }

  @Test
  void aFeedIsReadOnceForEachLoop() throws Exception {
    int watchers = 500;
    try (Service service = service(watchers)) {
      running(service);
      try (Crowd crowd =
          Crowd.open(Plan.of(service.port(), watchers, _ -> "/ws").greeting(_ -> List.of(FEED)))) {
        // A greeting, an answer, and each job.
        crowd.await("all know all", seen -> seen.messages() >= watchers * (2L + JOBS));
        assertThat(counting().pages.get()).isLessThanOrEqualTo(2 * service.live.loops());
        assertThat(counting().jobsRead.get()).isZero();
      }
    }
  }

  @Test
  void aBookThatIsBusyIsAskedAgain() throws Exception {
    try (Service service = service(10)) {
      var id = service.submit("http://example.com/a");
      counting().failing.set(1);
      try (Ear ear = new Ear(service.uri("/ws/download/" + id))) {
        assertThat(ear.status().getString("status")).isEqualTo("queued");
        assertThat(counting().reads.get()).isEqualTo(2);
      }
    }
  }

  /** On one loop: what the feed's reading brings is all that those who wait will get. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoWaitsForAJobIsShownWhatIsReadForTheFeed(boolean alone) throws Exception {
    try (Service service = service(100)) {
      var id = service.submit("http://example.com/a");
      counting().held = new CountDownLatch(1);
      Plan one =
          alone
              ? Plan.of(service.port(), 10, _ -> "/ws/download/" + id)
              : Plan.of(service.port(), 10, _ -> "/ws")
                  .greeting(_ -> List.of("{\"type\":\"subscribe\",\"jobIds\":[\"" + id + "\"]}"));
      try (Crowd waiting = Crowd.open(one);
          Crowd all =
              Crowd.open(Plan.of(service.port(), 10, _ -> "/ws").greeting(_ -> List.of(FEED)))) {
        all.await("the feed is read on each loop", seen -> seen.allHave(1, _ -> true));
        waiting.await("they are shown the same", seen -> seen.allHave(1, _ -> true));
        counting().held.countDown();
        // Whoever was shown it before is not shown it again.
        service.claim();
        waiting.await("and then what is new", seen -> seen.allHave(2, _ -> true));
        assertThat(waiting.report().backwards()).isZero();
        assertThat(all.report().backwards()).isZero();
      }
    }
  }
}
