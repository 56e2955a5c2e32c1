package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.JobId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watchers are kept by event loop: what a frame costs must grow with loops, not with watchers. */
class LoopsTest {
  @TempDir Path folder;

  @Test
  void manyWatchersShareTheFewLoops() throws Exception {
    try (Service service = new Service(folder)) {
      JobId id = service.submit("http://example.com/a");
      List<Ear> ears = new ArrayList<>();
      for (int each = 0; each < 20; each++) {
        Ear ear = new Ear(service.uri("/ws/download/" + id));
        ear.status();
        ears.add(ear);
      }
      assertThat(service.live.loops()).isBetween(1, 2);
      assertThat(service.live.watchers()).isEqualTo(20);
      ears.forEach(Ear::close);
    }
  }
}
