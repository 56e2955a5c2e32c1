package dev.fetchlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that go to the kernel as they are, so they must be frames of RFC 6455. */
class MessagesTest {
  @ParameterizedTest
  @CsvSource({"0, 2", "125, 2", "126, 4", "65535, 4", "65536, 10"})
  void aFrameHasTheHeaderForItsLength(int length, int header) {
    ByteBuf frame =
        Messages.textFrame(ByteBuffer.wrap("x".repeat(length).getBytes(StandardCharsets.US_ASCII)));
    try {
      assertThat(frame.readableBytes()).isEqualTo(header + length);
      assertThat(frame.readUnsignedByte()).as("final, text").isEqualTo((short) 0x81);
      int first = frame.readUnsignedByte();
      long told = first < 126 ? first : first == 126 ? frame.readUnsignedShort() : frame.readLong();
      assertThat(told).isEqualTo(length);
      assertThat(frame.toString(StandardCharsets.US_ASCII)).isEqualTo("x".repeat(length));
    } finally {
      frame.release();
    }
  }

  @Test
  void makingAFrameLeavesTheTextToOthers() {
    ByteBuffer text = ByteBuffer.wrap(new byte[10]);
    Messages.textFrame(text).release();
    assertThat(text.remaining()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "{\"type\":\"ping\"}", "\n{ \"type\" :\t\"ping\" }"})
  void bothFormsOfAPing(String text) {
    assertThat(Messages.isPing(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "PING", "ping ", "{\"type\":\"pong\"}", "{\"type\":\"ping\"} x", "[\"ping\"]"})
  void nothingElseIsAPing(String text) {
    assertThat(Messages.isPing(text)).isFalse();
  }

  @Test
  void anErrorIsEscaped() {
    JsonObject error = new JsonObject(Messages.error("bad_message", "Say \"ping\"\nor nothing."));
    assertThat(error.getString("type")).isEqualTo("error");
    assertThat(error.getString("code")).isEqualTo("bad_message");
    assertThat(error.getString("message")).isEqualTo("Say \"ping\"\nor nothing.");
  }
}
