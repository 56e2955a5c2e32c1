package dev.fetchlight.live.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionDecoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.Locale;
import java.util.Map;

/**
 * Takes connections from Vert.x, those of WebSockets after their handshake. What Vert.x keeps of a
 * WebSocket is five times what a watcher needs, and its API has no frame that can be shared.
 */
public final class Takeover {
  private Takeover() {}

  /** Before a socket is opened: whatever the client offers, nothing is compressed on it. */
  public static void offerNoCompression(HttpServerRequest request) {
    ChannelPipeline pipeline =
        ((HttpServerConnection) request.connection()).channelHandlerContext().pipeline();
    if (pipeline.get(WebSocketServerExtensionHandler.class) != null) {
      pipeline.remove(WebSocketServerExtensionHandler.class);
    }
  }

  /** Whether both sides agreed to compress messages. */
  public static boolean deflates(ServerWebSocket socket) {
    return ((WebSocketInternal) socket)
            .channelHandlerContext()
            .pipeline()
            .get(WebSocketExtensionDecoder.class)
        != null;
  }

  /** Whether the client asked that no message refer to those before it. */
  public static boolean refusesContext(ServerWebSocket socket) {
    return socket.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS).stream()
        .anyMatch(offer -> offer.toLowerCase(Locale.ROOT).contains("server_no_context_takeover"));
  }

  public static Channel of(ServerWebSocket socket) {
    return bare(((WebSocketInternal) socket).channelHandlerContext().channel());
  }

  /** Nothing of the response may have been written. */
  public static Channel of(HttpServerRequest request) {
    return bare(((HttpServerConnection) request.connection()).channelHandlerContext().channel());
  }

  private static Channel bare(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    for (Map.Entry<String, ChannelHandler> each : pipeline) {
      if (!(each.getValue() instanceof WebSocketFrameDecoder)) {
        pipeline.remove(each.getValue());
      }
    }
    channel.config().setAutoRead(true);
    return channel;
  }
}
