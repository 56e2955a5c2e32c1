package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.crowd.Crowd;
import dev.fetchlight.crowd.Plan;
import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that stops while thousands watch, and is back at the same place. */
@Timeout(180)
class ReturnTest {
  private static final int WATCHERS = 5_000;
  private static final int JOBS = 50;
  private static final String FEED = "{\"type\":\"subscribe\",\"feed\":\"all\"}";

  @TempDir Path folder;

  private static List<Job> running(Service service) throws Exception {
    List<Job> jobs = new ArrayList<>();
    for (int each = 0; each < JOBS; each++) {
      service.submit("http://example.com/" + each);
      jobs.add(service.claim());
    }
    return jobs;
  }

  @Test
  void allComeBackToTheNewestStateAndTheBookIsReadOnceForEachJob() throws Exception {
    Service first = new Service(folder, 0, WATCHERS + 10, view -> view);
    List<Job> jobs = running(first);
    try (Crowd crowd =
        Crowd.open(
            Plan.of(
                    first.port(),
                    WATCHERS,
                    client -> "/ws/download/" + jobs.get(client % JOBS).id())
                .returning())) {
      crowd.await("all see a state", seen -> seen.messages() >= WATCHERS);
      crowd.reset();
      Service.await(first.live.drain());
      crowd.await(
          "all were told to come back", seen -> seen.endings().getOrDefault(1001, 0) >= WATCHERS);
      first.close();

      AtomicReference<CountingBook> counting = new AtomicReference<>();
      try (Service second =
          new Service(
              folder,
              first.port(),
              WATCHERS + 10,
              book -> {
                counting.set(new CountingBook(book));
                return counting.get();
              })) {
        crowd.reset();
        List<Job> after = new ArrayList<>();
        for (Job job : jobs) {
          after.add(
              second.desk.advance(job, new dev.fetchlight.job.Change.Interrupted()).orElseThrow());
        }
        long newest = after.getFirst().version().value();
        crowd.await(
            "all are back on the newest state",
            seen -> seen.open() == WATCHERS && seen.allHave(newest, _ -> true));
        assertThat(crowd.report().endings()).as("refused or dropped after the start").isEmpty();
        assertThat(counting.get().jobsRead.get()).isLessThanOrEqualTo(JOBS);
      }
    }
  }

  @Test
  void aFeedIsReadOnceForEachLoop() throws Exception {
    int watchers = 500;
    AtomicReference<CountingBook> counting = new AtomicReference<>();
    try (Service service =
        new Service(
            folder,
            0,
            watchers,
            book -> {
              counting.set(new CountingBook(book));
              return counting.get();
            })) {
      running(service);
      try (Crowd crowd =
          Crowd.open(Plan.of(service.port(), watchers, _ -> "/ws").greeting(_ -> List.of(FEED)))) {
        // A greeting, an answer, and each job.
        crowd.await("all know all", seen -> seen.messages() >= watchers * (2L + JOBS));
        assertThat(counting.get().pages.get()).isLessThanOrEqualTo(2 * service.live.loops());
        assertThat(counting.get().jobsRead.get()).isZero();
      }
    }
  }

  @Test
  void aBookThatIsBusyIsAskedAgain() throws Exception {
    AtomicReference<CountingBook> counting = new AtomicReference<>();
    try (Service service =
        new Service(
            folder,
            0,
            10,
            book -> {
              counting.set(new CountingBook(book));
              return counting.get();
            })) {
      var id = service.submit("http://example.com/a");
      counting.get().failing.set(1);
      try (Ear ear = new Ear(service.uri("/ws/download/" + id))) {
        assertThat(ear.status().getString("status")).isEqualTo("queued");
        assertThat(counting.get().reads.get()).isEqualTo(2);
      }
    }
  }
}
