package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.JobId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One watcher that reads nothing: nobody else pays, and it comes back to the newest state. */
class SlowWatcherTest {
  private static final String COMPLETED = "\"status\":\"completed\"";

  @TempDir Path folder;

  @Test
  void aWatcherThatDoesNotReadHoldsUpNobodyAndEndsOnTheNewest() throws Exception {
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
        assertThat(slow.readUntil(COMPLETED)).contains(COMPLETED);
      }
    }
  }
}
