package dev.fetchlight.egress.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * The proxy's own words to a caller that it cannot serve: a status and a sentence that says why.
 */
public enum Answer {
  MALFORMED("400 Bad Request"),
  REFUSED("403 Forbidden"),
  NOT_OURS("407 Proxy Authentication Required"),
  TOO_SLOW("408 Request Timeout"),
  TOO_LARGE("431 Request Header Fields Too Large"),
  UNREACHABLE("502 Site out of reach"),
  TIMED_OUT("504 Site too slow");

  private final String status;

  Answer(String status) {
    this.status = status;
  }

  public ByteBuf because(String sentence) {
    byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
            + body.length
            + (this == NOT_OURS ? "\r\nProxy-Authenticate: Basic realm=\"Fetchlight\"" : "")
            + "\r\nConnection: close\r\n\r\n";
    return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body);
  }
}
