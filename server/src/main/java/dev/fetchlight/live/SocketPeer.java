package dev.fetchlight.live;

import dev.fetchlight.live.wire.Closing;
import dev.fetchlight.live.wire.Messages;
import dev.fetchlight.live.wire.Request;
import dev.fetchlight.live.wire.WebSocketFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A peer that may also speak: puts its frames together to messages, and answers them. */
abstract class SocketPeer extends Peer {
  /** Contract: a client's message over this is closed with 1009. */
  static final int MOST_MESSAGE = 16 * 1_024;

  /** The fragments so far of a text that comes in several. */
  private @Nullable ByteBuf fragments;

  SocketPeer(Connection connection, LoopHub hub) {
    super(connection, hub);
  }

  /** Answers a message. */
  abstract void answer(Request request);

  /** Asks to come back after so many milliseconds, where the wire has words for it. */
  abstract void pause(int millis);

  final void refuse(String sentence) {
    say(Messages.error("bad_message", sentence));
    close(Closing.BAD_MESSAGE);
  }

  @Override
  public final void channelRead(ChannelHandlerContext context, Object message) {
    try {
      liveness.heard(System.nanoTime());
      if (message instanceof WebSocketFrame frame) {
        heard(frame);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void heard(WebSocketFrame frame) {
    switch (frame) {
      case CloseWebSocketFrame _ -> {
        close(Closing.DONE);
        cut();
      }
      case PingWebSocketFrame ping -> say(out -> WebSocketFrames.WIRE.pong(ping.content(), out));
      case PongWebSocketFrame _ -> {}
      case TextWebSocketFrame text when fragments == null -> text(text);
      case ContinuationWebSocketFrame more when fragments != null -> text(more);
      default -> refuse("Send text, not bytes.");
    }
  }

  private void text(WebSocketFrame frame) {
    if (closing()) {
      return;
    }
    if (frame.isFinalFragment() && fragments == null) {
      answer(Request.parse(frame.content().toString(StandardCharsets.UTF_8)));
      return;
    }
    if (fragments == null) {
      fragments = Unpooled.buffer();
    }
    if (fragments.readableBytes() + frame.content().readableBytes() > MOST_MESSAGE) {
      fragments = null;
      close(Closing.TOO_BIG);
      return;
    }
    fragments.writeBytes(frame.content());
    if (frame.isFinalFragment()) {
      String whole = fragments.toString(StandardCharsets.UTF_8);
      fragments = null;
      answer(Request.parse(whole));
    }
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      boolean size = corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
      close(size ? Closing.TOO_BIG : Closing.POLICY);
    } else {
      cut();
    }
  }
}
