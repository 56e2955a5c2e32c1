package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Version;
import dev.fetchlight.live.wire.Envelope;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class NewsTest {
  private final JobId id = JobId.next(InstantSource.system());

  private News of(int tick) {
    Version version = new Version(3, tick);
    return new News(
        new Envelope(id, version, Status.PROCESSING, ByteBuffer.allocate(0)), tick * 100L, 0);
  }

  @Test
  void theNewerIsKeptWhicheverComesLast() {
    News both = of(1).newer(of(2));
    assertThat(both.envelope().version()).isEqualTo(new Version(3, 2));
    assertThat(both.at()).isEqualTo(200);
    assertThat(of(2).newer(of(1)).envelope().version()).isEqualTo(new Version(3, 2));
  }

  @Test
  void whatItReplacedIsCounted() {
    assertThat(of(1).newer(of(2)).newer(of(3)).replaced()).isEqualTo(2);
  }

  @Test
  void aRemovalIsNewerThanAll() {
    News removed = new News(Envelope.removed(id), 1, 0);
    assertThat(removed.newer(of(9)).envelope().status()).isNull();
    assertThat(of(9).newer(removed).envelope().status()).isNull();
  }
}
