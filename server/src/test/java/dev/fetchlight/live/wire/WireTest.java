package dev.fetchlight.live.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.JobId;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Version;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that go to the kernel as they are. */
class WireTest {
  private final JobId id = JobId.next(InstantSource.system());

  private static String written(Consumer<ByteBuf> content) {
    ByteBuf out = Unpooled.buffer();
    content.accept(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private Envelope status(String json) {
    ByteBuffer frame = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
    return new Envelope(id, new Version(3, 4), Status.PROCESSING, frame);
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "125, 2", "126, 4", "65535, 4", "65536, 10"})
  void aFrameHasTheHeaderForItsLength(int length, int header) {
    ByteBuf frame = Unpooled.buffer();
    WebSocketFrames.WIRE.status(status("x".repeat(length)), frame);
    assertThat(frame.readableBytes()).isEqualTo(header + length);
    assertThat(frame.readUnsignedByte()).as("final, text").isEqualTo((short) 0x81);
    int first = frame.readUnsignedByte();
    long told = first < 126 ? first : first == 126 ? frame.readUnsignedShort() : frame.readLong();
    assertThat(told).isEqualTo(length);
    assertThat(frame.toString(StandardCharsets.US_ASCII)).isEqualTo("x".repeat(length));
  }

  @Test
  void aCloseFrameHasItsCodeAndWords() {
    ByteBuf frame = Unpooled.buffer();
    WebSocketFrames.WIRE.end(Closing.TOO_SLOW, frame);
    assertThat(frame.readUnsignedByte()).isEqualTo((short) 0x88);
    assertThat((int) frame.readUnsignedByte()).isEqualTo(frame.readableBytes());
    assertThat(frame.readUnsignedShort()).isEqualTo(1013);
    assertThat(frame.toString(StandardCharsets.US_ASCII)).isEqualTo("too slow, come back");
  }

  @Test
  void anEventHasTheVersionAsIdAndTheDownloadAsData() {
    Envelope envelope = status("{\"type\":\"status\",\"data\":{\"title\":\"ünï\"}}");
    assertThat(written(out -> ServerSentEvents.BARE.status(envelope, out)))
        .isEqualTo("event: status\nid: 3145732\ndata: {\"title\":\"ünï\"}\n\n");
  }

  @Test
  void aChunkHasTheSizeOfItsEvent() {
    Envelope envelope = status("{\"type\":\"status\",\"data\":{\"title\":\"ünï\"}}");
    ByteBuf bare = Unpooled.buffer();
    ServerSentEvents.BARE.status(envelope, bare);
    assertThat(written(out -> ServerSentEvents.CHUNKED.status(envelope, out)))
        .isEqualTo(
            Integer.toHexString(bare.readableBytes())
                + "\r\n"
                + bare.toString(StandardCharsets.UTF_8)
                + "\r\n");
    assertThat(written(out -> ServerSentEvents.CHUNKED.end(Closing.DONE, out)))
        .isEqualTo("0\r\n\r\n");
  }

  @Test
  void otherEventsAreNamedByTheirType() {
    assertThat(written(out -> ServerSentEvents.BARE.message(Messages.hello("abc"), out)))
        .isEqualTo("event: hello\ndata: {\"type\":\"hello\",\"epoch\":\"abc\"}\n\n");
    assertThat(written(out -> ServerSentEvents.BARE.pause(1234, out))).isEqualTo("retry: 1234\n\n");
    assertThat(written(ServerSentEvents.BARE::signOfLife)).isEqualTo(":\n\n");
  }

  @Test
  void makingAFrameLeavesTheTextToOthers() {
    Envelope envelope = status("{\"type\":\"status\",\"data\":{}}");
    int length = envelope.frame().remaining();
    WebSocketFrames.WIRE.status(envelope, Unpooled.buffer());
    ServerSentEvents.CHUNKED.status(envelope, Unpooled.buffer());
    assertThat(envelope.frame().remaining()).isEqualTo(length);
  }

  @Test
  void anErrorIsEscaped() {
    JsonObject error =
        new JsonObject(Messages.error("bad_message", "Say \"ping\"\nor nothing.").json());
    assertThat(error.getString("type")).isEqualTo("error");
    assertThat(error.getString("code")).isEqualTo("bad_message");
    assertThat(error.getString("message")).isEqualTo("Say \"ping\"\nor nothing.");
  }
}
