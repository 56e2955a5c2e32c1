package dev.fetchlight.live;

import dev.fetchlight.http.Service;
import dev.fetchlight.job.JobId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that end before anyone takes them over. */
class LeakTest {
  @TempDir Path folder;

  /** 100 sockets are allowed; none of these is open any more when the last one comes. */
  @Test
  void aFrameThatIsNoneBesideTheUpgradeLeavesNobodyBehind() throws Exception {
    try (Service service = new Service(folder)) {
      JobId id = service.submit("http://example.com/a");
      for (int each = 0; each < 400; each++) {
        try (RawPeer peer = new RawPeer(service, id)) {
          peer.send(0x81, 4, 'p', 'i', 'n', 'g');
          peer.closeCode();
        }
      }
      try (Ear ear = new Ear(service.uri("/ws"))) {
        ear.message("hello");
      }
    }
  }
}
