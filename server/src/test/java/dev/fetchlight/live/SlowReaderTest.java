package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.crowd.Crowd;
import dev.fetchlight.crowd.Plan;
import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Link;
import dev.fetchlight.job.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who reads nothing for a while: nobody else pays, and it comes back to the newest state. */
@Timeout(120)
class SlowReaderTest {
  private static final int JOBS = 40;
  private static final int ROUNDS = 30;
  private static final String FEED = "{\"type\":\"subscribe\",\"feed\":\"all\"}";

  /** A status of these jobs is about so long. */
  private static final int FRAME_BYTES = 2_700;

  @TempDir Path folder;

  private static List<Job> running(Service service) {
    List<Job> jobs = new ArrayList<>();
    for (int each = 0; each < JOBS; each++) {
      Link link = new Link("http://example.com/" + each + "/" + "a".repeat(1_900));
      assertThat(service.desk.submit(new Spec(link, Format.BEST), null))
          .isInstanceOf(JobBook.Submission.Created.class);
      jobs.add(service.claim());
    }
    return jobs;
  }

  /** Each round changes every job, and ends when {@code quick} has seen all of it. */
  private static List<Job> changed(Service service, List<Job> jobs, int from, Ear quick)
      throws Exception {
    List<Job> now = jobs;
    for (int round = from; round < from + ROUNDS; round++) {
      List<Job> next = new ArrayList<>();
      for (Job job : now) {
        next.add(service.tick(job, round));
      }
      now = next;
      Set<String> seen = new HashSet<>();
      double percent = round;
      while (seen.size() < JOBS) {
        var status = quick.status();
        if (status.getDouble("progress") == percent) {
          seen.add(status.getString("jobId"));
        }
      }
    }
    return now;
  }

  private static Ear feed(Service service) throws Exception {
    Ear ear = new Ear(service.uri("/ws"));
    ear.message("hello");
    ear.say(FEED);
    ear.message("subscribed");
    return ear;
  }

  @Test
  void afterAPauseItReadsLittleThatIsOldAndThenTheNewest() throws Exception {
    try (Service service = new Service(folder);
        RawPeer slow = new RawPeer(service, "/ws");
        Ear quick = feed(service)) {
      List<Job> jobs = running(service);
      slow.readUntil("\"hello\"");
      slow.say(FEED);
      slow.readUntil("\"subscribed\"");
      int before = slow.bytesRead();
      List<Job> last = changed(service, jobs, 1, quick);
      for (Job job : last) {
        String newest = "\"version\":" + job.version().value() + ",";
        slow.readUntil("\"jobId\":\"" + job.id() + "\"");
        assertThat(slow.readUntil(newest)).contains(newest);
      }
      // Its own window and the kernel's short queue hold what is old; then each job once. Left
      // alone
      // the kernel would have taken all of it.
      int all = JOBS * (ROUNDS + 1) * FRAME_BYTES;
      assertThat(slow.bytesRead() - before).isLessThan(all / 5);
      assertThat(Service.await(service.live.counts()).frames().replaced())
          .isGreaterThan(JOBS * ROUNDS / 2);
    }
  }

  @Test
  void aCrowdThatDoesNotReadCostsNoMemory() throws Exception {
    int peers = 150;
    try (Service service = new Service(folder, null, Set.of(), 1_000)) {
      List<Job> jobs = running(service);
      try (Crowd crowd =
              Crowd.open(
                  Plan.of(service.port(), peers, _ -> "/ws")
                      .silent(1)
                      .greeting(_ -> List.of(FEED)));
          Ear quick = feed(service)) {
        List<Job> warm = changed(service, jobs, 1, quick);
        assertThat(Service.await(service.live.counts()).blocked()).isGreaterThan(peers / 2);
        long before = used();
        List<Job> last = changed(service, warm, 1 + ROUNDS, quick);
        // Kept for each of them, all those frames would be this many times as much.
        assertThat(used() - before).isLessThan((long) peers * JOBS * ROUNDS * FRAME_BYTES / 20);
        crowd.reading(_ -> true, true);
        long newest = last.stream().mapToLong(job -> job.version().value()).max().orElseThrow();
        crowd.await(
            "all end on the newest state", seen -> seen.allHave(newest, client -> client < peers));
      }
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void aWatcherOfOneJobEndsOnItsEnd() throws Exception {
    try (Service service = new Service(folder)) {
      JobId id = service.submit("http://example.com/" + "a".repeat(1_900));
      Job job = service.claim();
      try (RawPeer slow = new RawPeer(service, id);
          Ear quick = new Ear(service.uri("/ws/download/" + id))) {
        quick.status();
        for (int tick = 1; tick <= 40; tick++) {
          job = service.tick(job, tick);
        }
        double last = job.progress().percent();
        quick.until(each -> each.getDouble("progress") == last);
        service.complete(job, "A.mp4", "content");
        quick.until(each -> each.getString("status").equals("completed"));
        assertThat(quick.closeCode()).isEqualTo(1000);
        String completed = "\"status\":\"completed\"";
        assertThat(slow.readUntil(completed)).contains(completed);
      }
    }
  }
}
