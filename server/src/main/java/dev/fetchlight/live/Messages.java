package dev.fetchlight.live;

import dev.fetchlight.job.Job;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The messages of asyncapi.yaml, and the bytes that carry them on a socket. */
final class Messages {
  static final String PONG = "{\"type\":\"pong\"}";

  private static final Pattern PING_OBJECT =
      Pattern.compile("\\s*\\{\\s*\"type\"\\s*:\\s*\"ping\"\\s*}\\s*");
  private static final int TEXT_WHOLE = 0x81;
  private static final int SHORT_LENGTH = 126;
  private static final int LONG_LENGTH = 127;

  private Messages() {}

  static ByteBuffer status(DownloadJson downloads, Job job) {
    byte[] message =
        DownloadJson.encode(json -> {
          json.writeStartObject();
          json.writeStringField("type", "status");
          json.writeFieldName("data");
          downloads.write(json, job);
          json.writeEndObject();
        });
    return ByteBuffer.wrap(message);
  }

  static String error(String code, String message) {
    byte[] bytes =
        DownloadJson.encode(json -> {
          json.writeStartObject();
          json.writeStringField("type", "error");
          json.writeStringField("code", code);
          json.writeStringField("message", message);
          json.writeEndObject();
        });
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether a client's text is one of the two forms of a ping. */
  static boolean isPing(String text) {
    return text.equals("ping") || PING_OBJECT.matcher(text).matches();
  }

  /** A whole unmasked text frame (RFC 6455, 5.2) in direct memory, ready for the kernel. */
  static ByteBuf textFrame(ByteBuffer text) {
    ByteBuf frame = Unpooled.directBuffer(text.remaining() + 10).writeByte(TEXT_WHOLE);
    if (text.remaining() < SHORT_LENGTH) {
      frame.writeByte(text.remaining());
    } else if (text.remaining() <= 0xffff) {
      frame.writeByte(SHORT_LENGTH).writeShort(text.remaining());
    } else {
      frame.writeByte(LONG_LENGTH).writeLong(text.remaining());
    }
    return frame.writeBytes(text.duplicate());
  }
}
