package dev.fetchlight.live.wire;

import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the bus carries: who (16 bytes), how new (8), which status (a length and its name, nothing
 * for a removed job), and the ready frame.
 *
 * @param frame the whole {@code status} message as UTF-8, made once for all watchers of all nodes;
 *     shared, so read it through a duplicate
 */
public record Envelope(JobId id, Version version, @Nullable Status status, ByteBuffer frame) {
  private static final Version AFTER_ALL = Version.unpack(Long.MAX_VALUE);

  /** Tells that a job is no more: newer than all that was. */
  public static Envelope removed(JobId id) {
    return new Envelope(id, AFTER_ALL, null, ByteBuffer.allocate(0));
  }

  /** Whether the job has ended, and is still there. */
  public boolean terminal() {
    return status != null && status.terminal();
  }

  /** The bytes that {@link #unpack} reads. */
  public byte[] pack() {
    byte[] name = (status == null ? "" : status.wire()).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(16 + 8 + 1 + name.length + frame.remaining())
        .putLong(id.value().getMostSignificantBits())
        .putLong(id.value().getLeastSignificantBits())
        .putLong(version.value())
        .put((byte) name.length)
        .put(name)
        .put(frame.duplicate())
        .array();
  }

  /** What {@link #pack} has written. */
  public static Envelope unpack(byte[] message) {
    ByteBuffer bytes = ByteBuffer.wrap(message);
    JobId id = new JobId(new UUID(bytes.getLong(), bytes.getLong()));
    Version version = Version.unpack(bytes.getLong());
    byte[] name = new byte[bytes.get()];
    bytes.get(name);
    Status status = Status.parse(new String(name, StandardCharsets.US_ASCII)).orElse(null);
    return new Envelope(id, version, status, bytes.slice());
  }
}
