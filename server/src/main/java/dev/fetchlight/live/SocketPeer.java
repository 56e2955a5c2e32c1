package dev.fetchlight.live;

import dev.fetchlight.live.connection.Connection;
import dev.fetchlight.live.connection.Fragments;
import dev.fetchlight.live.connection.Utf8;
import dev.fetchlight.live.wire.Closing;
import dev.fetchlight.live.wire.DeflatedFrames;
import dev.fetchlight.live.wire.Messages;
import dev.fetchlight.live.wire.Request;
import dev.fetchlight.live.wire.WebSocketFrames;
import io.netty.buffer.ByteBufUtil;
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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A peer that may also speak: puts its frames together to messages, and answers them. */
abstract class SocketPeer extends Peer {
  /** Contract: a client's message over this is closed with 1009. */
  static final int MOST_MESSAGE = 16 * 1_024;

  /** The bit of a message's first frame that tells of compression. */
  private static final int COMPRESSED = 4;

  /** The message so far that comes in several frames. */
  private @Nullable Fragments fragments;

  SocketPeer(Connection connection, LoopHub hub) {
    super(connection, hub);
  }

  /** Answers a message. */
  abstract void answer(Request request);

  /** Says in a message when to come back, where that is more than the close has room for. */
  abstract void pause(int millis);

  /** Closes, and asks to come back after so many milliseconds. */
  final void sendAway(int millis) {
    pause(millis);
    close(Closing.goingAway(millis));
  }

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
    if (!agreed(frame)) {
      close(Closing.POLICY);
      return;
    }
    switch (frame) {
      case CloseWebSocketFrame end -> {
        close(reasonIsText(end) ? Closing.DONE : Closing.NOT_UTF_8);
        cut();
      }
      case PingWebSocketFrame ping -> say(out -> WebSocketFrames.WIRE.pong(ping.content(), out));
      case PongWebSocketFrame _ -> {}
      case TextWebSocketFrame text when fragments == null -> text(text);
      case ContinuationWebSocketFrame more when fragments != null -> text(more);
      default -> refuse("Send text, not bytes.");
    }
  }

  /** After a code of two bytes; the decoder lets half a character at the end pass. */
  private static boolean reasonIsText(CloseWebSocketFrame end) {
    byte[] content = ByteBufUtil.getBytes(end.content());
    return content.length <= 2
        || new Utf8().accepts(Arrays.copyOfRange(content, 2, content.length), true);
  }

  private void text(WebSocketFrame frame) {
    if (closing()) {
      return;
    }
    if (fragments == null) {
      boolean compressed = frame.rsv() == COMPRESSED;
      if (frame.isFinalFragment() && !compressed) {
        whole(ByteBufUtil.getBytes(frame.content()));
        return;
      }
      fragments = new Fragments(compressed ? hub.deflatedFrames() : null, MOST_MESSAGE);
    }
    Fragments message = fragments;
    Closing wrong = message.add(frame.content(), frame.isFinalFragment());
    if (wrong != null) {
      fragments = null;
      close(wrong);
    } else if (frame.isFinalFragment()) {
      fragments = null;
      answer(Request.parse(message.text()));
    }
  }

  private void whole(byte[] message) {
    if (new Utf8().accepts(message, true)) {
      answer(Request.parse(new String(message, StandardCharsets.UTF_8)));
    } else {
      close(Closing.NOT_UTF_8);
    }
  }

  /** Whether the bits that extensions use say nothing that was not agreed. */
  private boolean agreed(WebSocketFrame frame) {
    boolean may =
        wire instanceof DeflatedFrames && frame instanceof TextWebSocketFrame && fragments == null;
    return frame.rsv() == 0 || (may && frame.rsv() == COMPRESSED);
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      close(why(corrupted.closeStatus()));
    } else {
      cut();
    }
  }

  private static Closing why(WebSocketCloseStatus status) {
    if (status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      return Closing.TOO_BIG;
    }
    return status.equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA)
        ? Closing.NOT_UTF_8
        : Closing.POLICY;
  }
}
