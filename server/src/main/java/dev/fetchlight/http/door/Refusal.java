package dev.fetchlight.http.door;

import dev.fetchlight.http.contract.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The last answer on a connection, written past everything that makes answers otherwise. */
final class Refusal {
  /** How long a peer has to read why its connection ends; closed at once it might not get to. */
  private static final long LINGER_MILLIS = 1_000;

  private Refusal() {}

  /** Says what is wrong, and ends the connection once the peer can have read it. */
  static void say(ChannelHandlerContext context, Problem problem) {
    byte[] body = problem.json().toBuffer().getBytes();
    String head =
        """
        HTTP/1.1 %d %s
        Content-Type: %s
        Content-Length: %d
        Cache-Control: no-store
        X-Content-Type-Options: nosniff
        %sConnection: close

        """
            .formatted(
                problem.status(),
                problem.title(),
                Problem.MEDIA_TYPE,
                body.length,
                problem.status() == 429 ? "Retry-After: 5\n" : "")
            .replace("\n", "\r\n");
    ByteBuf bytes = Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body);
    var _ =
        context
            .writeAndFlush(bytes)
            .addListener(_ -> {
              if (context.channel() instanceof DuplexChannel duplex) {
                var _ = duplex.shutdownOutput();
              }
            });
    var _ =
        context
            .executor()
            .schedule(
                () -> {
                  var _ = context.close();
                },
                LINGER_MILLIS,
                TimeUnit.MILLISECONDS);
  }
}
