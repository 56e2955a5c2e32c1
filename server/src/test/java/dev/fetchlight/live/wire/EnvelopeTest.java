package dev.fetchlight.live.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes onto the bus comes off it the same. */
class EnvelopeTest {
  private final JobId id = JobId.next(InstantSource.system());

  @ParameterizedTest
  @EnumSource(Status.class)
  void everyStatusSurvivesTheBus(Status status) {
    ByteBuffer frame = ByteBuffer.wrap("{\"ünï\":\"code\"}".getBytes(StandardCharsets.UTF_8));
    Envelope sent = new Envelope(id, new Version(8_000_000_000L, 1_000_000), status, frame);
    assertThat(Envelope.unpack(sent.pack())).isEqualTo(sent);
    assertThat(sent.terminal()).isEqualTo(status.terminal());
  }

  @Test
  void packingLeavesTheFrameToOthers() {
    ByteBuffer frame = ByteBuffer.wrap(new byte[] {1, 2, 3});
    Envelope sent = new Envelope(id, new Version(1, 0), Status.QUEUED, frame);
    assertThat(sent.pack()).isEqualTo(sent.pack());
    assertThat(frame.remaining()).isEqualTo(3);
  }

  @Test
  void aRemovedJobIsNewerThanAllAndHasNoFrame() {
    Envelope removed = Envelope.unpack(Envelope.removed(id).pack());
    assertThat(removed.status()).isNull();
    assertThat(removed.terminal()).isFalse();
    assertThat(removed.frame().remaining()).isZero();
    assertThat(removed.version()).isGreaterThan(new Version(1L << 32, 5));
  }
}
